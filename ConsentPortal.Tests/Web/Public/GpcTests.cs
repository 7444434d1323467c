using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>Global Privacy Control: shown at once, recorded with the next press, over an earlier yes too.</summary>
public sealed class GpcTests
{
    private const string Signal = "Sec-GPC";

    [Theory]
    [InlineData(true, "1")]
    [InlineData(false, "0")]
    [InlineData(false, "true")]
    [InlineData(false, "\"1\"")]
    [InlineData(false, "")]
    [InlineData(false)]
    [InlineData(true, "0", "1")]
    [InlineData(true, "1", "0")]
    [InlineData(false, "0", "0")]
    [InlineData(false, "0, 1")]
    public void The_signal_is_on_for_a_line_that_is_one_and_for_nothing_else(bool on, params string[] lines)
    {
        DefaultHttpContext context = new();
        if (lines.Length > 0)
        {
            context.Request.Headers[Signal] = new StringValues(lines);
        }

        Assert.Equal(on, Gpc.In(context.Request));
    }

    [Theory, OnEveryDatabase]
    public async Task Fifty_looks_with_the_signal_write_nothing_and_the_first_press_writes_it_down(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.SellsAsync();
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedIn, Centers.Sale);
        using Reader reader = new(portal);
        using var client = portal.NewClient();
        reader.Sends(Signal, "1");
        var token = await portal.TokenAsync("ann@example.com");
        for (var look = 0; look < 50; look++)
        {
            using HttpRequestMessage request = new(look % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, $"/u/{token}{(look % 5) switch { 3 => "/signal", 4 => "/pause", _ => "" }}");
            request.Headers.TryAddWithoutValidation(Signal, "1");
            using var answer = await client.SendAsync(request);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }

        await reader.OpenAsync($"/u/{token}");
        Assert.Contains("It is still on. We switch it off with whatever you press on this page. You had allowed it before; your browser counts more.", reader.Words, StringComparison.Ordinal);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("ann@example.com", Centers.Sale));
        Assert.Single(await portal.EventsAsync());

        await reader.PressAsync("Switch it off now");

        var happened = (await portal.EventsAsync())[^1];
        Assert.Equal((ConsentAction.Gpc, "gpc", ConsentStatus.OptedOut, "gpc@1"), (happened.Action, happened.Source, happened.NewStatus, happened.WordingVersion));
        Assert.Contains("Because your browser asks for it, this is off now: Sale and sharing", reader.Words, StringComparison.Ordinal);
        Assert.Contains("We have switched that off.", reader.Words, StringComparison.Ordinal);
        Assert.Contains("by the signal of your browser", (await reader.OpenAsync(reader.Href("to read or print"))).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pause for 30 days")]
    [InlineData("Save my choices")]
    [InlineData("Only from Newsletter")]
    [InlineData("Unsubscribe from everything")]
    public async Task Whatever_is_pressed_switches_it_off(string button)
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SellsAsync();
        using Reader reader = new(portal);
        reader.Sends(Signal, "1");
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com", topic: "newsletter")}");

        await reader.PressAsync(button);

        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", Centers.Sale));
        Assert.Contains("We have switched that off.", reader.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_that_unsubscribes_its_user_speaks_for_no_browser_and_no_box_overrules_one()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SellsAsync();
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.Add(Signal, "1");
        var token = await portal.TokenAsync("ann@example.com");
        using var answer = await client.OneClickAsync(token);
        Assert.DoesNotContain(await portal.EventsAsync(), e => e.Source == "gpc");

        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{token}");
        var box = reader.Boxes.Single(b => b.Value.StartsWith("none-", StringComparison.Ordinal)).Value;
        reader.Tick(box, on: true);
        reader.Sends(Signal, "1"); // switched on while the page was open
        await reader.SaveAsync();
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", Centers.Sale));
        Assert.True(reader.Boxes.Single(b => b.Value == box).IsDisabled);
    }

    [Fact]
    public async Task Taking_a_save_back_restores_the_yes_but_not_against_the_browser()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SellsAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        reader.Sends(Signal, "1");
        await (await reader.OpenAsync($"/u/{token}")).PressAsync("Switch it off now");
        await reader.PressAsync("Undo");
        Assert.Contains("Sale and sharing of your data stays off", reader.Words, StringComparison.Ordinal);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", Centers.Sale));

        var other = await portal.TokenAsync("ben@example.com");
        await (await reader.OpenAsync($"/u/{other}")).PressAsync("Switch it off now");
        reader.Sends(Signal, null);
        await reader.PressAsync("Undo");
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ben@example.com", Centers.Sale));
    }

    [Fact]
    public async Task The_site_says_that_it_heeds_the_signal()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();

        using var answer = await client.GetAsync(new Uri("/.well-known/gpc.json", UriKind.Relative));

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var said = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(said.GetProperty("gpc").GetBoolean());
        Assert.True(DateOnly.TryParseExact(said.GetProperty("lastUpdate").GetString(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _));
    }

    [Fact]
    public async Task Without_such_a_use_the_page_says_so_and_without_the_signal_it_says_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        Assert.DoesNotContain("Your browser asks", (await reader.OpenAsync($"/u/{token}")).Words, StringComparison.Ordinal);

        reader.Sends(Signal, "1");
        Assert.Contains("there is nothing to switch off", (await reader.OpenAsync($"/u/{token}")).Words, StringComparison.Ordinal);
        Assert.Contains(ConsentPortal.Core.Preferences.BrowserSignal.Source, Word.All<ConsentAction>());
    }
}
