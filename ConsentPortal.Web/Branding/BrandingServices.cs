using Microsoft.Extensions.FileProviders;

namespace ConsentPortal.Web.Branding;

internal static class BrandingServices
{
    public static IServiceCollection AddBranding(this IServiceCollection services, IConfiguration configuration)
        => services.AddSingleton(new BrandFolder(configuration["ConsentPortal:BrandingDirectory"] is { Length: > 0 } own ? own : Path.Combine(AppContext.BaseDirectory, "wwwroot-branding")));

    /// <summary>Serves what an owner replaces: logo, favicon, brand.css.</summary>
    public static void MapBranding(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<BrandFolder>();
        if (Directory.Exists(folder.Path))
        {
            app.UseStaticFiles(new StaticFileOptions { RequestPath = "/brand", FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder.Path)) });
        }
    }
}

/// <summary>Where the brand's files lie.</summary>
internal sealed record BrandFolder(string Path);
