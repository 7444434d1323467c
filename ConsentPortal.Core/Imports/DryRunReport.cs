using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What an import would do, if it were started now.</summary>
public sealed record DryRunReport(ImportCounts Counts)
{
    /// <summary>The first rows of each outcome; of refused ones under their code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SampleRow>> First { get; init; } = new Dictionary<string, IReadOnlyList<SampleRow>>(StringComparer.Ordinal);

    /// <summary>Status words that mean nothing yet, most frequent first.</summary>
    public IReadOnlyList<UnknownWord> Statuses { get; init; } = [];

    public IReadOnlyList<UnknownWord> Topics { get; init; } = [];

    public IReadOnlyList<UnknownWord> Purposes { get; init; } = [];

    /// <summary>Topics that it would make.</summary>
    public IReadOnlyList<NewTopic> NewTopics { get; init; } = [];

    /// <summary>As much of it as the actor may see.</summary>
    /// <param name="brought">They brought the file: its words are theirs to map. To anybody else an unknown word may be a name.</param>
    internal DryRunReport For(Actor actor, ImportOptions options, Rulebook rules, bool brought) => SampleMask.For(actor, options, rules) is not { } mask ? this : this with
    {
        First = First.ToDictionary(f => f.Key, f => (IReadOnlyList<SampleRow>)[.. f.Value.Select(r => r with { Cells = mask.Row(r.Cells) })], StringComparer.Ordinal),
        Statuses = Masked(Statuses, brought), Topics = Masked(Topics, brought), Purposes = Masked(Purposes, brought),
        NewTopics = [.. NewTopics.Select(t => t with { Code = !brought || t.Name.Contains('@') ? SampleMask.Hidden : t.Code, Name = brought ? SampleMask.Word(t.Name) : SampleMask.Hidden })],
    };

    private static IReadOnlyList<UnknownWord> Masked(IReadOnlyList<UnknownWord> words, bool brought)
        => [.. words.Where(w => brought || w.Suggestion is not null).Select(w => w with { Word = SampleMask.Word(w.Word) })];

    public sealed record SampleRow(long Number, IReadOnlyList<string> Cells);

    /// <summary>A word of the file that the portal does not know, and how many rows it keeps out.</summary>
    public sealed record UnknownWord(string Word, long Rows, StatusMeaning? Suggestion);

    public sealed record NewTopic(string Purpose, string Code, string Name);
}

/// <summary>Collects a report while the rows go by.</summary>
internal sealed class ReportMaker
{
    private const int Samples = 5, Words = 200;
    private readonly Dictionary<string, List<DryRunReport.SampleRow>> first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, long>> unknown = new(StringComparer.Ordinal);

    public ImportCounts Counts { get; } = new();

    public void See(ImportRow row, ImportOutcome outcome, string reason)
    {
        var name = reason.Length > 0 ? reason : Word.Of(outcome);
        var rows = first.TryGetValue(name, out var known) ? known : first[name] = [];
        if (rows.Count < Samples)
        {
            rows.Add(new(row.Number, row.Cells ?? []));
        }
    }

    public void SeeUnknown(string reason, string word, Purpose? purpose)
    {
        var words = unknown.TryGetValue(reason, out var known) ? known : unknown[reason] = new(StringComparer.OrdinalIgnoreCase);
        if (words.TryGetValue(word, out var rows) || words.Count < Words)
        {
            words[word] = rows + 1;
        }
    }

    public DryRunReport Make(ImportWork work) => new(Counts)
    {
        First = first.ToDictionary(f => f.Key, f => (IReadOnlyList<DryRunReport.SampleRow>)f.Value.OrderBy(r => r.Number).ToList(), StringComparer.Ordinal),
        Statuses = Of(RejectionCode.UnknownStatus), Topics = Of(RejectionCode.UnknownTopic), Purposes = Of(RejectionCode.UnknownPurpose),
        NewTopics = [.. work.NewTopics.Select(t => new DryRunReport.NewTopic(t.Purpose.Code, t.Topic.Code, t.Topic.Name.In("en")))],
    };

    private List<DryRunReport.UnknownWord> Of(string reason) => unknown.TryGetValue(reason, out var words)
        ? [.. words.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => new DryRunReport.UnknownWord(w.Key, w.Value, StatusWords.Suggest(w.Key)))]
        : [];
}
