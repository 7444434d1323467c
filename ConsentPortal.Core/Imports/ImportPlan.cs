using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Everything a row is read against, looked up once: profile, purposes and topics by code or name in any language and any case,
/// status words, where each field stands. Read by one thread at a time.</summary>
internal sealed class ImportPlan
{
    private readonly Dictionary<string, Purpose> purposes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Id<Purpose>, Dictionary<string, Topic>> topics = [];
    private readonly Dictionary<string, StatusMeaning> statuses;

    public ImportPlan(CsvShape shape, ImportOptions options, Rulebook rules)
    {
        (Shape, Options) = (shape, options);
        Profile = rules.Profile(options.Profile) ?? throw new InvalidOperationException("The profile is gone.");
        statuses = new(StatusWords.Known, StringComparer.OrdinalIgnoreCase);
        foreach (var (word, meaning) in options.Statuses)
        {
            statuses[word] = meaning;
        }

        foreach (var purpose in rules.PurposesOf(Profile))
        {
            purposes.TryAdd(purpose.Code, purpose);
        }

        foreach (var purpose in rules.PurposesOf(Profile))
        {
            var named = topics[purpose.Id] = new(StringComparer.OrdinalIgnoreCase);
            Learn(purposes, purpose.Name, purpose);
            purpose.Topics.ForEach(t => named.TryAdd(t.Code, t));
            purpose.Topics.ForEach(t => Learn(named, t.Name, t));
        }

        var commercial = rules.PurposesOf(Profile).Where(p => p.Type == PurposeType.Commercial).Take(2).ToList();
        DefaultPurpose = options.Purpose is { Length: > 0 } code ? Purpose(code) : commercial is [var only] ? only : null;
    }

    public CsvShape Shape { get; }

    public ImportOptions Options { get; }

    public ComplianceProfile Profile { get; }

    /// <summary>For rows that name none; null where the profile has no or several commercial purposes.</summary>
    public Purpose? DefaultPurpose { get; }

    public bool DemandsConfirmation => Profile.State.DoubleOptIn;

    public StatusMeaning? Status(ReadOnlySpan<char> word) => Find(statuses, word, out var meaning) ? meaning : null;

    public Purpose? Purpose(ReadOnlySpan<char> word) => Find(purposes, word, out var purpose) ? purpose : null;

    public Topic? Topic(Purpose purpose, ReadOnlySpan<char> word) => Find(topics[purpose.Id], word, out var topic) ? topic : null;

    /// <summary>Counts a topic as known under this word: one that the import is about to make.</summary>
    public void Add(Purpose purpose, string word, Topic topic) => topics[purpose.Id].TryAdd(Composed(word), topic);

    private static void Learn<T>(Dictionary<string, T> known, LocalText names, T value)
    {
        foreach (var name in names.Texts.Values)
        {
            known.TryAdd(Composed(name), value);
        }
    }

    private static bool Find<T>(Dictionary<string, T> known, ReadOnlySpan<char> word, out T? value)
    {
        word = word.Trim();
        return Ascii.IsValid(word) ? known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out value) : known.TryGetValue(Composed(word.ToString()), out value);
    }

    // decomposed letters are the same word
    private static string Composed(string word)
    {
        try
        {
            return word.Trim().Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return word; // a lone surrogate is no text, and matches nothing
        }
    }
}
