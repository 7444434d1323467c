using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>Each sign by which a scanner is known, and that looking is never doing.</summary>
public sealed class ScannerSignTests
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0";

    [Theory]
    [InlineData("", Firefox, 20, "no_language")]
    [InlineData("en-GB", "Mozilla/5.0 (compatible; Proofpoint)", 20, "program")]
    [InlineData("en-GB", Firefox, 0, "too_fast")]
    [InlineData("en-GB", "", 20, "no_agent")]
    [InlineData("", "", 0, "no_language too_fast no_agent")]
    public async Task A_flagged_opt_out_keeps_the_signs_it_was_known_by(string language, string agent, int seconds, string signs)
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader scanner = new(portal, language, agent) { Reads = TimeSpan.FromSeconds(seconds) };
        await scanner.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        await scanner.PressAsync("Unsubscribe from everything");

        await using var db = portal.NewDb();
        Assert.Equal(signs, (await db.Set<FlaggedSave>().SingleAsync()).Signs);
        Assert.Equal("You are unsubscribed", scanner.Title);
    }

    [Fact]
    public async Task The_links_of_many_people_from_one_network_within_a_minute_are_a_sign()
    {
        await using var portal = await WebPortal.StartAsync();
        for (var i = 0; i < 11; i++)
        {
            using Reader reader = new(portal);
            await reader.OpenAsync($"/u/{await portal.TokenAsync($"person{i}@example.com")}");
            await reader.PressAsync("Unsubscribe from everything");
            await reader.OpenAsync($"/u/{await portal.TokenAsync($"person{i}@example.com")}");
            await reader.PressAsync("Stop it for all brands"); // the same person again is no other person
        }

        await using var db = portal.NewDb();
        Assert.Equal("after_many", Assert.Single(await db.Set<FlaggedSave>().Select(f => f.Signs).Distinct().ToListAsync()));
        Assert.Equal(2, await db.Set<FlaggedSave>().CountAsync()); // both presses of the eleventh
    }

    [Fact]
    public async Task Looking_never_writes_on_any_page_of_a_link_or_of_staff()
    {
        await using var portal = await WebPortal.StartAsync();
        var token = await portal.TokenAsync("ann@example.com", messageRef: "spring-sale");
        using Reader scanner = new(portal, "", "Mozilla/5.0 (compatible; Proofpoint)");
        await scanner.OpenAsync($"/u/{token}");
        await scanner.PressAsync("Unsubscribe from everything");
        await portal.TellAsync();
        var undo = Recipients.LinkIn(Assert.Single(await portal.MailsAsync(DoubtfulNotice.Kind)).Text);
        var before = await StateAsync(portal);

        using var client = portal.NewClient();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        foreach (var path in new[] { $"/u/{token}", $"/u/{token}/everything", $"/u/{token}/choices", $"/u/{token}/details", undo })
        {
            for (var i = 0; i < 5; i++)
            {
                using var get = await client.GetAsync(new Uri(path, UriKind.Relative));
                using HttpRequestMessage head = new(HttpMethod.Head, path);
                using var answer = await client.SendAsync(head);
                Assert.True((int)get.StatusCode < 500 && (int)answer.StatusCode < 500, path);
            }
        }

        using var page = await officer.GetAsync(new Uri("/flagged", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(before, await StateAsync(portal));
    }

    [Fact]
    public async Task Only_who_reads_the_audit_sees_the_page_of_flagged_opt_outs()
    {
        await using var portal = await WebPortal.StartAsync();
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);

        using var denied = await rep.GetAsync(new Uri("/flagged", UriKind.Relative));
        Assert.NotEqual(HttpStatusCode.OK, denied.StatusCode);
        Assert.Contains("Flagged opt-outs", await officer.GetStringAsync(new Uri("/flagged", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static async Task<string> StateAsync(WebPortal portal)
    {
        await using var db = portal.NewDb();
        var undone = await db.Set<UndoOffer>().CountAsync(o => o.UsedAt != null);
        return $"{await db.Set<ConsentEvent>().CountAsync()} {await db.Set<FlaggedSave>().CountAsync()} {await db.Set<ConsentPortal.Core.Messaging.Email>().CountAsync()} {await db.Set<UndoOffer>().CountAsync()} {undone}";
    }
}
