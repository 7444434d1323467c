using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Web.Branding;

/// <summary>Where the owner's own files of the brand lie.</summary>
internal sealed record BrandFolder(string Path)
{
    // the icon of the browser's tab has a place of its own
    private const string Icon = "favicon";

    /// <summary>The names of its files of this kind, as a brand may name them.</summary>
    public IReadOnlyList<string> Files(BrandFileKind kind)
    {
        var endings = UploadBrandFile.Accepts(kind).Split(',');
        return !Directory.Exists(Path) ? [] : [.. Directory.EnumerateFiles(Path).Select(System.IO.Path.GetFileName).OfType<string>()
            .Where(name => endings.Contains(System.IO.Path.GetExtension(name).ToLowerInvariant()) && System.IO.Path.GetFileNameWithoutExtension(name) != Icon && FileReference.Parse(name) is not null).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>True for a file of the folder that a page can show as this.</summary>
    public bool Has(string name, BrandFileKind kind) => Has(name) && UploadBrandFile.Accepts(kind).Split(',').Contains(System.IO.Path.GetExtension(name).ToLowerInvariant());

    /// <summary>True for an uploaded file, and for one that lies in the folder.</summary>
    public bool Has(string? reference) => FileReference.Parse(reference) is { } file && (file.Name is null || File.Exists(System.IO.Path.Combine(Path, file.Name)));
}
