using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Preferences;
using ConsentPortal.Web.Branding;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The form that an owner pasted into a site of their own: it carries what the hosted page carries, and starts the same double opt-in.</summary>
public sealed class SubscribeSnippetTests
{
    [Fact]
    public async Task In_every_language_it_offers_what_the_hosted_page_offers_with_the_same_words_and_nothing_is_ticked()
    {
        await using var portal = await SignUpScene.StartAsync();
        using Reader hosted = new(portal), elsewhere = new(portal);
        foreach (var language in Languages.Codes)
        {
            await hosted.OpenAsync($"/subscribe/default?lang={language}");
            elsewhere.Holds(await HtmlAsync(portal, language));

            Assert.Equal(hosted.Boxes.Select(b => b.Value), elsewhere.Boxes.Select(b => b.Value));
            Assert.Equal(Names(hosted).Where(n => n != "at"), Names(elsewhere));
            Assert.Equal(Field(hosted, "seen").Value, Field(elsewhere, "seen").Value);
            Assert.All([.. hosted.Page.QuerySelectorAll("form .version, form .hint, form legend, form .save, form .entry label, form .row .name:not(:has(.sr-only))")], e => Assert.Contains(Flat(e.TextContent), Flat(elsewhere.Page.Body!.TextContent), StringComparison.Ordinal));
            var form = elsewhere.Page.QuerySelector("form")!;
            Assert.Equal((language, Languages.Direction(language)), (form.GetAttribute("lang"), form.GetAttribute("dir")));
            Assert.Empty(elsewhere.Ticked);
            Assert.Empty(elsewhere.Page.QuerySelectorAll("script, [style], [onclick]"));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_typed_in_on_another_site_is_confirmed_by_its_code_in_the_language_of_the_form(DatabaseProvider provider)
    {
        await using var portal = await SignUpScene.StartAsync(provider);
        using Reader reader = new(portal);
        reader.Holds(await HtmlAsync(portal, "de"));
        reader.Tick("sms-1-1");
        reader.Type("phone", "+49 170 1234567");

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync(ReaderTexts.In("de", "Subscribe")));

        Assert.Equal(ReaderTexts.In("de", "One more step"), reader.Title);
        await portal.WorkAsync();
        Assert.False((await portal.ReasonAsync("+491701234567", topic: "newsletter", channel: Channel.Sms)).Allows());
        reader.Type("code", await portal.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync(ReaderTexts.In("de", "Confirm the number")));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("+491701234567", topic: "newsletter", channel: Channel.Sms));
        Assert.Equal("de", (await portal.EventsAsync())[^1].WordingLanguage);
    }

    [Fact]
    public async Task A_child_who_signs_up_on_another_site_and_the_guardian_are_asked_one_after_the_other()
    {
        await using var portal = await SignUpScene.StartAsync();
        using Reader reader = new(portal);
        reader.Holds(await HtmlAsync(portal, "en"));
        reader.Tick("email-1-1");
        reader.Tick("1");
        reader.Type("email", "kid@example.com");
        reader.Type("guardianEmail", "gail@example.com");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Subscribe"));
        Assert.Equal("kid@example.com", Field(reader, "email").Value); // our page goes on where theirs left off
        reader.Type("guardianName", "Gail");
        await reader.PressAsync("Subscribe");
        await portal.WorkAsync();

        await reader.OpenAsync(Recipients.LinkIn(Assert.Single(await portal.MailsAsync(ConfirmationMail.Kind)).Text));
        await reader.PressAsync("Yes, I confirm");
        Assert.DoesNotContain(await portal.EventsAsync(), e => e.NewStatus == ConsentStatus.OptedIn);
        await reader.OpenAsync(Recipients.LinkIn((await portal.MailsAsync(GuardianMail.Kind))[0].Text));
        await reader.PressAsync("Yes, I confirm");

        Assert.Equal(ActorKind.Guardian, (await portal.EventsAsync())[^1].ActorKind);
    }

    private static async Task<string> HtmlAsync(WebPortal portal, string language)
    {
        var view = await portal.Get<ReadSubscribePage>().RunAsync("default", language, CancellationToken.None);
        return new SnippetHtml(view!, language, $"{portal.Address}subscribe/default") { Policy = portal.Get<Brands>().Of("default").PrivacyPolicy }.ToString();
    }

    private static List<string> Names(Reader reader) => [.. reader.Page.QuerySelectorAll<IHtmlInputElement>("form input").Select(i => i.Name!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IHtmlInputElement Field(Reader reader, string name) => reader.Page.QuerySelector<IHtmlInputElement>($"input[name={name}]")!;

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
