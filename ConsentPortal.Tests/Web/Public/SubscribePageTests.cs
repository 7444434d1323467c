using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>Sign-up pages as a browser without script, a snippet on another site and a program meet them.</summary>
public sealed class SubscribePageTests
{
    private static readonly Uri Page = new("/subscribe/default", UriKind.Relative);

    [Theory, OnEveryDatabase]
    public async Task Somebody_signs_up_confirms_by_mail_and_is_a_lead(DatabaseProvider provider)
    {
        await using var portal = await SignUpScene.StartAsync(provider);
        using Reader reader = new(portal);
        await reader.OpenAsync("/subscribe/default");
        Assert.Empty(reader.Ticked);
        Assert.Empty(reader.Page.QuerySelectorAll("script"));

        reader.Tick("email-1-1");
        reader.Type("email", "ann@example.com");
        reader.Type("lastName", "Example");
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Subscribe"));

        Assert.Equal("Please look into your mailbox", reader.Title);
        await portal.WorkAsync();
        await reader.OpenAsync(Recipients.LinkIn(Assert.Single(await portal.MailsAsync(ConfirmationMail.Kind)).Text));
        await reader.PressAsync("Yes, I confirm");
        Assert.Equal("Thank you", reader.Title);
        await using var db = portal.NewDb();
        Assert.Equal("Example", (await db.Set<Contact>().SingleAsync()).Name);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
    }

    [Fact]
    public async Task The_answer_is_the_same_for_new_known_subscribed_suppressed_and_trapped_and_so_is_its_cost()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using CommandCount commands = new(portal.Folder);
        await portal.SaysAsync("fan@example.com", ConsentStatus.OptedIn, topic: "newsletter");
        await portal.SaysAsync("left@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "dead@example.com"), SuppressionScope.Address, null, SuppressionReason.HardBounce), Actors.Admin, CancellationToken.None);
        using var client = portal.NewClient();

        using var first = await client.PostAsync(Page, SignUpScene.Form(("on", "email-1-1"), ("email", "first@example.com"))); // whatever is read once
        List<string> bodies = [];
        List<int> costs = [];
        foreach (var address in new[] { "new@example.com", "fan@example.com", "left@example.com", "dead@example.com" })
        {
            var before = commands.Count;
            using var answer = await client.PostAsync(Page, SignUpScene.Form(("on", "email-1-1"), ("email", address)));
            costs.Add(commands.Count - before);
            bodies.Add($"{answer.StatusCode} {SignUpScene.WithoutTokens(await answer.Content.ReadAsStringAsync())}");
        }

        using var trapped = await client.PostAsync(Page, SignUpScene.Form(("on", "email-1-1"), ("email", "bot@example.com"), ("website", "http://spam.example")));
        bodies.Add($"{trapped.StatusCode} {SignUpScene.WithoutTokens(await trapped.Content.ReadAsStringAsync())}");

        Assert.Single(bodies.Distinct(StringComparer.Ordinal));
        Assert.StartsWith("OK", bodies[0], StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", bodies[0], StringComparison.Ordinal);
        Assert.True(costs[0] is > 0 and < 10, $"{costs[0]} commands");
        Assert.Single(costs.Distinct());
        await using var after = portal.NewDb();
        Assert.Equal(5, await after.Set<Subscription>().CountAsync()); // not the trapped one
    }

    [Fact]
    public async Task Ten_forms_in_ten_minutes_are_enough_for_one_network()
    {
        await using var portal = await SignUpScene.StartAsync();
        using var client = portal.NewClient();
        for (var i = 0; i < FormLimits.Most; i++)
        {
            using var one = await client.PostAsync(Page, SignUpScene.Form(("on", "email-1-1"), ("email", $"a{i}@example.com")));
            Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        }

        foreach (var path in new[] { "/subscribe/default", "/preferences/default", "/subscribe/default/again", "/subscribe/default/code" })
        {
            using var more = await client.PostAsync(new Uri(path, UriKind.Relative), SignUpScene.Form(("email", "ann@example.com")));
            Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
            Assert.NotNull(more.Headers.RetryAfter);
        }

        using var look = await client.GetAsync(Page);
        Assert.Equal(HttpStatusCode.OK, look.StatusCode); // looking is free
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_typed_stays()
    {
        await using var portal = await SignUpScene.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync("/subscribe/default");
        reader.Type("email", "ann@example");
        reader.Type("lastName", "<b>Example</b>");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Subscribe"));

        Assert.Contains("Tick at least one box.", reader.Words, StringComparison.Ordinal);
        Assert.Equal("true", reader.Page.QuerySelector("#email")!.GetAttribute("aria-invalid"));
        Assert.Equal("<b>Example</b>", reader.Page.QuerySelector("#lastName")!.GetAttribute("value"));
        Assert.Empty(reader.Page.QuerySelectorAll("b"));
    }

    [Fact]
    public async Task Looking_writes_nothing_closed_and_unknown_pages_are_one_and_the_page_is_small()
    {
        await using var portal = await SignUpScene.StartAsync();
        using var client = portal.NewClient();
        foreach (var path in new[] { "/subscribe/default", "/preferences/default" })
        {
            using var head = await client.SendAsync(new(HttpMethod.Head, new Uri(path, UriKind.Relative)));
            using var get = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (head.StatusCode, get.StatusCode));
            Assert.True((await get.Content.ReadAsStringAsync()).Length < 15_000);
            Assert.Contains("default-src 'none'", get.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.False(get.Headers.Contains("Set-Cookie"));
        }

        using var unknown = await client.GetAsync(new Uri("/subscribe/nowhere", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        await using var db = portal.NewDb();
        Assert.Empty(await db.Set<Subscription>().ToListAsync());
    }
}
