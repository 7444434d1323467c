using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The page with everything on it, and the sample that staff look at.</summary>
public sealed class SectionsTests
{
    [Fact]
    public async Task What_saves_stands_below_the_last_boxes_that_there_are()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.PublishesAsync(Designs.Of(SectionKind.Heading, SectionKind.Everything, SectionKind.Purposes, SectionKind.Pause, SectionKind.DataUses, SectionKind.AllBrands));
        using Reader reader = new(portal);

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.DoesNotContain("Use of your data", reader.Words, StringComparison.Ordinal); // nobody sells anything here
        Assert.NotNull(reader.Page.QuerySelector("form#choices .save button"));
        Assert.Single(reader.Page.QuerySelectorAll(".save"));
    }

    [Fact]
    public async Task With_everything_on_it_the_page_stays_light_and_refusing_comes_first()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SellsAsync();
        await portal.ShowsAsync(s => new(true, true, true, true, true, true, true));
        await portal.PersonAsync("ann@example.com", ConsentLevel.Transactional);
        using Reader reader = new(portal);
        using var client = portal.NewClient();
        reader.Sends("Sec-GPC", "1");
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com", topic: "newsletter")}");

        var html = reader.Page.DocumentElement.OuterHtml;
        var files = reader.Page.QuerySelectorAll("link[href]").Select(l => l.GetAttribute("href")!).Concat(reader.Page.QuerySelectorAll("img[src]").Select(i => i.GetAttribute("src")!)).ToList();
        var total = html.Length;
        foreach (var file in files)
        {
            total += (await client.GetByteArrayAsync(new Uri(file, UriKind.Relative))).Length;
        }

        Assert.InRange(total, 5_000, 30_000);
        var buttons = reader.Page.QuerySelectorAll("button").Select(b => b.TextContent.Trim()).ToList();
        Assert.Equal(["Switch it off now", "Only from Newsletter", "Unsubscribe from everything"], buttons.Take(3));
        Assert.All(reader.Page.QuerySelectorAll("fieldset"), f => Assert.NotNull(f.QuerySelector("legend")));
        Assert.Equal(["Tracking in messages", "Use of your data"], reader.Page.QuerySelectorAll(".part h3").Select(h => h.TextContent));
    }

    [Fact]
    public async Task A_section_that_is_off_takes_no_way_to_refuse_with_it()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SellsAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        var before = (await reader.OpenAsync($"/u/{token}")).Boxes.Select(b => b.Value).Order(StringComparer.Ordinal).ToList();
        await portal.ShowsAsync(s => new(false, false, false, false, false, false, false));

        await reader.OpenAsync($"/u/{token}");

        Assert.Equal(before, reader.Boxes.Select(b => b.Value).Order(StringComparer.Ordinal));
        Assert.Empty(reader.Page.QuerySelectorAll(".part"));
        Assert.True(reader.Sees("Unsubscribe from everything"));
    }

    [Fact]
    public async Task A_use_of_data_is_switched_off_at_once_and_on_by_mail()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SellsAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        var key = reader.Boxes.Single(b => b.Value.StartsWith("none-", StringComparison.Ordinal)).Value;
        reader.Tick(key, on: false);
        await reader.SaveAsync();
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", Centers.Sale));

        reader.Tick(key);
        await reader.SaveAsync();
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", Centers.Sale));
        await reader.OpenAsync(Recipients.LinkIn((await portal.MailsAsync(ConfirmationMail.Kind))[0].Text));
        await reader.PressAsync("Yes, I confirm");
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("ann@example.com", Centers.Sale));
    }

    [Fact]
    public async Task Tracking_that_a_persons_record_forbids_is_explained_and_cannot_be_ticked()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.Get<AddContact>().RunAsync(new(new() { Kind = ContactKind.Contact, LastName = "Ann", DoNotTrack = true }, [new(ConsentPortal.Core.Kernel.Channel.Email, "ann@example.com")]), Actors.Admin, CancellationToken.None);
        using Reader reader = new(portal);

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.True(reader.Boxes.Single(b => b.Value == "email-3-0").IsDisabled);
        Assert.Contains("we noted that you do not want to be tracked", reader.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_see_a_sample_on_which_nothing_can_be_pressed_and_nobody_else_sees_it()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.ShowsAsync(s => s with { Level = true });
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;
        var path = new Uri(Urls.PreferenceSample(profile), UriKind.Relative);
        using var stranger = portal.NewClient();
        using var refused = await stranger.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);

        using var admin = await portal.SignedInAsync(Role.Administrator);
        using var answer = await admin.GetAsync(path);
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(), CancellationToken.None);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("a…@e….com", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelectorAll("button").Length >= 5);
        Assert.All(page.QuerySelectorAll("button, input, textarea"), control => Assert.NotNull(control.Closest("fieldset[disabled]")));
        await using var db = portal.NewDb();
        Assert.Equal(0, await db.Set<ContactPoint>().CountAsync());
        Assert.Empty(await portal.EventsAsync());
    }
}
