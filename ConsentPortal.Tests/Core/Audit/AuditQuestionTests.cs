using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Audit;

public sealed class AuditQuestionTests
{
    private static readonly Actor Other = Actors.Admin with { Id = "8", Name = "Olga Other" };

    [Theory, OnEveryDatabase]
    public async Task The_trail_is_read_newest_first_page_by_page_without_gaps_or_repeats(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var n = 0; n < FindAuditEntries.PageSize + 7; n++)
        {
            await portal.AddTopicAsync($"t{n}", new($"Topic {n}"));
        }

        var first = (await portal.Get<FindAuditEntries>().RunAsync(new(), null, Actors.Officer, default)).Value;
        var second = (await portal.Get<FindAuditEntries>().RunAsync(new(), first.Next, Actors.Officer, default)).Value;

        Assert.Equal((FindAuditEntries.PageSize, 8, (string?)null), (first.Rows.Count, second.Rows.Count, second.Next)); // and the rulebook's own beginning
        var all = first.Rows.Concat(second.Rows).ToList();
        Assert.Equal(all.OrderByDescending(r => r.Id).Select(r => r.Id), all.Select(r => r.Id).Distinct());
        Assert.Equal(($"Commercial communication › Topic {FindAuditEntries.PageSize + 6}", "Ada Admin", false), (all[0].SubjectName, all[0].ActorName, all[0].Erased));
        Assert.Equal("rulebook.created", all[^1].Kind);
    }

    [Theory, OnEveryDatabase]
    public async Task The_trail_is_narrowed_by_kind_actor_subject_and_time(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var topic = await portal.AddTopicAsync("events", new("Events"));
        var between = portal.Clock.Now();
        await portal.Get<ShowTopic>().RunAsync(new(topic, false), Other, default);
        var purpose = (await portal.RulesAsync()).Purpose("commercial")!.Id.ToString();
        async Task<IEnumerable<string>> KindsAsync(FindAuditEntries.Filter filter) => (await portal.Get<FindAuditEntries>().RunAsync(filter, null, Actors.Admin, default)).Value.Rows.Select(r => r.Kind);

        Assert.Equal(["topic.hidden"], await KindsAsync(new(Kind: "topic.hidden")));
        Assert.Equal(["topic.hidden"], await KindsAsync(new(Actor: new(ActorKind.Staff, "8"))));
        Assert.Equal(["topic.hidden", "topic.added"], await KindsAsync(new(SubjectKind: "purpose", SubjectId: purpose)));
        Assert.Equal(["topic.hidden"], await KindsAsync(new(From: between)));
        Assert.Equal(["topic.added", "rulebook.created"], await KindsAsync(new(Until: between)));
        var filters = (await portal.Get<ReadAuditFilters>().RunAsync(Actors.Admin, default)).Value;
        Assert.Equal(["rulebook.created", "topic.added", "topic.hidden"], filters.Kinds);
        Assert.Equal(["Ada Admin", "ConsentPortal", "Olga Other"], filters.Actors.Select(a => a.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task Erased_names_and_values_are_said_to_be_erased_and_the_fact_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddTopicAsync("events", new("Events"));
        await using (var db = portal.NewDb())
        {
            var entry = await db.Set<AuditEntry>().OrderByDescending(a => a.Id).FirstAsync();
            var row = await db.Set<SideRow>().SingleAsync(s => s.Id == entry.ValuesId);
            (row.Salt, row.Content) = (null, null);
            await db.SaveChangesAsync();
        }

        var newest = (await portal.Get<FindAuditEntries>().RunAsync(new(), null, Actors.Admin, default)).Value.Rows[0];

        Assert.Equal(("topic.added", true, "", ""), (newest.Kind, newest.Erased, newest.ActorName, newest.SubjectName));
        Assert.Empty(newest.Changes);
    }

    [Theory, OnEveryDatabase]
    public async Task The_history_of_a_profile_holds_its_own_entries_and_those_of_its_purposes_and_nothing_else(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.CreateProfileAsync("eu");
        var view = await portal.ViewAsync();
        List<ReadHistory.Subject> subjects = [new("profile", view.Id.ToString()), .. view.Purposes.Select(p => new ReadHistory.Subject("purpose", p.Id.ToString()))];
        var opened = (await portal.Get<ReadHistory>().RunAsync(new(subjects), Actors.Admin, default)).Value.Rows[0].Id;
        await portal.SetAsync(view, ("commercial", Channel.Email, EnforcementModel.Restrictive));
        await portal.AddTopicAsync("events", new("Events"));

        var whole = (await portal.Get<ReadHistory>().RunAsync(new(subjects), Actors.Rep, default)).Value.Rows;
        var since = (await portal.Get<ReadHistory>().RunAsync(new(subjects, After: opened), Actors.Rep, default)).Value.Rows;

        Assert.Equal(["topic.added", "profile.enforcement_changed", "rulebook.created"], whole.Select(r => r.Kind));
        Assert.Equal(["topic.added", "profile.enforcement_changed"], since.Select(r => r.Kind));
    }

    [Fact]
    public async Task The_audit_is_for_who_may_read_it_and_the_history_of_people_too()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindAuditEntries>().RunAsync(new(), null, Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadAuditFilters>().RunAsync(Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindConsentEvents>().RunAsync(new(new()), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadHistory>().RunAsync(new([new("member", "1")]), Actors.Rep, default)).Problem!.Refusal);
        Assert.True((await portal.Get<ReadHistory>().RunAsync(new([new("member", "1")]), Actors.Officer, default)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task Consent_events_are_listed_newest_first_with_whole_addresses_only_for_who_may_read_contacts(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        var blind = Actors.Officer with { Permissions = Permission.ReadAudit };

        var seen = (await portal.Get<FindConsentEvents>().RunAsync(new(new()), Actors.Officer, default)).Value;
        var unseen = (await portal.Get<FindConsentEvents>().RunAsync(new(new()), blind, default)).Value;
        var outs = (await portal.Get<FindConsentEvents>().RunAsync(new(new() { Status = ConsentStatus.OptedOut, ActorKind = ActorKind.Application, PurposeId = (await portal.RulesAsync()).Purpose("commercial")!.Id }), blind, default)).Value;

        Assert.Equal(["bob@example.com", "ann@example.com"], seen.Rows.Select(r => r.Address));
        Assert.Equal((2L, "Newsletter", ConsentStatus.OptedOut, "Default"), (seen.Rows[0].Sequence, seen.Rows[0].Topic!.In("en"), seen.Rows[0].NewStatus, seen.Rows[0].Profile));
        Assert.Equal(["b…@e….com", "a…@e….com"], unseen.Rows.Select(r => r.Address));
        Assert.Equal([2L], outs.Rows.Select(r => r.Sequence));
    }
}
