using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The link of a confirmation mail: it asks on GET and acts on POST only.</summary>
public sealed class ConfirmPageTests
{
    [Theory, OnEveryDatabase]
    public async Task An_opt_in_counts_once_the_address_has_pressed_the_button_of_its_own_mail(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using Reader reader = new(portal);
        var link = await AskAsync(portal, reader);
        using var scanner = portal.NewClient();
        for (var look = 0; look < 50; look++)
        {
            using HttpRequestMessage request = new(look % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, link);
            using var answer = await scanner.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.ReasonAsync("ann@example.com", "tracking"));
        await reader.OpenAsync(link);
        Assert.Equal("Please confirm", reader.Title);
        Assert.Contains("a…@e….com", reader.Words, StringComparison.Ordinal);
        await reader.PressAsync("Yes, I confirm");

        Assert.Equal("Thank you", reader.Title);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("ann@example.com", "tracking"));
        var happened = (await portal.EventsAsync())[^1];
        Assert.Equal((ConsentAction.Confirmed, ActorKind.Subject), (happened.Action, happened.ActorKind));
        Assert.NotNull(happened.ConfirmedAt);
        await reader.OpenAsync(reader.Href("To your preferences"));
        Assert.Contains("email-3-0", reader.Ticked);
        await reader.OpenAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, reader.Status); // single use
    }

    [Fact]
    public async Task Without_the_proof_that_it_came_from_our_page_nothing_is_confirmed_and_the_link_still_works()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var link = await AskAsync(portal, reader);
        await reader.OpenAsync(link);
        reader.DropCookies();

        Assert.Equal(HttpStatusCode.BadRequest, await reader.PressAsync("Yes, I confirm"));

        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.ReasonAsync("ann@example.com", "tracking"));
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Try again"));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("ann@example.com", "tracking"));
    }

    [Fact]
    public async Task Undo_in_the_answer_withdraws_the_question_too()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var link = await AskAsync(portal, reader);

        await reader.PressAsync("Undo");
        await reader.OpenAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.ReasonAsync("ann@example.com", "tracking"));
    }

    [Fact]
    public async Task A_fourth_question_in_a_day_is_not_mailed_and_the_page_says_so()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(portal, reader);
        }

        reader.Tick("email-3-0");
        await reader.SaveAsync();

        Assert.Contains("three of these mails today", reader.Words, StringComparison.Ordinal);
        Assert.Equal(3, (await portal.MailsAsync(ConfirmationMail.Kind)).Count);
    }

    [Fact]
    public async Task Mail_and_page_speak_german_to_who_reads_german()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal, "de-DE");
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        reader.Tick("email-3-0");
        await reader.PressAsync("Auswahl speichern");

        Assert.Equal("Nur noch ein Schritt", reader.Title);
        var mail = Assert.Single(await portal.MailsAsync(ConfirmationMail.Kind));
        Assert.StartsWith("Bitte bestätigen", mail.Subject, StringComparison.Ordinal);
        await reader.OpenAsync(Recipients.LinkIn(mail.Text));
        await reader.PressAsync("Ja, ich bestätige");
        Assert.Equal("Vielen Dank", reader.Title);
    }

    // ticks tracking on the page; answers the path of the mailed link
    private static async Task<string> AskAsync(WebPortal portal, Reader reader)
    {
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        reader.Tick("email-3-0");
        Assert.Equal(HttpStatusCode.OK, await reader.SaveAsync());
        return Recipients.LinkIn((await portal.MailsAsync(ConfirmationMail.Kind))[0].Text);
    }
}
