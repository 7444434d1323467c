using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web;

/// <summary>Every address of the portal, in one place.</summary>
public static partial class Urls
{
    public const string Home = "/";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string ForgotPassword = "/forgot-password";
    public const string NotFound = "/not-found";
    public const string Denied = "/denied";
    public const string Account = "/account";
    public const string Setup = "/setup";
    public const string Profiles = "/profiles";

    public static string EffectList(string token) => $"{Profiles}/effect/{token}.csv";
    public const string Contacts = "/contacts";
    public const string Accounts = "/accounts";
    public const string Imports = "/imports";
    public const string Audit = "/audit";
    public const string Flagged = "/flagged";
    public const string Team = "/team";
    public const string ApiKeys = "/api-keys";
    public const string NewApiKey = "/api-keys/new";
    public const string Mail = "/mail";
    public const string Lapsing = "/lapsing";
    public const string ApiDocs = "/api/docs";

    /// <summary>What people asked for under their rights.</summary>
    public const string Requests = "/requests";

    public const string NewRequest = "/requests/new";

    public const string Retention = "/settings/retention";
    /// <summary>Who gets which requests.</summary>
    public const string RequestOfficers = "/requests/officers";

    public static string RequestOfficersOf(string profile) => $"{RequestOfficers}?profile={Uri.EscapeDataString(profile)}";

    public static string Request(Id<PrivacyRequest> id) => $"{Requests}/{id}";

    public static string ErasureCertificate(Id<PrivacyRequest> id) => $"{Requests}/{id}/certificate.html";

    public static string ErasureCertificateJson(Id<PrivacyRequest> id) => $"{Requests}/{id}/certificate.json";
    /// <summary>Where an officer looks a copy of data through, before it goes out.</summary>
    public static string RequestPackage(Id<PrivacyRequest> id, string? category = null) => $"{Requests}/{id}/package{(category is null ? "" : $"?category={category}")}";

    /// <summary>Where every answer stands.</summary>
    public const string Consents = "/consents";

    /// <summary>Every change of consent.</summary>
    public const string ConsentEvents = "/consents/events";

    /// <summary>What an import changed.</summary>
    public static string EventsOf(Id<ImportJob> import) => $"{ConsentEvents}?import={import}";

    /// <summary>The sign-in page that leads back to where somebody is now.</summary>
    public static string SignInFor(NavigationManager nav)
    {
        var here = "/" + nav.ToBaseRelativePath(nav.Uri);
        return here.Length > 1 ? $"{SignIn}?back={Uri.EscapeDataString(here)}" : SignIn;
    }

    /// <summary>The second step of a sign-in.</summary>
    public const string SignInCode = "/sign-in/code";

    /// <summary>Where somebody whose role needs a second factor makes one, before they get in.</summary>
    public const string SignInSetUp = "/sign-in/set-up";
    /// <summary>What the script of passkeys asks for: a challenge to sign in with, and (after the password) one to make a passkey with.</summary>
    public const string PasskeyChallenge = "/sign-in/passkey/challenge";
    public const string PasskeyStart = "/account/passkeys/start";
    public const string Security = "/account/security";
    public const string AuthenticatorSetUp = "/account/authenticator";

    /// <summary>After a right password.</summary>
    public static string SecondStep(ConsentPortal.Core.Team.NextStep next, string? back)
        => (next == ConsentPortal.Core.Team.NextStep.SetUpFirst ? SignInSetUp : SignInCode) + (string.IsNullOrEmpty(back) ? "" : $"?back={Uri.EscapeDataString(back)}");

    /// <summary>A section of the page about one's own security.</summary>
    public static string SecuritySaid(string said) => $"{Security}?said={said}";

    public const string TeamInvite = "/team/invite";

    public static string Member(long id) => FormattableString.Invariant($"{Team}/{id}");

    /// <summary>The one-time link by which a member sets a password.</summary>
    public static string SetPassword(string token) => $"/set-password/{token}";

    public const string NewProfile = "/profiles/new";

    public static string Profile(Id<ComplianceProfile> id) => $"{Profiles}/{id}";

    /// <summary>All versions of a profile; with two of them, what is different.</summary>
    public static string ProfileVersions(Id<ComplianceProfile> id, int from = 0, int to = 0)
        => from == 0 ? $"{Profiles}/{id}/versions" : FormattableString.Invariant($"{Profiles}/{id}/versions?from={from}&to={to}");

    public static string CopyProfile(Id<ComplianceProfile> id) => $"{Profiles}/{id}/copy";

    public static string Purpose(Id<ComplianceProfile> profile, Id<Purpose> id) => $"{Profiles}/{profile}/purposes/{id}";

    public static string NewPurpose(Id<ComplianceProfile> profile) => $"{Profiles}/{profile}/purposes/new";

    public static string Contact(Id<Contact> id, string? tab = null) => tab is null ? $"{Contacts}/{id}" : $"{Contacts}/{id}/{tab}";

    public const string NewContact = "/contacts/new";

    public static string EditContact(Id<Contact> id) => $"{Contacts}/{id}/edit";

    /// <summary>The Communication tab, on one address and under one profile.</summary>
    public static string Communication(Id<Contact> id, Id<ContactPoint> point = default, Id<ComplianceProfile> profile = default)
        => Selected($"{Contacts}/{id}/communication", point, profile);

    /// <summary>An address without a person (or seen without one).</summary>
    public static string ContactPoint(Id<ContactPoint> id, Id<ComplianceProfile> profile = default) => Selected($"{Contacts}/points/{id}", default, profile);

    /// <summary>The list of people, searched.</summary>
    public static string ContactsMatching(string text) => $"{Contacts}?q={Uri.EscapeDataString(text)}";

    public const string NewAccount = "/accounts/new";

    public static string AccountOf(Id<Account> id) => $"{Accounts}/{id}";

    public static string BareAddresses(string text) => $"{Contacts}?show=addresses&q={Uri.EscapeDataString(text)}";

    public static string ContactsOf(Id<Account> id) => $"{Contacts}?account={id}";

    /// <summary>What lapses, narrowed; what is not narrowed is left out.</summary>
    public static string LapsingOf(LapseFilter filter) => $"{Lapsing}?window={Word.Of(filter.Window)}"
        + (filter.ProfileId.IsNone ? "" : $"&profile={filter.ProfileId}") + (filter.PurposeId.IsNone ? "" : $"&purpose={filter.PurposeId}")
        + (filter.TopicId is { } topic ? $"&topic={topic}" : "") + (filter.Channel is { } channel ? $"&channel={Word.Of(channel)}" : "");

    private static string Selected(string path, Id<ContactPoint> point, Id<ComplianceProfile> profile)
        => (point.IsNone, profile.IsNone) switch { (true, true) => path, (false, true) => $"{path}?point={point}", (true, false) => $"{path}?profile={profile}", _ => $"{path}?point={point}&profile={profile}" };

    public const string NewImport = "/imports/new";

    /// <summary>Takes an uploaded file in: a form post, not a page.</summary>
    public const string ImportUpload = "/imports/upload";

    public static string NewImportAfter(string problem) => $"{NewImport}?problem={problem}";

    public static string Import(Id<ImportJob> id) => $"{Imports}/{id}";

    /// <summary>The dry run of a draft.</summary>
    public static string ImportCheck(Id<ImportJob> id) => $"{Imports}/{id}?step=check";

    public static string ImportRejected(Id<ImportJob> id) => $"{Imports}/{id}/rejected.csv";

    /// <summary>Flagged opt-outs of one message (0 = none named) or one network (empty = unknown); null = all.</summary>
    public static string FlaggedBy(string? message, string? network) => (message, network) switch
    {
        (null, null) => Flagged,
        (_, null) => $"{Flagged}?message={message}",
        (null, _) => $"{Flagged}?network={Uri.EscapeDataString(network)}",
        _ => $"{Flagged}?message={message}&network={Uri.EscapeDataString(network)}",
    };
    /// <summary>The mails that fare so.</summary>
    public static string MailIn(EmailState state) => $"{Mail}?state={Word.Of(state)}";

    /// <summary>What went to phones.</summary>
    public const string TextMessages = "/mail/text-messages";

    /// <summary>The text messages that fare so.</summary>
    public static string TextMessagesIn(TextState state) => $"{TextMessages}?state={Word.Of(state)}";

    public static string TextMessageOf(Id<TextMessage> id) => $"{TextMessages}/{id}";

    public const string MailTexts = "/mail/texts";

    /// <summary>The texts of one profile in one language.</summary>
    public static string MailTextsOf(string? profile, string? language) => $"{MailTexts}?profile={profile}&language={language}";

    public static string MailText(TemplateKey key) => FormattableString.Invariant($"{MailTexts}/{key.ProfileId}/{key.Kind}/{key.Language}");

    /// <summary>One mail that the portal wrote.</summary>
    public static string Email(Id<Email> id) => $"{Mail}/{id}";
}
