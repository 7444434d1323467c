using ConsentPortal.Web.Admin.Imports;

namespace ConsentPortal.Web.Admin;

internal static class AdminServices
{
    /// <summary>What staff pages need beside Core: their workers, their uploads and downloads. One line a room.</summary>
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services
        .AddSingleton<Dashboard.ReadNeeds>().AddSingleton<Dashboard.ConsentQuestions>().AddSingleton<Dashboard.UpkeepQuestions>().AddSingleton<Dashboard.ReadOverview>()
        .AddSingleton<Layouts.PaletteSearch>().AddSingleton<Layouts.PaletteRecords>().AddSingleton<ImportLimits>()
        .AddScoped<Integration.KeyDesk>().AddScoped<Integration.Webhooks.WebhookDesk>().AddSingleton<Integration.Webhooks.WebhookVerbs>().AddSingleton<Integration.Applications.ReadStandings>()
        .AddSingleton<Compliance.EffectDownloads>().AddSingleton<Lapsing.RenewalDesk>()
        .AddSingleton<PrivacyRequests.RequestDesk>().AddSingleton<PrivacyRequests.RequestEndDesk>().AddSingleton<PrivacyRequests.RequestClockDesk>().AddSingleton<PrivacyRequests.OfficerDesk>()
        .AddSingleton<PrivacyRequests.RequestQueueDesk>().AddSingleton<PrivacyRequests.RequestDownloads>().AddScoped<PrivacyRequests.RegisterDesk>()
        .AddSingleton<PrivacyRequests.ErasureDesk>().AddSingleton<PrivacyRequests.PackageLook>().AddSingleton<PrivacyRequests.PackageDesk>()
        .AddSingleton<Exports.ExportDownloads>().AddScoped<Exports.ExportVisitor>().AddScoped<Exports.ExportDesk>().AddSingleton<Consents.ListOpening>().AddSingleton<Consents.ViewDesk>();

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        app.MapImports();
        Compliance.EffectDownloads.Map(app);
        Preferences.Designer.CenterFiles.Map(app);
        Exports.ExportDownloads.Map(app);
        PrivacyRequests.RequestDownloads.Map(app);
        PrivacyRequests.ProcessingDownloads.Map(app);
        PrivacyRequests.CertificateDownloads.Map(app);
        PrivacyRequests.RequestFileDownloads.Map(app);
    }
}
