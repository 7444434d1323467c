using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>A text as a page or mail showed it: the words, the version that names them, and their language (BCP 47).</summary>
public sealed record ShownWording(string Text, string Version, string Language);

/// <summary>Every published wording, in memory and as new as the rulebook that carries it. A reader sees the newest one in their language,
/// else the English one; where neither was published, the page builds its words from names and descriptions.</summary>
public sealed class Wordings
{
    private const string Fallback = "en";
    private readonly Dictionary<string, PublishedWording> byReference;
    private readonly Dictionary<(Id<Purpose>, Id<Topic>, string), PublishedWording> newest;

    public Wordings(IReadOnlyList<PublishedWording> all)
    {
        byReference = all.ToDictionary(w => w.Reference, StringComparer.Ordinal);
        newest = all.GroupBy(w => (w.PurposeId, w.TopicId, w.Language)).ToDictionary(g => g.Key, g => g.MaxBy(w => w.Number)!);
    }

    public static Wordings None { get; } = new([]);

    /// <summary>What a page in this language shows for the purpose (topic null) or topic; null where nothing was published.</summary>
    public ShownWording? InForce(Purpose purpose, Topic? topic, string language)
        => (newest.GetValueOrDefault((purpose.Id, topic?.Id ?? default, language)) ?? newest.GetValueOrDefault((purpose.Id, topic?.Id ?? default, Fallback))) is { } found ? Shown(found) : null;

    /// <summary>The version that a form says it showed: null unless it is one of this very purpose and topic that a page in this language
    /// can have shown. An older one than the newest is fine: it was published between showing and saving.</summary>
    public ShownWording? Find(string? version, Purpose purpose, Topic? topic, string language)
        => version is not null && byReference.GetValueOrDefault(version) is { } found && found.PurposeId == purpose.Id && found.TopicId == (topic?.Id ?? default)
            && (found.Language == language || found.Language == Fallback) ? Shown(found) : null;

    /// <summary>Any version by the name that an event or a question keeps.</summary>
    public ShownWording? Find(string? version) => version is not null && byReference.GetValueOrDefault(version) is { } found ? Shown(found) : null;

    /// <summary>All versions for a purpose and its topics, newest first.</summary>
    public IEnumerable<PublishedWording> Of(Id<Purpose> purpose) => byReference.Values.Where(w => w.PurposeId == purpose).OrderByDescending(w => w.Id);

    private static ShownWording Shown(PublishedWording wording) => new(wording.Text, wording.Reference, wording.Language);
}
