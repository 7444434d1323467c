using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>How far a package is, and what its categories are called, for staff.</summary>
internal static class PackageWords
{
    public static Look Of(IStringLocalizer<Texts> L, PackageState state) => state switch
    {
        PackageState.Queued => Look.Plain(L["Waiting for its turn"], "schedule"),
        PackageState.Collecting => Look.Info(L["Being gathered"], "sync"),
        PackageState.Preview => Look.Warn(L["To be looked through"], "visibility"),
        PackageState.Packing => Look.Info(L["The ZIP is being written"], "sync"),
        PackageState.Ready => Look.Ok(L["Can be fetched"], "lock_open"),
        PackageState.Fetched => Look.Ok(L["Fetched by the person"], "download_done"),
        PackageState.Cancelled => Look.Plain(L["Stopped"], "cancel"),
        PackageState.Failed => Look.Bad(L["Failed"], "error"),
        PackageState.Expired => Look.Plain(L["Its time is over"], "timer_off"),
        _ => Look.Plain(L["Thrown away"], "delete"),
    };

    public static string Category(string code) => PackageTexts.In(System.Globalization.CultureInfo.CurrentUICulture.Name, "Category_" + code);
}

/// <summary>The verbs of a package behind one counter.</summary>
public sealed class PackageDesk(ReadPackage read, BuildPackage build, DiscardPackage discard, ReleasePackage release, PackageLook look)
{
    public ReadPackage Read => read;

    public BuildPackage Build => build;

    public DiscardPackage Discard => discard;

    public ReleasePackage Release => release;

    public PackageLook Look => look;
}

/// <summary>Those for who looks one through, and hands it out again.</summary>
public sealed class PackageLook(ReadPackageRows rows, RedactPackage redact, RestoreInPackage restore, OfferPackageAgain offer)
{
    public ReadPackageRows Rows => rows;

    public RedactPackage Redact => redact;

    public RestoreInPackage Restore => restore;

    public OfferPackageAgain Offer => offer;
}
