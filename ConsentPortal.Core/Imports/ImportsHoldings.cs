using System.Globalization;
using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Rows of files that were refused but name the person, and what a source last said of them.</summary>
public sealed class ImportsHoldings(HeldRows rows) : IHoldsPersonalData
{
    public string Room => "Imports";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("rejected_rows", "import-rows"), new("source_rows", "import-sources"),
        new("import_jobs", "import-rows", "Tells of a file of many people; what it brought about the person is handed out, and its copy is deleted once it is read."),
        new("import_undos", "import-rows", "Tells of the undoing of a whole file; what it changed about the person is in the consent history."),
    ];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var address in subject.Addresses.Select(a => a.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
        {
            await foreach (var some in rows.SlicesAsync<RejectedRow>((db, last) => Rejected(db, address, last), ct))
            {
                foreach (var row in some)
                {
                    yield return new("import-rows", "rejected_rows", $"{row.JobId}-{row.Row}", IdSource.BirthOf(row.JobId.Value), new PersonalFields().Add("import", row.JobId.Value).Add("row", row.Row).Add("refusedBecause", row.Reason)
                        .Add("cells", row.Cells, ofOthers: true).Items);
                }
            }
        }

        var points = subject.ContactPoints.ToList();
        foreach (var row in await rows.ReadAsync(db => db.Set<SourceRow>().Where(r => points.Contains(r.PointId)).OrderBy(r => r.Source).ThenBy(r => r.Key), ct))
        {
            yield return new("import-sources", "source_rows", string.Create(CultureInfo.InvariantCulture, $"{row.Source}-{row.Key}"), null, new PersonalFields().Add("source", row.Source).Add("key", row.Key).Add("import", row.JobId.Value)
                .Add("optedIn", row.OptedIn ? "true" : "false").Items);
        }
    }

    private static IQueryable<RejectedRow> Rejected(PortalDb db, string address, RejectedRow? last)
    {
        var (job, row) = (last?.JobId ?? default, last?.Row ?? -1);
        return db.Set<RejectedRow>().Where(r => r.Cells != null && r.Cells.ToLower().Contains(address) && (r.JobId > job || (r.JobId == job && r.Row > row))).OrderBy(r => r.JobId).ThenBy(r => r.Row);
    }
}
