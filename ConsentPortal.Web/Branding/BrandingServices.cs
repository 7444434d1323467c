using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.FileProviders;

namespace ConsentPortal.Web.Branding;

internal static class BrandingServices
{
    private const string Hour = "public, max-age=3600", Day = "public, max-age=86400", ForEver = "public, max-age=31536000, immutable";

    // an SVG that somebody opens by itself is a document: it may draw, and nothing else
    private const string Locked = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    public static IServiceCollection AddBranding(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new BrandFolder(configuration["ConsentPortal:BrandingDirectory"] is { Length: > 0 } own ? own : Path.Combine(AppContext.BaseDirectory, "wwwroot-branding")))
        .AddSingleton<Brands>();

    /// <summary>Serves what an owner replaces (logo, favicon, brand.css), what was uploaded, and the checked colours.</summary>
    public static void MapBranding(this WebApplication app)
    {
        var brands = app.Services.GetRequiredService<Brands>();
        var folder = app.Services.GetRequiredService<BrandFolder>();
        app.Services.GetRequiredService<MailColours>().BrandOf = profile => brands.Of(profile).Accent;
        app.Services.GetRequiredService<CenterFiles>().InFolder = folder.Has;
        if (Directory.Exists(folder.Path))
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                RequestPath = Urls.BrandRoot, FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder.Path)), OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = Hour,
            });
        }

        app.MapGet($"{Urls.BrandRoot}/theme.css", (HttpContext context, string? accent, string? dark, string? font) => Css(context, BrandTheme.Of(PublicColours.Tidy(accent), PublicColours.Tidy(dark), font)));
        app.MapGet($"{Urls.BrandRoot}/font.css", (HttpContext context, string? font) => Css(context, BrandTheme.Sample(font)));
        app.MapMethods($"{Urls.BrandRoot}/files/{{id:long}}", [HttpMethods.Get, HttpMethods.Head], ShowFileAsync);
    }

    private static IResult Css(HttpContext context, string sheet)
    {
        context.Response.Headers.CacheControl = Day; // another colour is another address, but a newer portal may write another sheet
        return Results.Text(sheet, "text/css");
    }

    private static async Task<IResult> ShowFileAsync(HttpContext context, long id, ReadBrandFile files)
    {
        if (await files.RunAsync(new(id), context.RequestAborted) is not { } file)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = ForEver;
        context.Response.Headers.ContentSecurityPolicy = Locked;
        return Results.Bytes(file.Content, file.MediaType, entityTag: new($"\"{Convert.ToHexStringLower(file.Sha256)}\""));
    }
}
