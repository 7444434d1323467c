using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>What follows a sign-up form: the code of a number, the guardian of a child, a link that came too late.</summary>
public sealed class SubscribeAnswerTests
{
    private static readonly Uri Page = new("/subscribe/default", UriKind.Relative);

    [Fact]
    public async Task A_number_is_confirmed_on_the_answer_page_by_the_code_and_by_nothing_else()
    {
        await using var portal = await SignUpScene.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync("/subscribe/default");
        reader.Tick("sms-1-1");
        reader.Type("phone", "+49 170 1234567");
        await reader.PressAsync("Subscribe");
        Assert.Equal("One more step", reader.Title);
        await portal.WorkAsync();

        reader.Type("code", "12");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Confirm the number"));
        Assert.Contains("This code is wrong", reader.Words, StringComparison.Ordinal);
        var code = await portal.CodeAsync();
        reader.Type("code", code);
        Assert.Equal(HttpStatusCode.BadRequest, await reader.PressAsync("Confirm the number", without: "__RequestVerificationToken"));
        reader.Type("code", code);
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Confirm the number"));

        Assert.Equal("Thank you", reader.Title);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("+491701234567", topic: "newsletter", channel: Channel.Sms));
    }

    [Fact]
    public async Task A_link_that_came_too_late_offers_a_new_mail()
    {
        TestClock clock = new();
        await using var portal = await SignUpScene.StartAsync(clock: clock);
        using Reader reader = new(portal);
        using var client = portal.NewClient();
        using var sent = await client.PostAsync(Page, SignUpScene.Form(("on", "email-1-1"), ("email", "ann@example.com")));
        await portal.WorkAsync();
        var late = Recipients.LinkIn(Assert.Single(await portal.MailsAsync(ConfirmationMail.Kind)).Text);
        clock.Advance(TimeSpan.FromDays(8));

        await reader.OpenAsync(late);
        Assert.Equal((HttpStatusCode.NotFound, "This link is out of date"), (reader.Status, reader.Title));
        await reader.PressAsync("Send me a new mail");

        Assert.Equal("Please look into your mailbox", reader.Title);
        await reader.OpenAsync(Recipients.LinkIn((await portal.MailsAsync(ConfirmationMail.Kind))[0].Text));
        Assert.Equal("Please confirm", reader.Title);
    }

    [Fact]
    public async Task A_child_is_told_that_the_guardian_is_asked()
    {
        await using var portal = await SignUpScene.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync("/subscribe/default");
        reader.Tick("email-1-1");
        reader.Tick("1");
        reader.Type("email", "kid@example.com");
        reader.Type("guardianName", "Gail");
        reader.Type("guardianEmail", "gail@example.com");
        await reader.PressAsync("Subscribe");
        await portal.WorkAsync();
        await reader.OpenAsync(Recipients.LinkIn((await portal.MailsAsync(ConfirmationMail.Kind))[0].Text));
        await reader.PressAsync("Yes, I confirm");
        Assert.Contains("Now we ask your parent or guardian", reader.Words, StringComparison.Ordinal);

        await reader.OpenAsync(Recipients.LinkIn((await portal.MailsAsync(GuardianMail.Kind))[0].Text));
        await reader.PressAsync("Yes, I confirm");

        Assert.Equal("Thank you", reader.Title);
        Assert.Equal(ActorKind.Guardian, (await portal.EventsAsync())[^1].ActorKind);
    }
}
