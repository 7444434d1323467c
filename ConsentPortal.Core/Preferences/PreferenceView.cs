using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>What the page behind a preference link shows: who writes, to which address, and every choice as it stands now.</summary>
public sealed record PreferenceView
{
    public required ComplianceProfile Profile { get; init; }

    /// <summary>Null once the address was erased, and where the link is older than the database.</summary>
    public string? MaskedAddress { get; init; }

    /// <summary>The language of the one person behind the address (BCP 47); empty = unknown.</summary>
    public string ContactLanguage { get; init; } = "";

    /// <summary>The channels that the link speaks for: its own, for a number both of the phone.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    public IReadOnlyList<PurposeChoices> Purposes { get; init; } = [];

    /// <summary>What can be agreed to here, in all its published versions.</summary>
    public Wordings Wordings { get; init; } = Wordings.None;

    /// <summary>What the profile's page shows.</summary>
    public PreferenceCenter Center { get; init; } = new();

    /// <summary>How the page is laid out: as published, for staff also as a draft or an older version.</summary>
    public CenterDesign Design { get => field ?? Center.Design; init; }

    /// <summary>The profile offers the page of one's own details, and the address is one person's.</summary>
    public bool OffersDetails { get; init; }

    /// <summary>Null where nobody, or nobody in particular, is known behind the address.</summary>
    public LevelView? Level { get; init; }

    /// <summary>The end of the pause of commercial messages; null = none.</summary>
    public DateTimeOffset? PausedUntil => Choices.Where(c => c.Purpose.Type == PurposeType.Commercial).Max(c => c.PausedUntil);

    /// <summary>What Global Privacy Control refuses.</summary>
    public IEnumerable<Choice> SaleOrShare => Choices.Where(BrowserSignal.Speaks);

    public IEnumerable<Choice> Choices => Purposes.SelectMany(p => p.Choices.Concat(p.Topics.SelectMany(t => t.Choices)));
}

/// <summary>One purpose with its visible topics. <c>Linked</c>: the message that the link came in was sent for it.</summary>
public sealed record PurposeChoices(Purpose Purpose, IReadOnlyList<Choice> Choices, IReadOnlyList<TopicChoices> Topics, bool Linked);

public sealed record TopicChoices(Topic Topic, IReadOnlyList<Choice> Choices, bool Linked);

/// <summary>Whether a reader can switch a choice on here.</summary>
public enum SwitchingOn
{
    /// <summary>By a mail that the address confirms.</summary>
    ByMail,

    /// <summary>By a code that goes to the number as a text message.</summary>
    ByCode,

    /// <summary>Nothing proves that it is the reader's: no text messages are set up, or no mail or text message reaches such a channel.</summary>
    NotHere,

    /// <summary>Something else forbids it (a guardian, a do-not flag, a dead or erased address, several people on one address).</summary>
    Barred,
}

/// <summary>One thing that is on or off on one channel, as senders are answered now.</summary>
public sealed record Choice
{
    /// <summary>Channel, purpose and topic: <c>email-1-2</c>; what the form carries.</summary>
    public required string Key { get; init; }

    public required Id<ContactPoint> PointId { get; init; }

    public required Channel Channel { get; init; }

    public required Purpose Purpose { get; init; }

    public Topic? Topic { get; init; }

    /// <summary>In force; a pause does not change what is agreed.</summary>
    public required bool On { get; init; }

    public required SwitchingOn SwitchingOn { get; init; }

    public required ConsentStatus Status { get; init; }

    public required EnforcementModel Model { get; init; }

    public required ReasonCode Reason { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>When the stored yes ends, or (expired) has ended; null = never.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>A confirmation mail was sent and not answered yet.</summary>
    public bool Asked { get; init; }

    /// <summary>Sent whatever anybody answers: shown, not offered.</summary>
    public bool Always => Model == EnforcementModel.Disabled;

    public static string KeyOf(Channel channel, Purpose purpose, Topic? topic) => $"{Word.Of(channel)}-{purpose.Number}-{topic?.Number ?? 0}";
}
