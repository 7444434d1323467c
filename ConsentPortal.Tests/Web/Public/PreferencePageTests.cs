using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>What the page behind an Unsubscribe link shows, and that looking at it changes nothing.</summary>
public sealed class PreferencePageTests
{
    private static readonly string[] Scanners =
    [
        "Mozilla/5.0 (compatible; Microsoft Office Safe Links)", "Proofpoint URL Defense", "Mimecast-URL-Protect/1.0", "BarracudaCentral/1.0 link scanner", "Mozilla/5.0 (X11) HeadlessChrome/156.0",
    ];

    [Fact]
    public async Task Everything_a_reader_loads_is_less_than_30_kB_with_no_script_and_nothing_of_the_staffs_kit()
    {
        await using var portal = await WebPortal.StartAsync();
        using var browser = portal.NewClient();
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com", topic: "newsletter")}");

        var html = reader.Page.DocumentElement.OuterHtml;
        var files = reader.Page.QuerySelectorAll("link[href]").Select(l => l.GetAttribute("href")!).Concat(reader.Page.QuerySelectorAll("img[src]").Select(i => i.GetAttribute("src")!)).ToList();
        var total = html.Length;
        foreach (var file in files)
        {
            total += (await browser.GetByteArrayAsync(new Uri(file, UriKind.Relative))).Length;
        }

        Assert.True(files.Count >= 4, string.Join(' ', files));
        Assert.InRange(total, 5_000, 30_000);
        foreach (var foreign in new[] { "<script", "_blazor", "blazor", "radzen", "javascript:", " onclick", " style=" })
        {
            Assert.DoesNotContain(foreign, html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_page_says_who_writes_hides_the_address_and_is_kept_by_nobody()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.RuleAsync(async (db, _) =>
        {
            var profile = await db.Set<ComplianceProfile>().SingleAsync();
            (profile.CompanyName, profile.PostalAddress) = ("Contoso GmbH", "Hauptstraße 12\n10115 Berlin");
        });
        using var client = portal.NewClient();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann.secret@example.com");

        using var answer = await client.GetAsync(new Uri($"/u/{token}", UriKind.Relative));
        await reader.OpenAsync($"/u/{token}");

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("en", answer.Content.Headers.ContentLanguage.Single());
        Assert.Equal("noindex", reader.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Contains("Contoso GmbH", reader.Page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("10115 Berlin", reader.Page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("https://www.example.com/privacy", reader.Href("Privacy policy"));
        Assert.Contains("a…@e….com", reader.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reader.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnEveryDatabase]
    public async Task Fifty_looks_of_mail_scanners_at_every_link_change_nothing(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var client = portal.NewClient();
        var token = await portal.TokenAsync("ann@example.com", topic: "newsletter");
        await using var before = portal.NewDb();
        var points = await before.Set<ConsentPortal.Core.Contacts.ContactPoint>().CountAsync();

        for (var look = 0; look < 50; look++)
        {
            using HttpRequestMessage request = new(look % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, $"/u/{token}{(look % 5) switch { 3 => "/everything", 4 => "/choices", _ => "" }}");
            request.Headers.TryAddWithoutValidation("User-Agent", Scanners[look % Scanners.Length]);
            using var answer = await client.SendAsync(request);
            Assert.Equal(look % 5 >= 3 ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.StatusCode);
            Assert.True(request.Method != HttpMethod.Head || !answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Empty(await portal.EventsAsync());
        await using var db = portal.NewDb();
        Assert.False(await db.Set<ConsentPortal.Core.Messaging.Email>().AnyAsync());
        Assert.Equal(points, await db.Set<ConsentPortal.Core.Contacts.ContactPoint>().CountAsync());
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
    }

    [Theory]
    [InlineData("", "en-GB", "Your preferences", "en")]
    [InlineData("", "de-AT,de;q=0.9", "Ihre Einstellungen", "de")]
    [InlineData("", "fi,de;q=0.5,en;q=0.4", "Ihre Einstellungen", "de")]
    [InlineData("?lang=de", "en-GB", "Ihre Einstellungen", "de")]
    [InlineData("?lang=en", "de", "Your preferences", "en")]
    [InlineData("?lang=xx", "", "Ihre Einstellungen", "de")] // the profile's own
    public async Task The_page_speaks_the_readers_language(string asked, string browser, string title, string language)
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.RuleAsync(async (db, _) => (await db.Set<ComplianceProfile>().SingleAsync()).DefaultLanguage = "de");
        using Reader reader = new(portal, browser);

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}{asked}");

        Assert.Equal((title, language), (reader.Title, reader.Page.DocumentElement.GetAttribute("lang")));
    }

    [Theory]
    [InlineData("fr", "en-GB", "fr", "ltr")]
    [InlineData("ar", "en-GB", "ar", "rtl")]
    [InlineData("fi", "it", "it", "ltr")] // not shipped: the browser's
    public async Task The_language_noted_for_a_person_goes_before_the_browsers(string person, string browser, string language, string direction)
    {
        await using var portal = await WebPortal.StartAsync();
        ContactFields ann = new() { Kind = ContactKind.Contact, LastName = "Ann", Language = person };
        Assert.True((await portal.Get<AddContact>().RunAsync(new(ann, [new(Channel.Email, "ann@example.com")]), Actors.Admin, CancellationToken.None)).Ok);
        using Reader reader = new(portal, browser);

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        var page = reader.Page.DocumentElement;
        Assert.Equal((language, direction), (page.GetAttribute("lang"), page.GetAttribute("dir")));
        Assert.Equal(9, reader.Page.QuerySelectorAll(".languages a").Length);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_ticked_is_what_senders_are_told_and_hidden_topics_are_not_shown(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com", topic: "newsletter");

        Assert.Equal(["email-1-0", "email-1-1", "email-1-2", "email-2-0"], (await reader.OpenAsync($"/u/{token}")).Ticked); // tracking: nobody said yes
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        Assert.Equal(["email-1-0", "email-1-2", "email-2-0"], (await reader.OpenAsync($"/u/{token}")).Ticked);
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        Assert.Equal(["email-2-0"], (await reader.OpenAsync($"/u/{token}")).Ticked); // the purpose's no covers its topics
        await portal.RuleAsync(async (db, _) => (await db.Set<Topic>().SingleAsync(t => t.Code == "product-updates")).Visible = false);
        Assert.DoesNotContain(await BoxesAsync(reader, token), key => key == "email-1-2");
    }

    private static async Task<List<string>> BoxesAsync(Reader reader, string token) => [.. (await reader.OpenAsync($"/u/{token}")).Boxes.Select(b => b.Value)];
}
