using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What all events of one import share.</summary>
internal sealed class ImportBatchFacts(Id<ImportJob> job, SideRef origin, DateTimeOffset now)
{
    private const int MostSources = 1000;
    private readonly Dictionary<string, string> sources = new(StringComparer.Ordinal);

    public static readonly ConsentEvidence NoEvidence = new();

    public long Job { get; } = job.Value;

    public string ActorId { get; } = job.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The side row with file name and options.</summary>
    public SideRef Origin { get; } = origin;

    public DateTimeOffset Now { get; } = now;

    /// <summary>One string a source, however many rows name it.</summary>
    public string Intern(ReadOnlySpan<char> source)
    {
        var known = sources.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(source, out var name))
        {
            return name;
        }

        name = Text.Cut(Text.Clean(source.ToString()), ConsentEvent.SourceMaxLength);
        if (sources.Count < MostSources)
        {
            known[source] = name;
        }

        return name;
    }
}
