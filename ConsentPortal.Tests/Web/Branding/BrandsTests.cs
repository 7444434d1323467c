using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Branding;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Tests.Web.Branding;

public sealed class BrandsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("brand").FullName;
    private readonly List<string> warnings = [];

    [Fact]
    public void A_colour_that_people_cannot_read_on_is_replaced_and_the_log_says_so()
    {
        var brands = Read("""{ "name": "Contoso", "accent": "#ffe100", "accentDark": "#101010" }""");

        Assert.Equal(("Contoso", "#2f4fb0", "#a9bcff"), (brands.Of(null).Name, brands.Of(null).Accent, brands.Of(null).AccentDark));
        Assert.Equal(2, warnings.Count(w => w.Contains("cannot be read on", StringComparison.Ordinal)));
        Assert.Equal("/brand/theme.css?accent=2f4fb0&dark=a9bcff", brands.Of(null).ThemeUrl);
    }

    [Fact]
    public void A_readable_colour_stays_and_a_profile_may_differ()
    {
        File.WriteAllText(Path.Combine(folder, "blue.svg"), "<svg/>");
        var brands = Read("""{ "name": "Contoso", "accent": "#8a1c1c", "profiles": { "us": { "name": "Contoso US", "accent": "#0b5d1e", "logo": "blue.svg" } } }""");

        Assert.Empty(warnings);
        Assert.Equal("/brand/theme.css?accent=8a1c1c&dark=a9bcff", brands.Of(null).ThemeUrl);
        Assert.Equal("/brand/theme.css?accent=0b5d1e&dark=a9bcff", brands.Of("us").ThemeUrl);
        Assert.Equal(("Contoso US", "blue.svg"), (brands.Of("us").Name, brands.Of("us").Logo));
        Assert.Equal("Contoso", brands.Of("unknown").Name);
        Assert.Null(brands.Of("unknown").Logo);
    }

    [Fact]
    public void A_look_that_somebody_chose_lies_over_the_brand_and_what_cannot_be_shown_falls_back()
    {
        File.WriteAllText(Path.Combine(folder, "blue.svg"), "<svg/>");
        var brands = Read("""{ "name": "Contoso", "logo": "blue.svg", "logoAlt": "Blue", "accent": "#8a1c1c" }""");

        var shown = brands.Of(null, new() { Logo = "upload:7", LogoAlt = "Red", Accent = "#0b5d1e", AccentDark = "#111111", Font = "gone.woff2" });
        Assert.Equal(("/brand/files/7", "Red", "#0b5d1e", "#a9bcff", null), (shown.LogoUrl, shown.LogoAlt, shown.Accent, shown.AccentDark, shown.Font));
        Assert.Equal(brands.Of(null), brands.Of(null, BrandLook.None));
        Assert.Equal(("/brand/blue.svg", "Blue"), (brands.Of(null, new() { Logo = "gone.svg", LogoAlt = "Gone" }).LogoUrl, brands.Of(null, new() { Logo = "gone.svg", LogoAlt = "Gone" }).LogoAlt));
    }

    [Theory]
    [InlineData("""{ "accent": "red;}body{display:none" }""")]
    [InlineData("""{ "privacyPolicy": "javascript:alert(1)" }""")]
    [InlineData("""{ "logo": "../../secret.svg" }""")]
    [InlineData("not json at all")]
    [InlineData(null)]
    public void What_has_no_place_on_a_page_is_left_out(string? json)
    {
        var brands = Read(json);

        Assert.Equal("#2f4fb0", brands.Of(null).Accent);
        Assert.Null(brands.Of(null).PrivacyPolicy);
        Assert.Null(brands.Of(null).Logo);
        Assert.Null(brands.Of(null).Name);
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21.0)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#ffffff", "#767676", 4.54)]
    public void Contrast_is_counted_as_wcag_counts_it(string one, string other, double expected) => Assert.Equal(expected, Contrast.Between(one, other), 2);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Brands Read(string? json)
    {
        if (json is not null)
        {
            File.WriteAllText(Path.Combine(folder, "brand.json"), json);
        }

        return new(new BrandFolder(folder), new Rulebooks(databases: null!), new Warnings(warnings));
    }

    private sealed class Warnings(List<string> lines) : ILogger<Brands>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));
    }
}
