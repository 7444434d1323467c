using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>What an uploaded file is for.</summary>
public enum BrandFileKind
{
    /// <summary>A logo or an image: PNG, JPEG, WebP or SVG.</summary>
    Picture,

    /// <summary>WOFF2.</summary>
    Font,
}

/// <summary>A logo, image or font that somebody uploaded for the public pages. Never changed: another version is another file, so browsers may
/// keep it for ever.</summary>
public sealed class BrandFile : IEntity, IAudited, IAppendOnly
{
    public const int NameMaxLength = 120;
    public const int MediaTypeMaxLength = 40;

    /// <summary>Bytes: a page for people on a slow line shows it.</summary>
    public const int PictureMaxSize = 512 * 1024, SvgMaxSize = 128 * 1024, FontMaxSize = 512 * 1024;

    /// <summary>Pixels a side: a small file can unfold into a picture that fills a phone's memory.</summary>
    public const int SideMost = 4096;

    public Id<BrandFile> Id { get; init; }

    /// <summary>As the file was called where it came from, for people to find it.</summary>
    public string Name { get; init; } = "";

    public BrandFileKind Kind { get; init; }

    /// <summary>Found in the content, never believed from outside.</summary>
    public string MediaType { get; init; } = "";

    public byte[] Content { get; init; } = [];

    /// <summary>Bytes.</summary>
    public int Size { get; init; }

    public byte[] Sha256 { get; init; } = [];

    /// <summary>Pixels; 0 where it has none of its own (SVG, fonts).</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>The member of staff by name.</summary>
    public string UploadedBy { get; init; } = "";

    /// <summary>The reference under which designs and brands name it.</summary>
    public string Reference => FileReference.To(Id).ToString();
}
