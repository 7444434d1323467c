using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web;

/// <summary>Brands: their pages, and what public pages are dressed in.</summary>
public static partial class Urls
{
    public const string Brands = "/brands";
    public const string NewBrand = "/brands/new";

    /// <summary>Where staff edit a brand.</summary>
    public static string BrandPage(Id<Brand> id) => $"{Brands}/{id}";

    /// <summary>What the public pages are dressed in.</summary>
    public const string BrandRoot = "/brand";

    /// <summary>Where a logo, picture or font is served, by its reference (<see cref="FileReference"/>); null for none.</summary>
    public static string? BrandFile(string? reference) => FileReference.Parse(reference) switch
    {
        { Name: { } name } => $"{BrandRoot}/{Uri.EscapeDataString(name)}",
        { Upload: var upload } => $"{BrandRoot}/files/{upload}",
        _ => null,
    };

    /// <summary>The style sheet of a brand's colours and font; nothing chosen is left out.</summary>
    public static string BrandTheme(string? accent, string? accentDark, string? font)
        => $"{BrandRoot}/theme.css?accent={accent?.TrimStart('#')}&dark={accentDark?.TrimStart('#')}" + (font is null ? "" : $"&font={Uri.EscapeDataString(font)}");

    /// <summary>The class <c>font-sample</c> in this font.</summary>
    public static string FontSample(string font) => $"{BrandRoot}/font.css?font={Uri.EscapeDataString(font)}";
}
