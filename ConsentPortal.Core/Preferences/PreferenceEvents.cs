namespace ConsentPortal.Core.Preferences;

/// <summary>The names of what can happen to a preference center, as the audit trail and outgoing messages carry them.</summary>
public static class PreferenceEvents
{
    public const string CenterDesigned = "profile.preference_center_designed";
    public const string CenterPublished = "profile.preference_center_published";
    public const string DraftBegun = "profile.preference_center_draft_begun";
    public const string DraftDiscarded = "profile.preference_center_draft_discarded";
    public const string DraftImported = "profile.preference_center_draft_imported";
    public const string VersionRestored = "profile.preference_center_version_restored";
}
