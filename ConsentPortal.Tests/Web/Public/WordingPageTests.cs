using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>What a reader agrees to always names the version of the words that stood beside the box.</summary>
public sealed class WordingPageTests
{
    private const string Updates = "email-1-2", First = "Yes, tell me about new products.", Second = "Yes, tell me about new products, twice a year.";

    [Theory, OnEveryDatabase]
    public async Task The_event_keeps_the_version_that_was_shown_even_if_a_newer_one_was_published_before_saving(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await PublishAsync(portal, First);
        using Reader reader = new(portal);
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "product-updates");
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        Assert.Contains(First, reader.Words, StringComparison.Ordinal);
        await PublishAsync(portal, Second, opened: 1);

        reader.Tick(Updates);
        Assert.Equal(HttpStatusCode.OK, await reader.SaveAsync());

        var pending = (await portal.EventsAsync())[^1];
        Assert.Equal((ConsentStatus.Pending, "wording-1-2-en@1", "en"), (pending.NewStatus, pending.WordingVersion, pending.WordingLanguage));
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(First)), pending.WordingSha256);
        Assert.Contains(Second, reader.Words, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_mail_and_its_page_show_the_words_and_the_confirmation_keeps_their_version(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await PublishAsync(portal, First);
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "product-updates");
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        reader.Tick(Updates);
        await reader.SaveAsync();
        await PublishAsync(portal, Second, opened: 1);

        var mail = (await portal.MailsAsync(ConfirmationMail.Kind))[0];
        Assert.Contains(First, mail.Text, StringComparison.Ordinal);
        await reader.OpenAsync(Recipients.LinkIn(mail.Text));
        Assert.Contains(First, reader.Words, StringComparison.Ordinal);
        await reader.PressAsync("Yes, I confirm");

        var confirmed = (await portal.EventsAsync())[^1];
        Assert.Equal((ConsentStatus.OptedIn, "wording-1-2-en@1", "en"), (confirmed.NewStatus, confirmed.WordingVersion, confirmed.WordingLanguage));
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(First)), confirmed.WordingSha256);
    }

    [Fact]
    public async Task A_yes_to_words_that_the_page_never_shows_is_refused_and_a_no_is_saved_all_the_same()
    {
        await using var portal = await WebPortal.StartAsync();
        await PublishAsync(portal, First);
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "product-updates");
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        var shown = reader.Page.QuerySelectorAll<IHtmlInputElement>("form.choices input[name=shown]").First();
        Assert.Contains($"{Updates}=0=wording-1-2-en@1", shown.Value, StringComparison.Ordinal);
        shown.Value = shown.Value.Replace("wording-1-2-en@1", "wording-1-2-en@9", StringComparison.Ordinal).Replace("email-1-1=1", "email-1-1=1=wording-9-9-en@1", StringComparison.Ordinal);

        reader.Tick(Updates);
        reader.Tick("email-1-1", on: false);
        await reader.SaveAsync();

        Assert.Contains("the words beside this box have changed", reader.Words, StringComparison.Ordinal);
        var events = (await portal.EventsAsync()).Skip(1).ToList();
        Assert.Equal((ConsentStatus.OptedOut, ChoiceWording.Version), (Assert.Single(events).NewStatus, events[0].WordingVersion));
    }

    [Fact]
    public async Task A_reader_whose_language_has_no_words_sees_the_english_ones_marked_as_english()
    {
        await using var portal = await WebPortal.StartAsync();
        await PublishAsync(portal, First);
        using Reader reader = new(portal, "de-DE");
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.Equal("en", reader.Page.QuerySelectorAll(".hint").Single(h => h.TextContent == First).GetAttribute("lang"));
    }

    private static async Task PublishAsync(WebPortal portal, string text, string language = "en", int opened = 0)
    {
        var purpose = (await portal.Get<Rulebooks>().FreshAsync(default)).Purpose("commercial")!;
        Assert.True((await portal.Get<PublishWording>().RunAsync(new(purpose.Id, purpose.Topics[1].Id, language, text, opened), Actors.Admin, default)).Ok);
    }
}
