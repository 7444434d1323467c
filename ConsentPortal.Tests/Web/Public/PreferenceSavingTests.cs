using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The forms of the preference center, sent as a browser without script sends them.</summary>
public sealed class PreferenceSavingTests
{
    [Theory, OnEveryDatabase]
    public async Task One_press_stops_everything_and_the_answer_takes_it_back_once(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedIn, "tracking");
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Unsubscribe from everything"));

        Assert.Equal("You are unsubscribed", reader.Title);
        Assert.Equal(["email-2-0"], reader.Ticked); // receipts go on
        Assert.False(reader.Sees("Unsubscribe from everything"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        var undo = reader.Page.QuerySelector(".saved form")!.GetAttribute("action")!;
        await reader.PressAsync("Undo");
        Assert.Equal("Taken back", reader.Title);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("ann@example.com", "tracking"));
        await reader.OpenAsync(undo);
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
    }

    [Theory, OnEveryDatabase]
    public async Task For_all_brands_a_marketing_suppression_is_added_and_undo_ends_it(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        await reader.PressAsync("Stop it for all brands");

        Assert.Equal("You are unsubscribed from all our brands", reader.Title);
        Assert.Equal(ReasonCode.Suppressed, await portal.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com", "transactional"));
        await reader.PressAsync("Undo");
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com"));
    }

    [Fact]
    public async Task Refusing_takes_one_press_and_agreeing_a_tick_a_save_and_a_confirmation()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com", topic: "newsletter");
        await reader.OpenAsync($"/u/{token}");

        await reader.PressAsync("Only from Newsletter");

        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com", topic: "product-updates"));
        Assert.Contains("Newsletter", reader.Page.QuerySelector(".saved")!.TextContent, StringComparison.Ordinal);
        reader.Tick("email-1-1");
        await reader.SaveAsync();
        Assert.Equal("One more step", reader.Title);
        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Single(await portal.MailsAsync(ConfirmationMail.Kind));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_what_the_reader_changed_is_written_even_where_others_changed_things_meanwhile(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "newsletter"); // still ticked on the open page

        reader.Tick("email-1-2", on: false);
        await reader.SaveAsync();

        var written = Assert.Single(await portal.EventsAsync(), e => e.Source == ChoiceWriter.Source);
        Assert.Equal((ConsentStatus.OptedOut, ConsentAction.Ticked, ActorKind.Subject, false), (written.NewStatus, written.Action, written.ActorKind, written.Doubtful));
        Assert.Equal(ChoiceWording.Version, written.PreferenceCenterVersion);
        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.DoesNotContain("email-1-1", reader.Ticked);
    }

    [Fact]
    public async Task Saving_without_a_change_says_so_and_writes_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.Equal(HttpStatusCode.OK, await reader.SaveAsync());

        Assert.Equal("Nothing was changed", reader.Title);
        Assert.Empty(await portal.EventsAsync());
        Assert.False(reader.Sees("Undo"));
    }

    [Fact]
    public async Task A_form_that_does_not_prove_our_page_switches_off_and_never_on()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        reader.Tick("email-1-1");
        reader.Tick("email-1-2", on: false);

        Assert.Equal(HttpStatusCode.BadRequest, await reader.PressAsync("Save my choices", without: "__RequestVerificationToken"));

        Assert.Equal("Saved in part", reader.Title);
        Assert.NotNull(reader.Page.QuerySelector("#n-email-1-1 .error"));
        Assert.Contains("email-1-1", reader.Ticked); // what was wanted is not lost
        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync("ann@example.com", topic: "product-updates"));
        Assert.Empty(await portal.MailsAsync(ConfirmationMail.Kind));
    }

    [Fact]
    public async Task Opt_outs_need_no_cookie_and_undo_needs_one()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        reader.DropCookies();

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Unsubscribe from everything"));
        reader.DropCookies();
        Assert.Equal(HttpStatusCode.BadRequest, await reader.PressAsync("Undo"));

        Assert.Equal("Please try again", reader.Title);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com"));
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Try again")); // with the cookie of the page just shown
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com"));
    }

    [Fact]
    public async Task A_topic_under_a_purpose_that_is_off_asks_for_the_purpose_too()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        reader.Tick("email-1-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.SaveAsync());

        Assert.Contains("tick that box too", reader.Page.QuerySelector("#n-email-1-1 .error")!.TextContent, StringComparison.Ordinal);
        reader.Tick("email-1-0");
        Assert.Equal(HttpStatusCode.OK, await reader.SaveAsync());
        Assert.Single(await portal.MailsAsync(ConfirmationMail.Kind));
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();
        using var answer = await client.PostAsync(new Uri($"/u/{await portal.TokenAsync("ann@example.com")}/choices", UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Empty(await portal.EventsAsync());
    }
}
