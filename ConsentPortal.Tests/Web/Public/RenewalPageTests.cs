using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The link of a renewal mail, and what the preference page says of an end.</summary>
public sealed class RenewalPageTests
{
    [Theory, OnEveryDatabase]
    public async Task Looking_renews_nothing_and_the_button_does(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        var end = await SaysAsync(portal, "ann@example.com", 10);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        Assert.Contains("Your consent is valid until", reader.Words, StringComparison.Ordinal);
        var link = await AskAsync(portal);
        using var scanner = portal.NewClient();
        for (var look = 0; look < 10; look++)
        {
            using HttpRequestMessage request = new(look % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, link);
            using var answer = await scanner.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(end, await EndAsync(portal));
        await reader.OpenAsync(link);
        Assert.Equal("Shall it go on?", reader.Title);
        Assert.Contains("a…@e….com", reader.Words, StringComparison.Ordinal);
        await reader.PressAsync("Yes, go on");

        Assert.Equal("Thank you", reader.Title);
        Assert.Null(await EndAsync(portal)); // the purpose has no validity here, so a yes said outright has no end
        await reader.OpenAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
    }

    [Fact]
    public async Task What_has_ended_is_called_ended_and_not_refused()
    {
        await using var portal = await WebPortal.StartAsync();
        await SaysAsync(portal, "ann@example.com", -3);
        using Reader reader = new(portal);

        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        Assert.Contains("Your consent ended on", reader.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_states_on_what_an_opt_in_rests()
    {
        await using var portal = await WebPortal.StartAsync();
        var profile = (await RulesAsync(portal)).Profile("default")!;
        await portal.Get<SetValidity>().RunAsync(new(profile.Id, profile.Version, (await RulesAsync(portal)).Purpose("commercial")!.Id, new(null, 24)), Actors.Admin, default);
        using var crm = await portal.ProgramAsync("consent:write");
        object Item(string basis) => new { channel = "email", address = "ann@example.com", profile = "default", purpose = "commercial", status = "optedIn", occurredAt = "2026-01-31T00:00:00Z", basis };

        var answer = await crm.PostAsync("consent/events", new { items = new[] { Item("impliedPurchase"), Item("impliedInquiry"), Item("guessed") } });

        Assert.Equal(["recorded", "invalid", "invalid"], answer.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("outcome").GetString()));
        Assert.Equal(new DateTimeOffset(2028, 1, 31, 0, 0, 0, TimeSpan.Zero), await EndAsync(portal));
    }

    private static async Task<DateTimeOffset> SaysAsync(WebPortal portal, string address, int days)
    {
        var end = Clock.Cut(DateTimeOffset.UtcNow.AddDays(days));
        ConsentStatement item = new()
        {
            Channel = Channel.Email, Address = address, Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn, ActorKind = ActorKind.Subject, OccurredAt = end.AddDays(-30), ValidUntil = end,
        };
        Assert.Equal(RecordOutcome.Recorded, (await portal.Get<RecordConsent>().RunAsync(new([item]), Actors.Crm, default)).Value[0].Outcome);
        return end;
    }

    private static async Task<string> AskAsync(WebPortal portal)
    {
        await using (var db = portal.NewDb())
        {
            var profile = await db.Set<ComplianceProfile>().SingleAsync(p => p.Code == "default");
            (profile.CompanyName, profile.PostalAddress) = ("Example Ltd", "1 Example Street");
            db.Announce(new RulebookEvent("rulebook.changed", "0"), Actors.Admin);
            await db.SaveChangesAsync();
        }

        var rules = await RulesAsync(portal);
        Assert.True((await portal.Get<StartRenewal>().RunAsync(new(rules.Profile("default")!.Id, rules.Purpose("commercial")!.Id, LapseWindow.Days30), Actors.Admin, default)).Ok);
        await portal.Get<AskForRenewal>().RunAsync(new(), Actor.System, default);
        return Recipients.LinkIn((await portal.MailsAsync(RenewalMail.Kind))[0].Text);
    }

    private static Task<Rulebook> RulesAsync(WebPortal portal) => portal.Get<Rulebooks>().FreshAsync(default);

    private static async Task<DateTimeOffset?> EndAsync(WebPortal portal)
    {
        await using var db = portal.NewDb();
        return (await db.Set<ConsentRecord>().AsNoTracking().SingleAsync()).ValidUntil;
    }
}
