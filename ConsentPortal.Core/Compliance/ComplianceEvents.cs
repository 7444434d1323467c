using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Something about the rulebook changed: what a profile, a purpose or one of its topics was before, and is now.</summary>
public sealed record RulebookEvent(string Kind, string SubjectId, string SubjectKind = RulebookEvent.ProfileSubject) : PortalEvent(Kind, SubjectKind, SubjectId)
{
    public const string ProfileSubject = "profile";
    public const string PurposeSubject = "purpose";

    public override bool IsPublic => true;
}

/// <summary>The names of what can happen to the rulebook, as the audit trail and outgoing messages carry them.</summary>
public static class RulebookEvents
{
    public const string ProfileCreated = "profile.created";
    public const string ProfileEdited = "profile.edited";
    public const string ProfileDeactivated = "profile.deactivated";
    public const string ProfileReactivated = "profile.reactivated";
    public const string EnforcementChanged = "profile.enforcement_changed";
    public const string ValidityChanged = "profile.validity_changed";
    public const string PurposeShared = "profile.purpose_added";
    public const string PurposeRemoved = "profile.purpose_removed";
    public const string PurposeCreated = "purpose.created";
    public const string PurposeEdited = "purpose.edited";
    public const string PurposeDeactivated = "purpose.deactivated";
    public const string PurposeReactivated = "purpose.reactivated";
    public const string TopicAdded = "topic.added";
    public const string TopicEdited = "topic.edited";
    public const string TopicMoved = "topic.moved";
    public const string TopicShown = "topic.shown";
    public const string TopicHidden = "topic.hidden";
    public const string TopicDeactivated = "topic.deactivated";
    public const string TopicReactivated = "topic.reactivated";
    public const string WordingPublished = "wording.published";

    /// <summary>The making of the defaults.</summary>
    public const string RulebookCreated = "rulebook.created";

    /// <summary>What makes a new version of a profile.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ProfileCreated, ProfileEdited, ProfileDeactivated, ProfileReactivated, EnforcementChanged, ValidityChanged, PurposeShared, PurposeRemoved, PurposeCreated,
        PurposeEdited, PurposeDeactivated, PurposeReactivated, TopicAdded, TopicEdited, TopicMoved, TopicShown, TopicHidden, TopicDeactivated, TopicReactivated,
        WordingPublished, RulebookCreated,
    ];
}
