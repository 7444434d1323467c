using System.Buffers.Binary;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>A file that passed: what it really is, and the content to keep (an SVG without what its editor left in it).</summary>
internal sealed record CheckedFile(string MediaType, byte[] Content, int Width = 0, int Height = 0);

/// <summary>Looks at an uploaded file: kind by its first bytes, whole to its last byte, size and dimensions. What a name or a browser says it is
/// counts only against it.</summary>
internal static class FileCheck
{
    private const string Field = UploadBrandFile.Field;

    private static readonly Dictionary<string, (string Word, string[] Endings)> Types = new(StringComparer.Ordinal)
    {
        ["image/png"] = ("PNG", [".png"]), ["image/jpeg"] = ("JPEG", [".jpg", ".jpeg"]), ["image/webp"] = ("WebP", [".webp"]), ["image/svg+xml"] = ("SVG", [".svg"]), ["font/woff2"] = ("WOFF2", [".woff2"]),
    };

    /// <summary>The endings that a file of this kind has, as a file dialog takes them.</summary>
    public static IEnumerable<string> Endings(BrandFileKind kind) => Types.Where(t => t.Key.StartsWith("font", StringComparison.Ordinal) == (kind == BrandFileKind.Font)).SelectMany(t => t.Value.Endings);

    public static Problem? TooLarge(BrandFileKind kind, long size)
    {
        var most = kind == BrandFileKind.Font ? BrandFile.FontMaxSize : BrandFile.PictureMaxSize;
        return size <= most ? null : Problem.Invalid(Field, $"The file has {size / 1024} kB; at most {most / 1024} kB are taken. Make it smaller: everybody who opens the page loads it.");
    }

    public static Outcome<CheckedFile> Look(BrandFileKind kind, string name, byte[] content)
    {
        if (content.Length == 0)
        {
            return Problem.Invalid(Field, "The file is empty. Choose another one.");
        }

        if (TooLarge(kind, content.Length) is { } large)
        {
            return large;
        }

        var looked = kind == BrandFileKind.Font ? Font(content) : Picture(content);
        return !looked.Ok ? looked : Mismatch(name, looked.Value.MediaType) is { } mismatch ? mismatch : looked;
    }

    // a name that says something else than the content is a mistake or a trick
    private static Problem? Mismatch(string name, string type)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        return ending.Length == 0 || Types[type].Endings.Contains(ending) ? null
            : Problem.Invalid(Field, $"The name ends in {ending}, but the file holds {Types[type].Word}. Give it the ending {Types[type].Endings[0]}, or save it again.");
    }

    private static Outcome<CheckedFile> Font(byte[] content)
    {
        var head = content.AsSpan();
        var isWhole = head.Length > 48 && head[..4].SequenceEqual("wOF2"u8) && BinaryPrimitives.ReadUInt32BigEndian(head[8..]) == head.Length && BinaryPrimitives.ReadUInt16BigEndian(head[12..]) > 0
            && BinaryPrimitives.ReadUInt32BigEndian(head[20..]) < head.Length;
        return isWhole ? new CheckedFile("font/woff2", content) : Problem.Invalid(Field, "This is no whole WOFF2 font. Convert the font to WOFF2, which every browser reads.");
    }

    private static Outcome<CheckedFile> Picture(byte[] content)
    {
        if (Pixels.Of(content) is { } pixels)
        {
            return pixels switch
            {
                { IsWhole: false } => Problem.Invalid(Field, $"The {Types[pixels.MediaType].Word} picture is broken, or something hangs on its end. Open it in a picture editor and save it again."),
                { Width: <= 0 or > BrandFile.SideMost } or { Height: <= 0 or > BrandFile.SideMost } => Problem.Invalid(Field, $"The picture has {pixels.Width} × {pixels.Height} pixels; at most {BrandFile.SideMost} a side are taken. Make it smaller."),
                _ => new CheckedFile(pixels.MediaType, content, pixels.Width, pixels.Height),
            };
        }

        if (!SvgCheck.LooksLikeOne(content))
        {
            return Problem.Invalid(Field, "This is no picture in PNG, JPEG, WebP or SVG. Save it as one of them.");
        }

        if (content.Length > BrandFile.SvgMaxSize)
        {
            return Problem.Invalid(Field, $"The SVG has {content.Length / 1024} kB; at most {BrandFile.SvgMaxSize / 1024} kB are taken. Simplify it, or save it as PNG.");
        }

        var clean = SvgCheck.Clean(content);
        return clean.Ok ? new CheckedFile("image/svg+xml", clean.Value) : clean.Problem!;
    }
}
