using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The page as somebody designed it: the order, the words, and that every form on it still saves.</summary>
public sealed partial class DesignedPageTests
{
    private static readonly CenterDesign Everything = Designs.Of(SectionKind.Heading, SectionKind.Text, SectionKind.Everything, SectionKind.Tracking, SectionKind.Pause, SectionKind.Purposes, SectionKind.Topics,
        SectionKind.Channels, SectionKind.DataUses, SectionKind.ConsentLevel, SectionKind.ContactFields, SectionKind.DataRights, SectionKind.Image, SectionKind.Legal, SectionKind.AllBrands)
        .With(SectionKind.Text, s => s with { Title = new("News from us", "Neues von uns"), Body = new("One paragraph.\n\nAnother one.", "Ein Absatz.") })
        .With(SectionKind.Image, s => s with { Image = "logo.svg", ImageAlt = new("Our house") });

    [Fact]
    public async Task Sections_stand_in_their_order_and_the_page_stays_light_without_script()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SellsAsync();
        await portal.PublishesAsync(Everything);
        await portal.PersonAsync("ann@example.com", ConsentLevel.Transactional);
        using Reader reader = new(portal);
        using var client = portal.NewClient();
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com", topic: "newsletter")}");

        Assert.Equal(["Your preferences", "News from us", "Unsubscribe", "Tracking in messages", "Pause", "Or choose what you get", "Topics", "One channel at a time", "Use of your data", "How far you agree", "Your rights", "Who we are", "All our brands"],
            reader.Page.QuerySelectorAll("h1, h2, h3").Select(h => h.TextContent.Trim()));
        Assert.Equal(["H3"], reader.Page.QuerySelectorAll("h3").Select(h => h.TagName)); // the topics are a part of the purposes
        Assert.Equal(["One paragraph.", "Another one."], reader.Page.QuerySelectorAll(".own p").Take(2).Select(p => p.TextContent));
        Assert.Equal(("/brand/logo.svg", "Our house"), (reader.Page.QuerySelector("figure img")!.GetAttribute("src")!.Split('?')[0], reader.Page.QuerySelector("figure img")!.GetAttribute("alt")));
        Assert.DoesNotContain("Default", reader.Page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal); // who writes stands on the page
        var html = reader.Page.DocumentElement.OuterHtml;
        var total = (await client.GetByteArrayAsync(new Uri($"/u/{await portal.TokenAsync("ann@example.com", topic: "newsletter")}", UriKind.Relative))).Length; // as it is sent, before anything packs it
        foreach (var file in reader.Page.QuerySelectorAll("link[href]").Select(l => l.GetAttribute("href")!).Concat(reader.Page.QuerySelectorAll("img[src]").Select(i => i.GetAttribute("src")!)).Distinct())
        {
            total += (await client.GetByteArrayAsync(new Uri(file, UriKind.Relative))).Length;
        }

        Assert.InRange(total, 5_000, 30_000 - CenterTextCheck.PageMaxBytes); // all fifteen sections, and room for as many own words as the check lets pass
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(reader.Page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count(), reader.Page.QuerySelectorAll("[id]").Length);
        Assert.All(reader.Page.QuerySelectorAll("[aria-labelledby], [aria-describedby]"), e => Assert.NotNull(reader.Page.GetElementById(e.GetAttribute("aria-labelledby") ?? e.GetAttribute("aria-describedby")!)));
    }

    [Theory]
    [InlineData("en-GB", "My choices", "Off it goes: unsubscribe", "ltr")]
    [InlineData("de", "Meine Wahl", "Von allem abmelden", "ltr")]
    [InlineData("fr", "Vos préférences", "Se désinscrire de tout", "ltr")]
    [InlineData("ar", "اختياراتي", "إلغاء الاشتراك من كل شيء الآن", "rtl")]
    public async Task Own_words_stand_in_the_readers_language_and_ours_where_they_are_missing(string language, string title, string button, string direction)
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.PublishesAsync(Designs.Plain
            .With(SectionKind.Heading, s => s with { Title = new([new("en", "My choices"), new("de", "Meine Wahl"), new("ar", "اختياراتي")]) })
            .With(SectionKind.Everything, s => s with { Button = new([new("en", "Off it goes: unsubscribe"), new("ar", "إلغاء الاشتراك من كل شيء الآن")]) }));
        using Reader reader = new(portal, language);

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.Equal((title, direction), (reader.Title, reader.Page.DocumentElement.GetAttribute("dir")));
        Assert.True(reader.Sees(button), reader.Words);
        Assert.StartsWith(title, reader.Page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_text_that_lacks_the_readers_language_says_which_one_it_is_in()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.PublishesAsync(Everything);
        using Reader reader = new(portal, "fr");

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.All(reader.Page.QuerySelectorAll(".own p"), p => Assert.Equal("en", p.GetAttribute("lang")));
        Assert.Equal("en", reader.Page.QuerySelector("#s-text")!.GetAttribute("lang"));
    }

    [Theory, OnEveryDatabase]
    public async Task Boxes_save_wherever_they_stand(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.SellsAsync();
        var plain = await BoxesAsync(portal);
        await portal.PublishesAsync(Everything);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        Assert.Equal(plain, reader.Boxes.Select(b => b.Value).Order(StringComparer.Ordinal)); // each once
        var sale = reader.Boxes.Single(b => b.Value.StartsWith("none-", StringComparison.Ordinal)).Value;

        reader.Tick("email-1-1", on: false); // beside the form's own sections
        reader.Tick(sale, on: false); // after a section without boxes
        reader.Tick("email-3-0"); // tracking, before the form
        await reader.SaveAsync();

        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", Centers.Sale));
        Assert.Single(await portal.MailsAsync(ConfirmationMail.Kind));
    }

    [Theory, OnEveryDatabase]
    public async Task Every_event_names_the_version_that_was_shown(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.PublishesAsync(Designs.Plain with { AskReasons = false });
        using Reader early = new(portal), late = new(portal), older = new(portal);
        await early.OpenAsync($"/u/{await portal.TokenAsync("early@example.com")}");
        await older.OpenAsync($"/u/{await portal.TokenAsync("older@example.com")}");
        await portal.PublishesAsync(Everything);
        await late.OpenAsync($"/u/{await portal.TokenAsync("late@example.com")}");

        early.Tick("email-1-1", on: false);
        await early.SaveAsync();
        await late.PressAsync("Unsubscribe from everything");
        await older.PressAsync("Unsubscribe from everything", without: "page"); // a form that was copied before pages had versions

        var events = await portal.EventsAsync();
        Assert.Equal(["center-1@1", "center-1@2", ChoiceWording.Version], events.Select(e => e.PreferenceCenterVersion).Distinct());
        late.Page.QuerySelector("input[name=page]")!.SetAttribute("value", "center-1@99");
        await late.PressAsync("Stop it for all brands");
        Assert.DoesNotContain(await portal.EventsAsync(), e => e.PreferenceCenterVersion.EndsWith("@99", StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task One_press_stops_advertising_on_one_channel_and_can_be_taken_back(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.PublishesAsync(Everything);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        await reader.PressAsync("No more advertising by email");

        Assert.Equal((HttpStatusCode.OK, "You are unsubscribed"), (reader.Status, reader.Title));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com", "transactional"));
        var written = Assert.Single(await portal.EventsAsync());
        Assert.Equal((ConsentAction.Button, StopChannel.Reason), (written.Action, written.Reason));
        Assert.False(reader.Sees("No more advertising by email"));
        Assert.Contains("/u/receipt/", reader.Href("to read or print"), StringComparison.Ordinal);
        await reader.PressAsync("Undo");
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com"));
    }

    [Fact]
    public async Task A_channel_is_stopped_for_purposes_that_rest_and_where_the_profile_was_closed_meanwhile()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.PublishesAsync(Everything);
        using Reader open = new(portal), closed = new(portal);
        await open.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        await closed.OpenAsync($"/u/{await portal.TokenAsync("bob@example.com")}");
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!;
        var purpose = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Purpose("commercial")!;
        Assert.True((await portal.Get<ChangePurposeActivity>().RunAsync(new(purpose.Id, Active: false), Actors.Admin, CancellationToken.None)).Ok);
        await open.PressAsync("No more advertising by email");
        Assert.True((await portal.Get<ChangePurposeActivity>().RunAsync(new(purpose.Id, Active: true), Actors.Admin, CancellationToken.None)).Ok);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com"));

        Assert.True((await portal.Get<ChangeProfileActivity>().RunAsync(new(profile.Id, Active: false), Actors.Admin, CancellationToken.None)).Ok);
        await closed.PressAsync("No more advertising by email");

        Assert.Equal((HttpStatusCode.OK, "You are unsubscribed"), (closed.Status, closed.Title));
        Assert.Equal(2, (await portal.EventsAsync()).Count);
    }

    [Fact]
    public async Task A_decoration_says_nothing_and_words_of_another_language_keep_their_direction()
    {
        await using var portal = await WebPortal.StartAsync();
        var picture = (await portal.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "line.svg", BrandSamples.Svg(BrandSamples.Drawing)), Actors.Admin, CancellationToken.None)).Value;
        await portal.PublishesAsync(Designs.Plain with
        {
            Sections = [.. Designs.Plain.Sections, CenterSection.Of(SectionKind.Image) with { Image = picture }, CenterSection.Of(SectionKind.Text) with { Body = new("Ask us anything (really).") }],
        });
        using Reader reader = new(portal);

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}?lang=ar");

        Assert.Equal("", reader.Page.QuerySelector("figure img")!.GetAttribute("alt"));
        Assert.Equal(("en", "ltr"), (reader.Page.QuerySelector(".own p")!.GetAttribute("lang"), reader.Page.QuerySelector(".own p")!.GetAttribute("dir")));
    }

    private static async Task<List<string>> BoxesAsync(WebPortal portal)
    {
        using Reader reader = new(portal);
        return [.. (await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}")).Boxes.Select(b => b.Value).Order(StringComparer.Ordinal)];
    }
}
