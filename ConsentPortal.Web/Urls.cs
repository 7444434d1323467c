using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web;

/// <summary>Every address of the portal, in one place.</summary>
public static class Urls
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
    public const string Contacts = "/contacts";
    public const string Accounts = "/accounts";
    public const string Imports = "/imports";
    public const string Audit = "/audit";
    public const string Team = "/team";
    public const string ApiKeys = "/api-keys";
    public const string Mail = "/mail";
    public const string ApiDocs = "/api/docs";

    /// <summary>The sign-in page that leads back to where somebody is now.</summary>
    public static string SignInFor(NavigationManager nav)
    {
        var here = "/" + nav.ToBaseRelativePath(nav.Uri);
        return here.Length > 1 ? $"{SignIn}?back={Uri.EscapeDataString(here)}" : SignIn;
    }

    public const string TeamInvite = "/team/invite";

    public static string Member(long id) => FormattableString.Invariant($"{Team}/{id}");

    /// <summary>The one-time link by which a member sets a password.</summary>
    public static string SetPassword(string token) => $"/set-password/{token}";

    public const string NewProfile = "/profiles/new";

    public static string Profile(Id<ComplianceProfile> id) => $"{Profiles}/{id}";

    public static string Purpose(Id<ComplianceProfile> profile, Id<Purpose> id) => $"{Profiles}/{profile}/purposes/{id}";

    public static string NewPurpose(Id<ComplianceProfile> profile) => $"{Profiles}/{profile}/purposes/new";

    public static string Contact(Id<Contact> id, string? tab = null) => tab is null ? $"{Contacts}/{id}" : $"{Contacts}/{id}/{tab}";

    public static string ContactPoint(Id<ContactPoint> id) => $"{Contacts}/points/{id}";

    public static string AccountOf(Id<Account> id) => $"{Accounts}/{id}";

    public static string Import(Id<ImportJob> id) => $"{Imports}/{id}";

    /// <summary>The page behind every Unsubscribe link.</summary>
    public static string Preferences(string token) => $"/u/{token}";

    public static string Confirm(string token) => $"/c/{token}";
}
