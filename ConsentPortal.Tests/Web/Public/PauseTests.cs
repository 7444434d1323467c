using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>A rest from commercial messages that unsubscribes nothing.</summary>
public sealed class PauseTests
{
    [Theory, OnEveryDatabase]
    public async Task A_pause_stops_commercial_messages_until_its_day_and_undo_takes_it_back(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com", topic: "newsletter")}");

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Pause for 30 days"));

        Assert.Equal("Paused", reader.Title);
        Assert.Equal("status", reader.Page.QuerySelector(".saved")!.GetAttribute("role"));
        var until = DateTimeOffset.UtcNow.AddDays(30).ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
        Assert.Contains(until, reader.Words, StringComparison.Ordinal);
        Assert.Equal(ReasonCode.Paused, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com", "transactional"));
        Assert.Contains("email-1-0", reader.Ticked); // agreed as before
        var happened = Assert.Single(await portal.EventsAsync());
        Assert.Equal((false, "pause_30", ConsentStatus.NotSet), (happened.StatesStatus, happened.Reason, happened.NewStatus));

        var receipt = reader.Href("to read or print");
        await reader.PressAsync("Undo");
        Assert.Equal("Taken back", reader.Title);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Contains("Paused until", (await reader.OpenAsync(receipt)).Words, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_our_own_page_ends_a_pause_and_what_was_refused_stays_refused(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        await (await reader.OpenAsync($"/u/{token}")).PressAsync("Pause for 90 days");
        Assert.Equal(ReasonCode.Paused, await portal.ReasonAsync("ann@example.com"));

        Assert.Equal(HttpStatusCode.BadRequest, await reader.PressAsync("End the pause now", without: "__RequestVerificationToken"));
        Assert.Equal(ReasonCode.Paused, await portal.ReasonAsync("ann@example.com"));

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("End the pause now"));
        Assert.Equal("The pause has ended", reader.Title);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.True(reader.Sees("Pause for 30 days"));

        await reader.PressAsync("Undo"); // the end of the pause is a save like every other
        Assert.Equal(ReasonCode.Paused, await portal.ReasonAsync("ann@example.com"));
    }

    [Fact]
    public async Task No_other_length_can_be_asked_for_and_a_page_without_the_section_offers_none()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        await reader.OpenAsync($"/u/{token}");
        reader.Page.QuerySelector("input[name=days]")!.SetAttribute("value", "3650");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Pause for 30 days"));
        Assert.Empty(await portal.EventsAsync());

        await portal.ShowsAsync(s => s with { Pause = false });
        Assert.False((await reader.OpenAsync($"/u/{token}")).Sees("Pause for 30 days"));
    }
}
