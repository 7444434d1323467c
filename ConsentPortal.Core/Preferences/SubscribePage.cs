using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>The sign-up page of a profile: whether it is open, what can be ticked there, what else it asks.</summary>
public sealed class SubscribePage : IEntity, IAudited, IVersioned
{
    public const int TitleMaxLength = 120;
    public const int IntroMaxLength = 1000;
    public const int DefaultDays = 7;
    public const int MaxDays = 28;

    public Id<SubscribePage> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>Closed: the address answers as if there were no page.</summary>
    public bool Open { get; internal set; }

    /// <summary>The purposes and topics that can be ticked, by their numbers.</summary>
    public List<long> Offers { get; internal set; } = [];

    /// <summary>By language; empty = the portal's own heading.</summary>
    public LocalText Title { get; internal set; } = new();

    public LocalText Intro { get; internal set; } = new();

    public bool OffersSms { get; internal set; }

    public bool OffersVoice { get; internal set; }

    public bool AsksFirstName { get; internal set; }

    public bool AsksLastName { get; internal set; }

    /// <summary>Shows the section for children: the guardian is asked as well (GDPR art. 8).</summary>
    public bool AsksChild { get; internal set; }

    /// <summary>In years: below it the guardian decides.</summary>
    public int ChildAge { get; internal set; } = 16;

    /// <summary>How many days a confirmation link works, 1 to 28.</summary>
    public int ConfirmDays { get; internal set; } = DefaultDays;

    /// <summary>After how many days who has not answered is reminded, once; null = never.</summary>
    public int? ReminderDays { get; internal set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The page as evidence names it.</summary>
    public string Reference => $"subscribe@{Version}";
}

/// <summary>Something about a sign-up page changed.</summary>
public sealed record SubscribeEvent(string Kind, string SubjectId) : PortalEvent(Kind, "profile", SubjectId)
{
    public const string Designed = "profile.subscribe_page_designed";
}
