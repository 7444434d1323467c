using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>Numbers, erased addresses, closed profiles, links that are not ours.</summary>
public sealed class PreferenceEdgeTests
{
    [Fact]
    public async Task A_number_shows_both_phone_channels_and_switches_nothing_on()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SaysAsync("+4917012345678", ConsentStatus.OptedIn);
        await portal.TokenAsync("+4917012345678", channel: Channel.Voice);
        var token = await portal.TokenAsync("+4917012345678", channel: Channel.Sms);
        using Reader reader = new(portal);

        await reader.OpenAsync($"/u/{token}");

        Assert.False(reader.Boxes.Single(b => b.Value == "sms-1-0").IsDisabled);
        Assert.True(reader.Boxes.Single(b => b.Value == "voice-1-0").IsDisabled);
        Assert.Equal("phone-note", reader.Boxes.Single(b => b.Value == "voice-1-0").GetAttribute("aria-describedby"));
        Assert.NotNull(reader.Page.QuerySelector("#phone-note"));
        reader.Tick("sms-1-0", on: false);
        await reader.SaveAsync();
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("+4917012345678", channel: Channel.Sms));
        reader.Tick("sms-1-0"); // the box is off limits now; a forged form is refused as well
        reader.Boxes.Single(b => b.Value == "sms-1-0").IsDisabled = false;
        reader.Page.QuerySelector("form.choices input[name=shown]")!.SetAttribute("value", "sms-1-0=0");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.SaveAsync());
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("+4917012345678", channel: Channel.Sms));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erased_address_or_a_closed_profile_leaves_the_reader_the_button_that_stops_everything(bool erased)
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        if (erased)
        {
            await portal.EraseAsync(token);
        }
        else
        {
            await portal.RuleAsync(async (db, make) => make.Turn(await db.Set<ComplianceProfile>().Include(p => p.States).SingleAsync(), active: false, doubleOptIn: false));
        }

        await reader.OpenAsync($"/u/{token}");
        Assert.Empty(reader.Boxes);
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Unsubscribe from everything"));

        var events = await portal.EventsAsync();
        Assert.Equal(2, events.Count); // commercial and tracking
        Assert.All(events, e => Assert.Equal(ConsentStatus.OptedOut, e.NewStatus));
    }

    [Fact]
    public async Task A_link_that_is_not_ours_gets_one_neutral_page_and_after_sixty_of_them_a_pause()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        HashSet<string> said = [];
        foreach (var path in new[] { $"/u/{token[..^1]}{(token[^1] == 'A' ? 'z' : 'A')}", "/u/nonsense", "/c/nonsense", "/c/undo/nonsense", "/u/receipt/nonsense", $"/u/receipt/{token[..30]}" })
        {
            await reader.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, reader.Status);
            said.Add(reader.Words);
        }

        Assert.Contains("This link does not work", Assert.Single(said), StringComparison.Ordinal);
        for (var i = 0; i < UnknownTokens.PerMinute; i++)
        {
            await reader.OpenAsync("/u/nonsense");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, reader.Status);
        await reader.OpenAsync($"/u/{token}");
        Assert.Equal(HttpStatusCode.OK, reader.Status);
    }
}
