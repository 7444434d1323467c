using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>A number is switched on on its own preference page: by the code that goes to it, and by nothing else.</summary>
public sealed class NumberChoiceTests
{
    private const string Number = "+491701234567", Confirm = "Confirm the number";

    [Theory, OnEveryDatabase]
    public async Task What_is_ticked_for_a_number_counts_once_its_code_is_typed_in(DatabaseProvider provider)
    {
        await using var portal = await SignUpScene.StartAsync(provider);
        using var reader = await OpenAsync(portal);
        reader.Tick("sms-1-1");
        Assert.Equal(HttpStatusCode.OK, await reader.SaveAsync());

        Assert.Equal("One more step", reader.Title);
        Assert.Contains("text message to +49…67", reader.Words, StringComparison.Ordinal);
        Assert.False((await ReasonAsync(portal)).Allows());
        reader.Type("code", "12");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync(Confirm));
        Assert.Contains("This code is wrong", reader.Words, StringComparison.Ordinal);
        var code = await portal.CodeAsync();
        reader.Type("code", code);
        Assert.Equal(HttpStatusCode.BadRequest, await reader.PressAsync(Confirm, without: "__RequestVerificationToken"));
        Assert.False((await ReasonAsync(portal)).Allows());
        reader.Type("code", code);
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync(Confirm));

        Assert.Equal("Thank you", reader.Title);
        Assert.Equal(ReasonCode.AllowedOptedIn, await ReasonAsync(portal));
        Assert.Contains("sms-1-1", reader.Ticked);
        var events = await portal.EventsAsync();
        Assert.Equal([ConsentStatus.Pending, ConsentStatus.OptedIn], events.Select(e => e.NewStatus));
        Assert.Equal((ConsentAction.Confirmed, ActorKind.Subject, ChoiceWording.Version), (events[1].Action, events[1].ActorKind, events[1].WordingVersion));
        Assert.NotNull(events[1].ConfirmedAt);
        Assert.Equal(events[0].WordingSha256, events[1].WordingSha256); // the words that stood beside the box
        await reader.OpenAsync(reader.Href("to read or print"));
        Assert.Contains("Newsletter", reader.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_confirms_what_was_ticked_with_it_and_not_what_somebody_else_ticked_before()
    {
        await using var portal = await SignUpScene.StartAsync();
        using var stranger = await OpenAsync(portal); // a forwarded message
        stranger.Tick("sms-1-1");
        await stranger.SaveAsync();
        using var owner = await OpenAsync(portal);
        Assert.Contains("Waiting for the code from the text message.", owner.Words, StringComparison.Ordinal);
        owner.Tick("sms-1-2");
        await owner.SaveAsync();
        var code = await portal.CodeAsync();

        stranger.Type("code", code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await stranger.PressAsync(Confirm));
        owner.Type("code", code);
        Assert.Equal(HttpStatusCode.OK, await owner.PressAsync(Confirm));

        Assert.Equal(ReasonCode.AllowedOptedIn, await ReasonAsync(portal, "product-updates"));
        Assert.False((await ReasonAsync(portal)).Allows());
    }

    [Fact]
    public async Task An_opt_out_that_came_after_the_question_is_not_undone_by_the_code()
    {
        await using var portal = await SignUpScene.StartAsync();
        using var reader = await OpenAsync(portal);
        reader.Tick("sms-1-1");
        await reader.SaveAsync();
        await portal.SaysAsync(Number, ConsentStatus.OptedOut, topic: "newsletter");

        reader.Type("code", await portal.CodeAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync(Confirm));

        Assert.Equal(ReasonCode.TopicOptedOut, await ReasonAsync(portal));
    }

    [Fact]
    public async Task The_yes_names_the_page_on_which_it_was_ticked()
    {
        await using var portal = await SignUpScene.StartAsync();
        await portal.PublishesAsync(Designs.Plain.With(SectionKind.Heading, s => s with { Title = Designs.Everywhere("Your choice") }));
        using var reader = await OpenAsync(portal);
        reader.Tick("sms-1-1");
        await reader.SaveAsync();
        await portal.PublishesAsync(Designs.Plain.With(SectionKind.Heading, s => s with { Title = Designs.Everywhere("Choose") }));

        reader.Type("code", await portal.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync(Confirm));

        Assert.All(await portal.EventsAsync(), e => Assert.EndsWith("@1", e.PreferenceCenterVersion, StringComparison.Ordinal));
        Assert.All(await portal.EventsAsync(), e => Assert.StartsWith("center-", e.PreferenceCenterVersion, StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task One_code_confirms_both_channels_of_a_number_and_undo_takes_both_back(DatabaseProvider provider)
    {
        await using var portal = await SignUpScene.StartAsync(provider);
        await portal.TokenAsync(Number, channel: Channel.Voice);
        using var reader = await OpenAsync(portal);
        reader.Tick("sms-1-1");
        reader.Tick("voice-1-1");
        await reader.SaveAsync();
        await using (var db = portal.NewDb())
        {
            Assert.Equal(1, await db.Set<TextMessage>().CountAsync());
        }

        reader.Type("code", await portal.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync(Confirm));
        Assert.Equal((ReasonCode.AllowedOptedIn, ReasonCode.AllowedOptedIn), (await ReasonAsync(portal), await ReasonAsync(portal, channel: Channel.Voice)));

        await reader.PressAsync("Undo");
        Assert.False((await ReasonAsync(portal)).Allows());
        Assert.False((await ReasonAsync(portal, channel: Channel.Voice)).Allows());
    }

    [Fact]
    public async Task A_new_code_takes_the_place_of_the_old_one_and_five_an_hour_are_enough()
    {
        await using var portal = await SignUpScene.StartAsync();
        using var reader = await OpenAsync(portal);
        reader.Tick("sms-1-1");
        await reader.SaveAsync();
        var first = await portal.CodeAsync();
        await reader.PressAsync("Send it again");
        Assert.Contains("a new message is on its way", reader.Words, StringComparison.Ordinal);
        var second = await portal.CodeAsync();
        reader.Type("code", first == second ? "000000" : first);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync(Confirm));
        for (var i = 2; i < AddressCode.MaxPerHour; i++)
        {
            await reader.PressAsync("Send it again");
        }

        using var again = await OpenAsync(portal);
        again.Tick("sms-1-1");
        await again.SaveAsync();
        Assert.Contains("Not asked again: +49…67 has already got five codes within an hour.", again.Words, StringComparison.Ordinal);
        Assert.False(again.Sees(Confirm));
        reader.Type("code", await portal.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync(Confirm));
    }

    private static async Task<Reader> OpenAsync(WebPortal portal) => await new Reader(portal).OpenAsync($"/u/{await portal.TokenAsync(Number, channel: Channel.Sms)}");

    private static Task<ReasonCode> ReasonAsync(WebPortal portal, string topic = "newsletter", Channel channel = Channel.Sms) => portal.ReasonAsync(Number, topic: topic, channel: channel);
}
