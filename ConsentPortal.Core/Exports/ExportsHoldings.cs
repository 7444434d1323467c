using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>Lists that were taken out: copies of what other rooms hand out.</summary>
public sealed class ExportsHoldings : IHoldsPersonalData
{
    public string Room => "Exports";

    public IReadOnlyList<PersonalTable> Tables { get; } =
        [new("export_jobs", "exports", "A list of many people, sealed and deleted after some days; what it said of the person is handed out from where it came.")];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield break;
    }
}
