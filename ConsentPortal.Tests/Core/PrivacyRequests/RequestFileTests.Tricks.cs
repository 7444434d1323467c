using System.IO.Compression;
using System.Text;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>What people with other intentions send.</summary>
public sealed partial class RequestFileTests
{
    private const string Pdf = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

    public static TheoryData<string, byte[]> Good => new()
    {
        { "a.pdf", Bytes(Pdf) }, { "A.PDF", Bytes(Pdf) }, { "without ending", Bytes(Pdf) }, { "a.png", Png(8, 8) }, { "a.jpeg", Jpeg }, { "a.txt", Bytes("Ich bin Jörg.\r\n\tŁódź عربي") }, { "a.pdf", Bytes(Pdf.Replace("/Type", "/XFAxis (x) /Type", StringComparison.Ordinal)) },
        { "outline.pdf", Bytes(Pdf.Replace("/Type", "/First 2 0 R /X << /Y (>>) >> /Type", StringComparison.Ordinal)) }, { "packed.pdf", Packed("<< /Type /Page >>") }, { "packed.pdf", Packed("<< /A (/JavaScriptX) >>") },
    };

    public static TheoryData<string, byte[]> Bad => new()
    {
        { "empty.txt", [] },
        { "html.pdf", Bytes("<!DOCTYPE html><script>alert(1)</script>") },
        { "html.txt", Bytes("Hello\n<script>alert(1)</script>") },
        { "svg.png", Bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") },
        { "picture.pdf", Png(8, 8) },
        { "letter.pdf.exe", Bytes(Pdf) },
        { "letter.html", Bytes("Only text") },
        { "late head.pdf", Bytes("GIF89a " + Pdf) },
        { "no end.pdf", Bytes(Pdf[..^8]) },
        { "html at the end.pdf", Bytes(Pdf + "<html><script>alert(1)</script>") },
        { "zip at the end.pdf", [.. Bytes(Pdf), .. Zip("%%EOF"), .. Bytes("\n%%EOF")] },
        { "zip at the end.png", [.. Png(8, 8), .. Zip("x")] },
        { "runs.pdf", Bytes(Pdf.Replace("/Type", "/OpenAction << /S /JavaScript (app.alert(1)) >> /Type", StringComparison.Ordinal)) },
        { "starts.pdf", Bytes(Pdf.Replace("/Type", "/S/Launch/F(cmd.exe) /Type", StringComparison.Ordinal)) },
        { "carries.pdf", Bytes(Pdf.Replace("/Type", "/EmbeddedFile /Type", StringComparison.Ordinal)) },
        { "escaped.pdf", Bytes(Pdf.Replace("/Type", "/S/#4caunc#68 /Type", StringComparison.Ordinal)) },
        { "wholly escaped.pdf", Bytes(Pdf.Replace("/Type", "/#4A#61#76#61#53#63#72#69#70#74 /Type", StringComparison.Ordinal)) },
        { "packed.pdf", Packed("<< /S /JavaScript /JS (app.alert(1)) >>") },
        { "packed and escaped.pdf", Packed("<< /S /Java#53cript >>") },
        { "packed across a piece.pdf", Packed(new string(' ', 65_530 - 4) + "/EmbeddedFile ") },
        { "packed without its type.pdf", Packed("<< /S /Launch >>", "/Type 9 0 R /N 1 /First 4 /Filter /FlateDecode") },
        { "packed behind a string.pdf", Packed("<< /S /Launch >>", "/#4fbjStm (\\) >> stream\n1 0) % >> stream\n<< /A 1 >> /Filter /FlateDecode") },
        { "packed twice.pdf", Packed("<< /S /Launch >>", "/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]", b => Bytes(Convert.ToHexString(b))) },
        { "packed under a predictor.pdf", Packed("", pack: _ => Zlib("\u00021 0 <</S /Launch>>")) },
        { "broken packing.pdf", Packed("<< /S /Launch >>", pack: b => [.. b[..2], 0xFF, .. b[3..]]) },
        { "unfolds.pdf", Packed(new string(' ', 40_000_000)) },
        { "looked through without end.pdf", Bytes(Pdf.Replace("/Type", string.Concat(Enumerable.Repeat("/First", 700_000)) + " /Type", StringComparison.Ordinal)) },
        { "streams without end.pdf", [.. Bytes("%PDF-1.7\n"), .. Enumerable.Repeat((byte[])[.. Bytes("<</ObjStm 1>>stream\n"), .. Zlib("1 0 ")], 20_000).SelectMany(b => b), .. Bytes("\n%%EOF\n")] },
        { "locked.pdf", Bytes(Pdf.Replace("/Root", "/Encrypt 5 0 R /Root", StringComparison.Ordinal)) },
        { "bomb.png", Png(60_000, 60_000) },
        { "bomb.zip", Zip(new string('0', 5_000_000)) },
        { "bomb.txt", Zip(new string('0', 5_000_000)) },
        { "program.txt", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0] },
        { "nul.txt", Bytes("a\0b") },
        { "latin.txt", [(byte)'J', 0xF6, (byte)'r', (byte)'g'] },
        { "large.txt", new byte[RequestFile.MaxSize + 1] },
    };

    [Theory, MemberData(nameof(Good))]
    public void Documents_pictures_and_text_are_taken(string name, byte[] content) => Assert.Null(RequestFiles.Refuse(new(RequestFileKind.Authority, name, content)));

    [Theory, MemberData(nameof(Bad))]
    public void What_is_something_else_is_not(string name, byte[] content) => Assert.Equal(RequestFileCheck.Field, RequestFiles.Refuse(new(RequestFileKind.Authority, name, content))?.Field);

    [Theory]
    [InlineData("../../etc/passwd", "passwd.txt")]
    [InlineData(@"C:\Users\Ann\..\note.txt", "note.txt")]
    [InlineData("/", "file.txt")]
    [InlineData("....", "file.txt")]
    [InlineData("", "file.txt")]
    [InlineData("a\r\nContent-Type: text/html.txt", "html.txt")]
    [InlineData("bill\u202Efdp.txt", "billfdp.txt")]
    [InlineData("CON", "_CON.txt")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("COM1 .pdf.txt", "_COM1 .pdf.txt")]
    [InlineData("lpt¹.txt", "_lpt¹.txt")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("no\u0000te\u001b[31m.txt", "note[31m.txt")]
    [InlineData("<img src=x>\".txt", "_img src=x__.txt")]
    [InlineData("Vollmacht für Łucja عربي.txt", "Vollmacht für Łucja عربي.txt")]
    public void A_name_is_a_name_and_never_a_path(string name, string shown) => Assert.Equal(shown, RequestFileCheck.CleanName(name, "text/plain"));

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_ending() => Assert.Equal(RequestFile.NameMaxLength - 1, RequestFileCheck.CleanName(new string('a', 5000) + ".pdf", "application/pdf").Length);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // objects as writers pack them since PDF 1.5
    private static byte[] Packed(string content, string entries = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", Func<byte[], byte[]>? pack = null)
    {
        var packed = Zlib("1 0 " + content);
        return [.. Bytes($"%PDF-1.7\n1 0 obj\n<< {entries} /Length {packed.Length} >>\nstream\r\n"), .. (pack ?? (b => b))(packed), .. Bytes("\nendstream\nendobj\n%%EOF\n")];
    }

    private static byte[] Zlib(string content)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal))
        {
            zlib.Write(Bytes(content));
        }

        return packed.ToArray();
    }

    private static byte[] Zip(string content)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        using (StreamWriter entry = new(zip.CreateEntry("a.txt").Open()))
        {
            entry.Write(content);
        }

        return file.ToArray();
    }

    // head, and the end: nothing unpacks it, so there is nothing in it
    private static byte[] Png(int width, int height)
    {
        byte[] Number(int n) => [(byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n];
        return [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. Number(13), .. "IHDR"u8, .. Number(width), .. Number(height), 8, 2, 0, 0, 0, .. Number(0), .. Number(0), .. "IEND"u8, .. Number(0)];
    }

    private static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9];
}
