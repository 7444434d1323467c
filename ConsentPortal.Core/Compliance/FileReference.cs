using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Where a logo, picture or font lies: a file of the branding folder by its bare name (<c>logo.svg</c>), or an uploaded one
/// (<c>upload:7101</c>).</summary>
public readonly record struct FileReference
{
    public const int MaxLength = 120;
    private const string UploadPrefix = "upload:";

    private FileReference(Id<BrandFile> upload, string? name) => (Upload, Name) = (upload, name);

    /// <summary>None for a file of the folder.</summary>
    public Id<BrandFile> Upload { get; }

    /// <summary>Null for an uploaded file.</summary>
    public string? Name { get; }

    public static FileReference To(Id<BrandFile> upload) => new(upload, null);

    /// <summary>Null for nothing, and for what could lead out of the folder.</summary>
    public static FileReference? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return null;
        }

        if (text.StartsWith(UploadPrefix, StringComparison.Ordinal))
        {
            return Id<BrandFile>.TryParse(text[UploadPrefix.Length..], null, out var id) && !id.IsNone ? To(id) : null;
        }

        return text[0] == '.' || text.Any(c => char.IsControl(c) || c is '/' or '\\' or ':' or '"' or '\'' or '(' or ')' or '<' or '>') ? null : new(default, text);
    }

    public override string ToString() => Name ?? $"{UploadPrefix}{Upload}";
}
