using System.Text.Unicode;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.WebEncoders;

namespace ConsentPortal.Web.Public;

internal static class PublicServices
{
    public static IServiceCollection AddPublicPages(this IServiceCollection services)
    {
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new(UnicodeRanges.All)); // else a page in Arabic takes seven bytes a letter
        services.AddSingleton<UnknownTokens>();
        services.AddSingleton<OneClick>();
        services.AddSingleton<LinksByNetwork>();
        services.AddSingleton<ScannerSigns>();
        services.AddSingleton<PublicPages>();
        services.AddSingleton<PublicDoor>();
        services.AddSingleton<PreferenceEndpoints>();
        services.AddSingleton<SectionDesk>();
        services.AddSingleton<SectionEndpoints>();
        services.AddSingleton<NumberDesk>();
        services.AddSingleton<NumberEndpoints>();
        services.AddSingleton<ConfirmationDesk>();
        services.AddSingleton<ConfirmEndpoints>();
        services.AddSingleton<ReceiptFiles>();
        services.AddSingleton<SignedReceipt>(s => (context, receipt) => s.GetRequiredService<ReceiptFiles>().Text(receipt, s.GetRequiredService<PublicPages>().Page(context, receipt.Profile)));
        services.AddSingleton<ReceiptEndpoints>();
        services.AddSingleton<CodeLimits>();
        services.AddSingleton<DetailsPages>();
        services.AddSingleton<DetailsEndpoints>();
        services.AddSingleton<OwnAddressEndpoints>();
        services.AddSingleton<VerifyLimit>();
        services.AddSingleton<VerifyEndpoints>();
        services.AddSingleton<OwnDataDesk>();
        services.AddSingleton<OwnDataEndpoints>();
        services.AddSingleton<FormLimits>();
        services.AddSingleton<LostLinkEndpoints>();
        services.AddSingleton<PrivacyVisit>();
        services.AddSingleton<PrivacyEndpoints>();
        services.AddSingleton<SubscribeDesk>();
        services.AddSingleton<SubscribeEndpoints>();
        services.AddSingleton<CasePages>();
        services.AddSingleton<CaseEndpoints>();
        return services;
    }

    /// <summary>One-click unsubscribes, before anything that they do not need.</summary>
    public static void UseOneClick(this WebApplication app)
    {
        var oneClick = app.Services.GetRequiredService<OneClick>();
        app.Use((context, next) => OneClick.TokenOf(context.Request) is { } token ? oneClick.RunAsync(context, token) : next(context));
    }

    public static void MapPublic(this WebApplication app)
    {
        PreferenceEndpoints.Map(app);
        SectionEndpoints.Map(app);
        NumberEndpoints.Map(app);
        SampleEndpoints.Map(app);
        Gpc.Map(app);
        ConfirmEndpoints.Map(app);
        ReceiptEndpoints.Map(app);
        DetailsEndpoints.Map(app);
        OwnAddressEndpoints.Map(app);
        VerifyEndpoints.Map(app);
        OwnDataEndpoints.Map(app);
        LostLinkEndpoints.Map(app);
        PrivacyEndpoints.Map(app);
        SubscribeEndpoints.Map(app);
        CaseEndpoints.Map(app);
        app.Lifetime.ApplicationStarted.Register(() => Learn(app.Services));
    }

    // until the owner says where people reach the portal, links in mails lead to where it listens
    private static void Learn(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses?.FirstOrDefault() is { } first)
        {
            services.GetRequiredService<PortalAddress>().Listening = first.Replace("[::]", "localhost", StringComparison.Ordinal)
                .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal).TrimEnd('/');
        }
    }
}
