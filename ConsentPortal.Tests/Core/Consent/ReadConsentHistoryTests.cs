using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class ReadConsentHistoryTests
{
    [Theory, OnEveryDatabase]
    public async Task Everything_that_happened_is_told_newest_first_with_its_evidence(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "newsletter",
            with: s => s with { Action = ConsentAction.Ticked, Source = "form", Evidence = new() { Wording = "Yes please", WordingVersion = "7", Language = "en", Ip = "192.0.2.7", UserAgent = "Browser/1" } });
        await scene.ChangeAsync(ConsentChange.OptOut);
        var suppressed = await portal.Get<AddSuppression>().RunAsync(new(SuppressionTarget.Of(scene.Point), SuppressionScope.Marketing, null, SuppressionReason.Objection, "By phone."), Actors.Rep, default);
        await portal.Get<LiftSuppression>().RunAsync(new(SuppressionTarget.Of(scene.Point), SuppressionScope.Marketing, null, "A mistake."), Actors.Rep, default);
        await portal.Get<UnlinkContactPoint>().RunAsync(new(scene.Contact, scene.Point), Actors.Rep, default);

        var page = (await portal.Get<ReadConsentHistory>().RunAsync(new([scene.Point]), Actors.Admin, default)).Value;

        Assert.True(suppressed.Ok);
        Assert.Null(page.Next);
        Assert.Equal(["LinkItem end", "SuppressionItem end", "SuppressionItem", "ConsentItem", "ConsentItem", "LinkItem"], page.Rows.Select(Told));
        var (optOut, optIn) = ((ConsentItem)page.Rows[3], (ConsentItem)page.Rows[4]);
        Assert.Equal(("Called us.", "Ann Example", "Commercial communication"), (optOut.Justification, optOut.About?.Name, optOut.Purpose.In("en")));
        Assert.Equal(("Yes please", "Newsletter", true), (optIn.Wording, optIn.Topic?.In("en"), optIn.HasOrigin));
        Assert.Equal("By phone.", ((SuppressionItem)page.Rows[2]).Note);
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_of_every_size_give_the_same_whole_without_gap_or_repeat(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);
        for (var i = 0; i < 7; i++)
        {
            await portal.World.SaysAsync("ann@example.com", i % 2 == 0 ? ConsentStatus.OptedOut : ConsentStatus.OptedIn, by: Actors.CrmThatReopts);
            await portal.Get<AddSuppression>().RunAsync(new(SuppressionTarget.Of(scene.Point), SuppressionScope.Address, null, SuppressionReason.Manual), Actors.Rep, default);
            await portal.Get<LiftSuppression>().RunAsync(new(SuppressionTarget.Of(scene.Point), SuppressionScope.Address, null, "x"), Actors.Rep, default);
        }

        var whole = (await portal.Get<ReadConsentHistory>().RunAsync(new([scene.Point], Take: 100), Actors.Admin, default)).Value.Rows;
        Assert.Equal(22, whole.Count);
        foreach (var size in new[] { 1, 2, 3, 5, 8 })
        {
            List<HistoryItem> all = [];
            string? cursor = null;
            do
            {
                var page = (await portal.Get<ReadConsentHistory>().RunAsync(new([scene.Point], cursor, size), Actors.Admin, default)).Value;
                all.AddRange(page.Rows);
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(whole.Select(i => (i.At, i.Key, Told(i))), all.Select(i => (i.At, i.Key, Told(i))));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Ip_and_browser_are_shown_to_those_who_may_and_every_look_is_audited(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);
        var said = await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = new() { Ip = "192.0.2.7", UserAgent = "Browser/1" } });

        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadEvidence>().RunAsync(new(scene.Point, said.EventId), Actors.Rep, default)).Problem!.Refusal);
        var seen = (await portal.Get<ReadEvidence>().RunAsync(new(scene.Point, said.EventId), Actors.Officer, default)).Value;

        Assert.Equal([("ip", "192.0.2.7"), ("userAgent", "Browser/1")], seen.Values.Select(v => (v.Key, v.Value)));
        Assert.Equal(("3", said.EventId.ToString()), Assert.Single((await EditContactTests.AuditAsync(portal, "evidence.read")).Select(a => (a.Entry.ActorId, a.Entry.SubjectId))));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_addresses_that_the_asker_may_see_have_a_history(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);

        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadConsentHistory>().RunAsync(new([scene.Point]), Actors.RepWithOwnContacts, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadConsentHistory>().RunAsync(new([scene.Point]), Actors.Analyst, default)).Problem!.Refusal);
        Assert.Equal("cursor", (await portal.Get<ReadConsentHistory>().RunAsync(new([scene.Point], "nonsense"), Actors.Rep, default)).Problem!.Field);
    }

    private static string Told(HistoryItem item) => $"{item.GetType().Name}{(item is SuppressionItem { Ended: true } or LinkItem { Ended: true } ? " end" : "")}";
}
