using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>What looked like a scanner's, as staff see it: each with its signs, counted by message and by network.</summary>
public sealed class FlaggedTests
{
    private static readonly Visitor Gateway = new("en", "192.0.2.7", "scanner"), Elsewhere = new("en", "2001:db8:5:1::9", "");

    [Theory, OnEveryDatabase]
    public async Task A_flagged_opt_out_is_listed_with_what_it_was_why_and_from_where(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var link = await LinkAsync(portal, "ann@example.com", "spring-sale");
        portal.Clock.Advance(TimeSpan.FromMinutes(3));

        await portal.Get<SavePreferences>().RunAsync(new(link, [new("email-1-1", true, false)], Gateway, MayOptIn: false, [ScannerSign.TooFast, ScannerSign.NoLanguage]), Actor.Subject, CancellationToken.None);
        await StopAsync(portal, await LinkAsync(portal, "bob@example.com", null), Elsewhere, allBrands: true, ScannerSign.NoAgent);

        var rows = (await FindAsync(portal)).Rows;
        Assert.Equal(["bob@example.com", "ann@example.com"], rows.Select(r => r.Address));
        var (bob, ann) = (rows[0], rows[1]);
        Assert.Equal(["Newsletter"], ann.What.Select(w => w.In("en")));
        Assert.Equal(("spring-sale", "192.0.2.0/24", false, (DateTimeOffset?)null), (ann.Message, ann.Network, ann.AllBrands, ann.TakenBackAt));
        Assert.Equal([ScannerSign.NoLanguage, ScannerSign.TooFast], ann.Signs);
        Assert.Equal(3, ann.AfterLink!.Value.TotalMinutes, 0.01);
        Assert.Equal(("", "2001:db8:5::/48", true, (TimeSpan?)null), (bob.Message, bob.Network, bob.AllBrands, bob.AfterLink));
        Assert.Equal([ScannerSign.NoAgent], bob.Signs);
        Assert.Contains("Tracking", bob.What.Select(w => w.In("en")));
    }

    [Theory, OnEveryDatabase]
    public async Task Messages_and_networks_are_counted_and_narrow_the_list(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var sale = new List<PreferenceLink>();
        foreach (var name in new[] { "ann", "bob", "cleo" })
        {
            sale.Add(await LinkAsync(portal, $"{name}@example.com", "spring-sale"));
        }

        await StopAsync(portal, sale[0], Gateway);
        await StopAsync(portal, sale[1], Gateway);
        portal.Clock.Advance(TimeSpan.FromHours(2));
        await StopAsync(portal, sale[2], Elsewhere);
        await StopAsync(portal, await LinkAsync(portal, "dan@example.com", "other"), Gateway);

        var tallies = (await portal.Get<ReadFlagTallies>().RunAsync(Actors.Officer, CancellationToken.None)).Value;
        Assert.Equal([("spring-sale", 3, 2), ("other", 1, 1)], tallies.Messages.Select(m => (m.Name, m.Count, m.SoonCount)));
        Assert.Equal([("192.0.2.0/24", 3), ("2001:db8:5::/48", 1)], tallies.Networks.Select(n => (n.Name, n.Count)));
        Id<MessageReference> message = new(long.Parse(tallies.Messages[0].Key, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((4, 4), Sizes(await FindAsync(portal)));
        Assert.Equal((3, 3), Sizes(await FindAsync(portal, new(message))));
        Assert.Equal((3, 3), Sizes(await FindAsync(portal, new(Network: "192.0.2.0/24"))));
        Assert.Equal((2, 2), Sizes(await FindAsync(portal, new(message, "192.0.2.0/24"))));
        Assert.Equal((0, 0), Sizes(await FindAsync(portal, new(Network: "203.0.113.0/24"))));
    }

    [Theory, OnEveryDatabase]
    public async Task Taking_back_is_seen_in_the_list_and_in_the_counts(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var stopped = await StopAsync(portal, await LinkAsync(portal, "ann@example.com", "spring-sale"), Gateway);
        portal.Clock.Advance(TimeSpan.FromDays(29));

        Assert.True((await portal.Get<UndoSave>().RunAsync(new(stopped.Offer!.Token, Elsewhere), Actor.Subject, CancellationToken.None)).Ok);

        Assert.NotNull((await FindAsync(portal)).Rows.Single().TakenBackAt);
        var tallies = (await portal.Get<ReadFlagTallies>().RunAsync(Actors.Admin, CancellationToken.None)).Value;
        Assert.Equal((1, 1), (tallies.Messages.Single().TakenBack, tallies.Networks.Single().TakenBack));
        portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty((await portal.Get<ReadFlagTallies>().RunAsync(Actors.Admin, CancellationToken.None)).Value.Messages); // nothing new for 30 days
    }

    [Fact]
    public async Task What_a_person_does_is_not_listed_and_staff_without_the_audit_see_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Get<UnsubscribeFromEverything>().RunAsync(new(await LinkAsync(portal, "ann@example.com", "spring-sale"), Gateway, AllBrands: false), Actor.Subject, CancellationToken.None);

        Assert.Equal((0, 0), Sizes(await FindAsync(portal)));
        foreach (var actor in new[] { Actors.Rep, Actors.Analyst, Actors.Crm })
        {
            Assert.Equal(Refusal.Forbidden, (await portal.Get<FindFlagged>().RunAsync(new(), actor, CancellationToken.None)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadFlagTallies>().RunAsync(actor, CancellationToken.None)).Problem!.Refusal);
        }
    }

    private static (int, int) Sizes(Numbered<FindFlagged.Row> found) => (found.Rows.Count, found.Count);

    private static async Task<Numbered<FindFlagged.Row>> FindAsync(TestPortal portal, FindFlagged.Query? query = null)
        => (await portal.Get<FindFlagged>().RunAsync(query ?? new(), Actors.Officer, CancellationToken.None)).Value;

    private static async Task<SavedChoices> StopAsync(TestPortal portal, PreferenceLink link, Visitor visitor, bool allBrands = false, ScannerSign sign = ScannerSign.Program)
        => (await portal.Get<UnsubscribeFromEverything>().RunAsync(new(link, visitor, allBrands, [sign]), Actor.Subject, CancellationToken.None)).Value.Saved;

    private static async Task<PreferenceLink> LinkAsync(TestPortal portal, string address, string? message)
    {
        var issued = await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", null, Channel.Email, message, [address]), Actors.Crm, CancellationToken.None);
        Assert.True(portal.Get<PreferenceLinks>().TryRead(issued.Value.Tokens[0], out var link));
        return link;
    }
}
