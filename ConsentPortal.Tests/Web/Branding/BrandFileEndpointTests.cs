using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Branding;

public sealed class BrandFileEndpointTests
{
    [Theory, OnEveryDatabase]
    public async Task An_uploaded_drawing_is_served_locked_and_for_ever(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        var reference = (await portal.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "logo.svg", BrandSamples.Svg(BrandSamples.Drawing)), Actors.Admin, default)).Value;
        using var anybody = portal.NewClient();

        using var answer = await anybody.GetAsync(new Uri(ConsentPortal.Web.Urls.BrandFile(reference)!, UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.StartsWith("<svg", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(new Uri("/brand/files/1", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_theme_holds_only_colours_that_can_be_read_and_files_of_the_brand()
    {
        await using var portal = await WebPortal.StartAsync();
        using var anybody = portal.NewClient();

        var theme = await anybody.GetStringAsync(new Uri(ConsentPortal.Web.Urls.BrandTheme("#8a1c1c", "#ffb4ab", "upload:7"), UriKind.Relative));
        Assert.Contains(":root{--accent:#8a1c1c}", theme, StringComparison.Ordinal);
        Assert.Contains(":root{--accent:#ffb4ab}", theme, StringComparison.Ordinal);
        Assert.Contains("src:url(\"/brand/files/7\") format(\"woff2\")", theme, StringComparison.Ordinal);

        var evil = await anybody.GetStringAsync(new Uri("/brand/theme.css?accent=ffe100&dark=x;}body{display:none&font=" + Uri.EscapeDataString("https://evil.example/f\");}"), UriKind.Relative));
        Assert.Equal(":root{--accent:#2f4fb0}\n@media (prefers-color-scheme:dark){:root{--accent:#a9bcff}}\n", evil);
    }
}
