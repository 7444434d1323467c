using System.Globalization;
using Bunit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Layouts;

namespace ConsentPortal.Tests.Web.Layouts;

public sealed class CommandPaletteTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    [Fact]
    public async Task Before_anything_is_typed_it_offers_the_pages_of_the_role_and_no_other()
    {
        await using var portal = await TestPortal.StartAsync();
        using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative);

        var palette = screen.Render<CommandPalette>();

        Assert.Contains("Contacts", Names(palette));
        Assert.Contains("My account", Names(palette));
        Assert.DoesNotContain("Team", Names(palette));
        Assert.DoesNotContain("API keys", Names(palette));
    }

    [Fact]
    public async Task A_person_is_found_by_a_part_of_the_name_and_leads_to_the_communication_tab()
    {
        await using var portal = await TestPortal.StartAsync();
        var contact = await portal.World.PersonAsync("crm-1", ["lena.lead@example.com"], f => f with { FirstName = "Lena", LastName = "Lead" });
        using var screen = await Screen.OfAsync(portal);

        var palette = screen.Render<CommandPalette>();
        await TypeAsync(palette, "ena le");

        var option = palette.FindAll("[role=option]")[0];
        Assert.Contains("Lena Lead", option.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/contacts/{contact}/communication", option.GetAttribute("href"));
    }

    [Fact]
    public async Task A_page_is_found_by_another_word_for_it_in_the_language_of_the_page()
    {
        await using var portal = await TestPortal.StartAsync();
        using var screen = await Screen.OfAsync(portal);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");

        var palette = screen.Render<CommandPalette>();
        await TypeAsync(palette, "verlauf änder");

        Assert.Equal(["Prüfprotokoll"], Names(palette));
    }

    [Fact]
    public async Task Profiles_and_purposes_are_found_and_what_nothing_fits_is_said()
    {
        await using var portal = await TestPortal.StartAsync();
        using var screen = await Screen.OfAsync(portal);
        var palette = screen.Render<CommandPalette>();

        await TypeAsync(palette, "commercial comm");
        Assert.Contains("Commercial communication", Names(palette));

        await TypeAsync(palette, "zzzz");
        Assert.Empty(palette.FindAll("[role=option]"));
        Assert.Equal("Nothing found for “zzzz”.", palette.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task An_analyst_finds_no_people()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.PersonAsync("crm-1", ["lena.lead@example.com"], f => f with { FirstName = "Lena", LastName = "Lead" });
        using var screen = await Screen.OfAsync(portal, Role.Analyst);

        var palette = screen.Render<CommandPalette>();
        await TypeAsync(palette, "lena");

        Assert.Empty(palette.FindAll("[role=option]"));
    }

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    private static async Task TypeAsync(IRenderedComponent<CommandPalette> palette, string text)
    {
        await palette.Find("input").InputAsync(new() { Value = text });
        await palette.WaitForAssertionAsync(() => Assert.Equal("false", palette.Find("dialog").GetAttribute("data-busy")), TimeSpan.FromSeconds(10));
    }

    private static List<string> Names(IRenderedComponent<CommandPalette> palette) => [.. palette.FindAll("[role=option] .what > span:first-child").Select(o => o.TextContent)];
}
