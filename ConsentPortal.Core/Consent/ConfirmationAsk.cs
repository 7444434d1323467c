using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What an address is asked to confirm, and in which language (BCP 47; one that is not shipped falls back to English).</summary>
public sealed record ConfirmationAsk(Id<ContactPoint> PointId, ComplianceProfile Profile, string Language, IReadOnlyList<AskedItem> Items)
{
    public ConsentRequestKind Kind { get; init; }

    public Id<RenewalRun> RunId { get; init; }

    /// <summary>With a renewal: when the first of the items ends.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>A higher consent level that the answer agrees to; null = none.</summary>
    public LevelAsk? Level { get; init; }

    /// <summary>The names of everything that it asks for.</summary>
    public IEnumerable<string> Names => [.. Items.Select(i => i.Name(Language)), .. LevelName];

    /// <summary>The same with the words that are agreed to, as its mail lists it.</summary>
    public IEnumerable<string> Lines => [.. Items.Select(i => i.Line(Language)), .. LevelName];

    private IEnumerable<string> LevelName => Level is null ? [] : [Level.Name(Language)];

    internal bool IsOnlyLevel => Level is not null && Items.Count == 0;

    /// <summary>Who is asked, where that is not the address itself: a child's guardian.</summary>
    public Id<ContactPoint> AskedPointId { get; init; }

    /// <summary>What the person said about themselves on the form.</summary>
    public Id<RequestedPerson> PersonId { get; init; }

    /// <summary>How long the link works; null = the portal's default.</summary>
    public TimeSpan? Life { get; init; }

    /// <summary>After how many days to remind, once; null = never.</summary>
    public int? ReminderDays { get; init; }

    public bool ByGuardian => !AskedPointId.IsNone;

    /// <summary>Where the mail goes.</summary>
    public Id<ContactPoint> Asked => ByGuardian ? AskedPointId : PointId;
}

/// <summary>One opt-in that came out <see cref="RecordOutcome.Pending"/> (or was pending already), with its event.</summary>
public sealed record AskedItem(Purpose Purpose, Topic? Topic, Id<Contact> ContactId, Id<ConsentEvent> EventId)
{
    /// <summary>The published words that this opt-in agrees to; null where there are none, and then the mail's own sentence is agreed to.</summary>
    public ShownWording? Wording { get; init; }

    public string Name(string language) => Topic is null ? Purpose.Name.In(language) : $"{Topic.Name.In(language)} ({Purpose.Name.In(language)})";

    /// <summary>The name, and the words that are agreed to: <c>Newsletter (Marketing): I want …</c>.</summary>
    public string Line(string language) => Wording is null ? Name(language) : $"{Name(language)}: {Wording.Text}";
}

/// <summary>What became of an ask.</summary>
public enum AskOutcome
{
    /// <summary>The mail is queued.</summary>
    Sent,

    /// <summary>This address got <see cref="ConsentRequest.MaxPerDay"/> of these mails in the last 24 hours; the opt-in stays pending.</summary>
    TooMany,

    /// <summary>No mail can reach it: a phone number, an erased address, one that bounced or was forbidden.</summary>
    Unreachable,

    /// <summary>A renewal alone: the profile lacks company or postal address, which a commercial mail must carry.</summary>
    NoImprint,
}
