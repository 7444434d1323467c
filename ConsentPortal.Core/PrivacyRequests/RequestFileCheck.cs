using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Looks at a file that somebody sends: PDF, PNG, JPEG or plain text, by its content from the first byte to the last. Nothing is
/// unpacked but the object streams of a PDF, up to a bound (<see cref="PdfNames"/>). What name or browser say counts only against it.</summary>
public static class RequestFileCheck
{
    /// <summary>What a file dialog offers.</summary>
    public const string Accepts = ".pdf,.png,.jpg,.jpeg,.txt";

    /// <summary>The field of its refusals.</summary>
    public const string Field = "file";

    private const string Locked = "Encrypt";
    private const int PixelsMost = 120_000_000, TailLength = 66_000;

    private static readonly Dictionary<string, string[]> Types = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = [".pdf"], ["image/png"] = [".png"], ["image/jpeg"] = [".jpg", ".jpeg"], ["text/plain"] = [".txt"],
    };

    // what runs, opens or carries something else when a reader opens the document; not JS, whose three bytes stand in every larger scan by chance
    private static readonly string[] ActivePdf = ["JavaScript", "Launch", "EmbeddedFile", "RichMedia", "XFA", "SubmitForm", "ImportData"];
    private static readonly string[] Markup = ["<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "<iframe", "<body", "<%@"];

    /// <summary>The refusal of so many bytes, before they are read; null where they may come.</summary>
    public static Problem? TooLarge(long size) => size <= RequestFile.MaxSize ? null : Problem.Invalid(Field, "The file is too large: at most 5 MB. Make it smaller, or photograph it again with less detail.");

    /// <summary>Its media type, or why it is not taken.</summary>
    internal static Outcome<string> Look(string name, byte[] content)
    {
        if (content.Length == 0)
        {
            return NotOurs();
        }

        if (TooLarge(content.Length) is { } large)
        {
            return large;
        }

        var looked = Pixels.Of(content) is { } pixels ? Picture(pixels, content) : content.AsSpan().StartsWith("%PDF-"u8) ? Pdf(content) : PlainText(content);
        return !looked.Ok || Fits(name, looked.Value) ? looked : Problem.Invalid(Field, "The name of the file says something else than what is in it. Save it anew as PDF, PNG, JPEG or plain text.");
    }

    /// <summary>What it is shown and downloaded as: no folders, nothing that steers a terminal, a browser or a file system, and the ending of what it is.</summary>
    internal static string CleanName(string name, string type)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        StringBuilder clean = new();
        foreach (var rune in last.EnumerateRunes())
        {
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? "" : rune.Value < 128 && "<>:\"|?*%;`$'".Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        var stem = Text.Cut(Path.GetFileNameWithoutExtension(clean.ToString()).Trim(' ', '.'), RequestFile.NameMaxLength - 5).Trim();
        return (stem.Length == 0 ? "file" : IsDevice(stem) ? Text.Cut("_" + stem, RequestFile.NameMaxLength - 5) : stem) + Types[type][0];
    }

    // what Windows opens as a device whatever follows the dot: CON, nul.pdf, COM1
    private static bool IsDevice(string stem) => stem.Split('.')[0].Trim().ToUpperInvariant() is var name
        && (name is "CON" or "PRN" or "AUX" or "NUL" || (name is ['C', 'O', 'M', _] or ['L', 'P', 'T', _] && "0123456789¹²³".Contains(name[3], StringComparison.Ordinal)));

    private static bool Fits(string name, string type)
    {
        var ending = Path.GetExtension(name.Replace('\\', '/').Split('/')[^1].TrimEnd(' ', '.')).ToLowerInvariant();
        return ending.Length == 0 || Types[type].Contains(ending);
    }

    private static Outcome<string> Picture(Pixels pixels, ReadOnlySpan<byte> content) => pixels switch
    {
        { MediaType: not ("image/png" or "image/jpeg") } => NotOurs(),
        { IsWhole: false } => Broken(),
        { Width: <= 0 } or { Height: <= 0 } => Broken(),
        _ when (long)pixels.Width * pixels.Height > PixelsMost => TooLarge(long.MaxValue)!,
        _ when HoldsArchive(content) => NotOurs(),
        _ => pixels.MediaType,
    };

    private static Outcome<string> Pdf(byte[] content)
    {
        if (!content.AsSpan().TrimEnd(" \r\n\t\0"u8).EndsWith("%%EOF"u8) || HoldsArchive(content))
        {
            return Broken();
        }

        return PdfNames.Find(content, [Locked, .. ActivePdf]) switch
        {
            null => Problem.Invalid(Field, "The PDF is packed so that nobody can look into it. Print it to a PDF again."),
            { Count: 0 } => "application/pdf",
            var names when names.Contains(Locked) => Problem.Invalid(Field, "The PDF is protected by a password, so nobody here can open it. Save it without one."),
            _ => Problem.Invalid(Field, "The PDF runs a program or carries other files. Print it to a PDF again, so that only its pages stay."),
        };
    }

    // the directory of a ZIP stands at the end of whatever it hangs on: such a file is two files
    private static bool HoldsArchive(ReadOnlySpan<byte> content) => content[Math.Max(0, content.Length - TailLength)..].IndexOf("PK\u0005\u0006"u8) >= 0;

    private static Outcome<string> PlainText(ReadOnlySpan<byte> content)
    {
        if (!Utf8.IsValid(content) || HoldsArchive(content) || content.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || content.IndexOfAnyInRange((byte)14, (byte)31) >= 0)
        {
            return NotOurs();
        }

        var text = Encoding.UTF8.GetString(content);
        return Markup.Any(m => text.Contains(m, StringComparison.OrdinalIgnoreCase)) || text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('<') ? NotOurs() : "text/plain";
    }

    private static Problem Broken() => Problem.Invalid(Field, "The file is broken, or something hangs on its end. Open it and save it again.");

    private static Problem NotOurs() => Problem.Invalid(Field, "This file is none of PDF, PNG, JPEG or plain text. Save it as one of them.");
}
