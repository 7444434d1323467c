using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web;

/// <summary>What customers open, and where staff design it.</summary>
public static partial class Urls
{
    /// <summary>The page behind every Unsubscribe link.</summary>
    public static string Preferences(string token) => $"/u/{token}";

    /// <summary>One's own details, behind a code that goes to the address of the link.</summary>
    public static string Details(string token) => $"/u/{token}/details";

    public static string Confirm(string token) => ConfirmationMail.Path(token);

    /// <summary>Takes one save of the preference center back.</summary>
    public static string Undo(string token) => DoubtfulNotice.Path(token);

    /// <summary>Tells anybody whether a receipt is genuine.</summary>
    public const string VerifyReceipt = "/receipts/verify";

    /// <summary>A receipt as staff see it.</summary>
    public static string StaffReceipt(Id<UndoOffer> id) => $"/receipts/{id}";
    /// <summary>Where who lost the mail asks for the link to the preferences.</summary>
    public static string LostLink(string profile) => $"/preferences/{profile}";

    /// <summary>The sign-up page of a profile.</summary>
    public static string Subscribe(string profile) => $"/subscribe/{profile}";

    /// <summary>Asks the question of a link that came too late once more.</summary>
    public static string ConfirmAgain(string token) => $"{Confirm(token)}/again";

    /// <summary>Where staff design the sign-up page of a profile.</summary>
    public static string SubscribeDesign(Id<ComplianceProfile> id) => $"{Profiles}/{id}/subscribe";

    public static string Receipt(string token) => $"/u/receipt/{token}";

    /// <summary>Where staff decide what a profile's preference center shows.</summary>
    public static string PreferenceCenter(Id<ComplianceProfile> profile) => $"{Profiles}/{profile}/preference-center";

    /// <summary>The page as a reader would see it, for staff: nothing on it can be pressed.</summary>
    public static string PreferenceSample(Id<ComplianceProfile> profile) => $"{Profiles}/{profile}{SampleEnd}";

    /// <summary>How the addresses of all samples end: staff pages may frame them.</summary>
    public const string SampleEnd = "/preference-center/sample";

    /// <summary>One version of the page, as readers saw it.</summary>
    public static string PreferenceSample(Id<ComplianceProfile> profile, int version) => FormattableString.Invariant($"{PreferenceSample(profile)}?version={version}");

    /// <summary>The designer, on one section and one language of its words.</summary>
    public static string PreferenceSection(Id<ComplianceProfile> profile, string section, string? language = null)
        => $"{PreferenceCenter(profile)}?section={section}" + (language is null ? "" : $"&words={language}");

    /// <summary>All published versions of a preference center; with two of them, what is different.</summary>
    public static string PreferenceVersions(Id<ComplianceProfile> profile, int from = 0, int to = 0)
        => from == 0 ? $"{PreferenceCenter(profile)}/versions" : FormattableString.Invariant($"{PreferenceCenter(profile)}/versions?from={from}&to={to}");

    /// <summary>The page as readers see it or will see it.</summary>
    /// <param name="version"><c>draft</c>, or the number of a published one.</param>
    /// <param name="stamp">Another one is another address: the browser reads it anew.</param>
    public static string PreferencePreview(Id<ComplianceProfile> profile, string version, string language, Id<Contact> contact = default, int stamp = 0)
        => $"{PreferenceSample(profile)}?version={version}&lang={language}" + (contact.IsNone ? "" : $"&contact={contact}") + (stamp == 0 ? "" : FormattableString.Invariant($"&stamp={stamp}"));

    /// <summary>A design as a file.</summary>
    public static string PreferenceExport(Id<ComplianceProfile> profile) => $"{PreferenceCenter(profile)}/export.json";
}
