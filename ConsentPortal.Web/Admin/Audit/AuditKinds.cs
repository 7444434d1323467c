namespace ConsentPortal.Web.Admin.Audit;

/// <summary>What can be announced, as a sentence, and what its fields are called; the English text is the key of its translations.</summary>
internal static class AuditKinds
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["rulebook.created"] = "Rulebook created with its defaults",
        ["profile.created"] = "Profile created",
        ["profile.edited"] = "Profile edited",
        ["profile.deactivated"] = "Profile deactivated",
        ["profile.reactivated"] = "Profile reactivated",
        ["profile.enforcement_changed"] = "Enforcement models changed",
        ["profile.validity_changed"] = "How long a yes holds was changed",
        ["renewal.started"] = "Renewal of consents started",
        ["renewal.cancelled"] = "Renewal of consents stopped",
        ["profile.purpose_added"] = "Purpose added to the profile",
        ["profile.purpose_removed"] = "Purpose removed from the profile",
        ["profile.preference_center_designed"] = "Preference center changed",
        ["purpose.created"] = "Purpose created",
        ["purpose.edited"] = "Purpose edited",
        ["purpose.deactivated"] = "Purpose deactivated",
        ["purpose.reactivated"] = "Purpose reactivated",
        ["topic.added"] = "Topic added",
        ["topic.edited"] = "Topic edited",
        ["topic.moved"] = "Topic moved",
        ["topic.shown"] = "Topic shown on the preference center",
        ["topic.hidden"] = "Topic hidden on the preference center",
        ["topic.deactivated"] = "Topic deactivated",
        ["topic.reactivated"] = "Topic reactivated",
        ["wording.published"] = "Wording published",
        ["contact.added"] = "Contact added",
        ["contact.edited"] = "Contact edited",
        ["contact.level_changed"] = "Consent level changed",
        ["contact.address_added"] = "Address added to a contact",
        ["contact.address_removed"] = "Address removed from a contact",
        ["account.added"] = "Account added",
        ["account.edited"] = "Account edited",
        ["suppression.added"] = "Suppression added",
        ["suppression.lifted"] = "Suppression lifted",
        ["member.invited"] = "Member invited",
        ["member.edited"] = "Own account edited",
        ["member.role_changed"] = "Role changed",
        ["member.disabled"] = "Member disabled",
        ["member.enabled"] = "Member enabled",
        ["member.password_set"] = "Password set",
        ["member.password_changed"] = "Password changed",
        ["member.password_link_issued"] = "Password link issued",
        ["member.sessions_ended"] = "Signed out everywhere",
        ["member.rescued"] = "Administrator rescued from the command line",
        ["api_key.issued"] = "API key issued",
        ["api_key.revoked"] = "API key revoked",
        ["mail_text.edited"] = "Text of a mail edited",
        ["mail_text.reset"] = "Text of a mail reset to the shipped one",
        ["email.resent"] = "Mail sent again",
        ["evidence.read"] = "Evidence read",
        ["settings.country_chosen"] = "Country chosen",
    };

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["name"] = "Name",
        ["companyName"] = "Company",
        ["postalAddress"] = "Postal address",
        ["regime"] = "Regime",
        ["defaultLanguage"] = "Default language",
        ["applications"] = "Applications",
        ["doubleOptIn"] = "Double opt-in",
        ["purposes"] = "Purposes",
        ["optOutScope"] = "An opt-out stops",
        ["optInMonths"] = "Months that an opt-in holds",
        ["purchaseMonths"] = "Months after a purchase",
        ["inquiryMonths"] = "Months after an inquiry",
        ["visible"] = "Shown on the preference center",
        ["order"] = "Place in the list",
        ["dataUse"] = "Use of data",
        ["showLevel"] = "Consent level is shown",
        ["showTracking"] = "Tracking has its own section",
        ["showDataUses"] = "Data uses have their own section",
        ["showPause"] = "A pause is offered",
        ["askReasons"] = "Readers are asked why they leave",
        ["showDetails"] = "Contact details are shown",
        ["tellOfChanges"] = "The address is told of changes",
        ["wording"] = "Wording",
        ["subject"] = "Subject",
        ["button"] = "Button",
        ["body"] = "Text",
    };

    /// <summary>Every kind that has a sentence.</summary>
    public static IReadOnlyCollection<string> All => Kinds.Keys;

    public static string? Find(string kind) => Kinds.GetValueOrDefault(kind);

    public static string? Field(string field) => Fields.GetValueOrDefault(field);
}
