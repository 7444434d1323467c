using ConsentPortal.Core.Messaging;
using Microsoft.Extensions.FileProviders;

namespace ConsentPortal.Web.Branding;

internal static class BrandingServices
{
    private const string Day = "public, max-age=3600";

    public static IServiceCollection AddBranding(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new BrandFolder(configuration["ConsentPortal:BrandingDirectory"] is { Length: > 0 } own ? own : Path.Combine(AppContext.BaseDirectory, "wwwroot-branding")))
        .AddSingleton<Brands>();

    /// <summary>Serves what an owner replaces (logo, favicon, brand.css) and the checked colours.</summary>
    public static void MapBranding(this WebApplication app)
    {
        var brands = app.Services.GetRequiredService<Brands>();
        var folder = app.Services.GetRequiredService<BrandFolder>();
        app.Services.GetRequiredService<MailColours>().BrandOf = profile => brands.Of(profile).Accent;
        if (Directory.Exists(folder.Path))
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                RequestPath = "/brand", FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder.Path)), OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = Day,
            });
        }

        app.MapGet("/brand/theme.css", (HttpContext context, string? profile) =>
        {
            context.Response.Headers.CacheControl = Day;
            return Results.Text(brands.Theme(profile), "text/css");
        });
    }
}

/// <summary>Where the brand's files lie.</summary>
internal sealed record BrandFolder(string Path);
