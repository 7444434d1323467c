using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class BrandFileTests
{
    [Theory, OnEveryDatabase]
    public async Task An_uploaded_file_is_kept_told_listed_and_read_back_byte_for_byte(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var reference = (await portal.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "C:\\Users\\ada\\Logo.PNG", BrandSamples.Png), Actors.Admin, default)).Value;

        var row = Assert.Single((await portal.Get<FindBrandFiles>().RunAsync(BrandFileKind.Picture, Actors.Admin, default)).Value);
        Assert.Equal((reference, "Logo.PNG", "image/png", BrandSamples.Png.Length, 1, 1, "Ada Admin"), (row.Reference, row.Name, row.MediaType, row.Size, row.Width, row.Height, row.UploadedBy));
        Assert.Equal(BrandSamples.Png, (await portal.Get<ReadBrandFile>().RunAsync(row.Id, default))!.Content);
        Assert.Equal((BrandEvents.FileUploaded, "Logo.PNG"), ((await portal.LastAuditAsync()).Entry.Kind, (await portal.LastAuditAsync()).Values.Subject));
        Assert.Empty((await portal.Get<FindBrandFiles>().RunAsync(BrandFileKind.Font, Actors.Admin, default)).Value);

        var told = (await portal.AuditAsync()).Count;
        Assert.Equal(reference, (await portal.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "again.png", BrandSamples.Png), Actors.Admin, default)).Value);
        Assert.Equal(told, (await portal.AuditAsync()).Count); // the same content is the file that is there
    }

    [Fact]
    public async Task Who_may_not_edit_the_rules_uploads_nothing()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "a.png", BrandSamples.Png), Actors.Rep, default)).Problem!.Refusal);
    }

    public static TheoryData<string, BrandFileKind, byte[], string> Taken => new()
    {
        { "a.png", BrandFileKind.Picture, BrandSamples.Png, "image/png" },
        { "a.jpg", BrandFileKind.Picture, BrandSamples.Jpeg, "image/jpeg" },
        { "a.JPEG", BrandFileKind.Picture, BrandSamples.Jpeg, "image/jpeg" },
        { "a.webp", BrandFileKind.Picture, BrandSamples.WebP, "image/webp" },
        { "a.svg", BrandFileKind.Picture, BrandSamples.Svg(BrandSamples.Drawing), "image/svg+xml" },
        { "no ending", BrandFileKind.Picture, BrandSamples.Png, "image/png" },
        { "a.woff2", BrandFileKind.Font, BrandSamples.Font, "font/woff2" },
    };

    [Theory, MemberData(nameof(Taken))]
    public void What_a_file_is_stands_in_its_content(string name, BrandFileKind kind, byte[] content, string type) => Assert.Equal(type, FileCheck.Look(kind, name, content).Value.MediaType);

    public static TheoryData<string, BrandFileKind, byte[], string> Refused => new()
    {
        { "a.png", BrandFileKind.Picture, [], "empty" },
        { "a.png", BrandFileKind.Picture, BrandSamples.Jpeg, "ends in .png, but the file holds JPEG" },
        { "a.svg", BrandFileKind.Picture, BrandSamples.Png, "ends in .svg, but the file holds PNG" },
        { "a.html", BrandFileKind.Picture, BrandSamples.Svg(BrandSamples.Drawing), "ends in .html" },
        { "a.png", BrandFileKind.Picture, [.. BrandSamples.Png, .. "<script>alert(1)</script>"u8], "hangs on its end" },
        { "a.png", BrandFileKind.Picture, BrandSamples.Png[..40], "broken" },
        { "a.jpg", BrandFileKind.Picture, [.. BrandSamples.Jpeg, .. "PK"u8], "hangs on its end" },
        { "a.webp", BrandFileKind.Picture, [.. BrandSamples.WebP, 0], "hangs on its end" },
        { "a.gif", BrandFileKind.Picture, [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B], "PNG, JPEG, WebP or SVG" },
        { "a.pdf", BrandFileKind.Picture, [.. "%PDF-1.7"u8], "PNG, JPEG, WebP or SVG" },
        { "a.png", BrandFileKind.Picture, Wide(), "at most 4096 a side" },
        { "a.png", BrandFileKind.Picture, new byte[BrandFile.PictureMaxSize + 1], "at most 512 kB" },
        { "a.svg", BrandFileKind.Picture, BrandSamples.Around(new string(' ', BrandFile.SvgMaxSize)), "at most 128 kB" },
        { "a.woff2", BrandFileKind.Font, BrandSamples.Png, "WOFF2" },
        { "a.woff2", BrandFileKind.Font, [.. BrandSamples.Font, 0], "whole WOFF2" },
        { "a.ttf", BrandFileKind.Font, [0, 1, 0, 0, .. new byte[60]], "Convert the font to WOFF2" },
        { "a.woff2", BrandFileKind.Font, new byte[BrandFile.FontMaxSize + 1], "at most 512 kB" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_does_not_fit_is_refused_with_what_and_the_mend(string name, BrandFileKind kind, byte[] content, string says)
    {
        var problem = FileCheck.Look(kind, name, content).Problem!;

        Assert.Equal(UploadBrandFile.Field, problem.Field);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Wide()
    {
        byte[] wide = [.. BrandSamples.Png];
        (wide[18], wide[19]) = (0x40, 0);
        return wide;
    }
}
