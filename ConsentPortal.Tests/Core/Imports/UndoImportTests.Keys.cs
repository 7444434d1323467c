using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Imports;

public sealed partial class UndoImportTests
{
    private const string Named = "email;contact;status;date\n";

    [Theory, OnEveryDatabase]
    public async Task After_a_merge_the_survivors_own_no_stands_and_what_the_merge_carried_on_goes(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.ScopeAsync(OptOutScope.Contact);
        await portal.World.ModelAsync(EnforcementModel.Restrictive);
        var a = await portal.World.PersonAsync("crm-a", ["ann@example.com"]);
        var b = await portal.World.PersonAsync("crm-b", ["ann@example.com", "work@example.com", "old@example.com"]);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, with: s => s with { Contact = "crm-a" });
        await portal.World.SaysAsync("old@example.com", ConsentStatus.OptedOut, with: s => s with { Contact = "crm-b", OccurredAt = Then.AddDays(-9) });
        var own = (await portal.World.EventsAsync()).First().Id;
        var job = await portal.ImportAsync(Named + "ann@example.com;crm-b;yes;2025-01-02\nwork@example.com;crm-b;yes;2025-01-02\nold@example.com;crm-b;yes;2025-01-02\n", o => o with { AcceptNewerOptIns = true });
        Assert.Equal(3, job.Counts.OptedIn);
        Assert.True((await portal.Get<MergeContacts>().RunAsync(new(a, b, "One person."), Actors.Admin, CancellationToken.None)).Ok);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("work@example.com", contact: "crm-a"));

        var preview = await portal.Get<PreviewUndo>().RunAsync(new(job.Id), Actors.Analyst, CancellationToken.None);
        var counts = await portal.UndoAsync(job.Id);

        Assert.Equal(new UndoCounts { OptInGoes = 3 }, counts);
        Assert.Equal(counts, preview.Value.Counts);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com", contact: "crm-a"));
        Assert.Contains(own, await StandingAsync(portal));
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("work@example.com", contact: "crm-a"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("old@example.com", contact: "crm-a"));
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actors.Officer, CancellationToken.None)).Value.Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task Where_the_opt_out_scope_moved_since_only_the_record_that_the_import_wrote_goes_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.PersonAsync("crm-a", ["ann@example.com"]);
        var wide = await portal.ImportAsync(Named + "ann@example.com;crm-a;yes;\n");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.World.ScopeAsync(OptOutScope.Contact);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, with: s => s with { Contact = "crm-a", ActorKind = ActorKind.Subject });

        Assert.Equal(new UndoCounts { OptInGoes = 1 }, await portal.UndoAsync(wide.Id));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com", contact: "crm-a"));

        await portal.World.PersonAsync("crm-b", ["bob@example.com"]);
        var narrow = await portal.ImportAsync(Named + "bob@example.com;crm-b;yes;\n");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.World.ScopeAsync(OptOutScope.Address);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut, with: s => s with { ActorKind = ActorKind.Subject });

        Assert.Equal(new UndoCounts { OptInGoes = 1 }, await portal.UndoAsync(narrow.Id));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("bob@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_yes_that_another_undo_brought_back_is_still_the_imports(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        const string Dated = "email;status;date;validUntil\n";
        await portal.World.SaysAsync("cleo@example.com", ConsentStatus.OptedIn, with: s => s with { OccurredAt = Then, ActorKind = ActorKind.Subject });
        var first = await portal.ImportAsync(Dated + "ann@example.com;yes;2025-02-01;2027-01-01\ncleo@example.com;yes;2025-02-01;2027-01-01\n");
        var second = await portal.ImportAsync(Dated + "ann@example.com;yes;2025-06-01;2028-01-01\n");
        var third = await portal.ImportAsync(Dated + "ann@example.com;yes;2025-07-01;2029-01-01\n");

        Assert.Equal(new UndoCounts { OptInGoes = 1 }, await portal.UndoAsync(third.Id));
        Assert.Equal(new UndoCounts { OptInGoes = 1 }, await portal.UndoAsync(second.Id)); // its own yes stands again by the undo of the third
        Assert.Equal(ConsentStatus.OptedIn, (await portal.World.RecordAsync("ann@example.com")).Status);
        Assert.Equal(new UndoCounts { OptInGoes = 2 }, await portal.UndoAsync(first.Id));

        Assert.Equal(["ann@example.com,commercial,,notSet", "cleo@example.com,commercial,,optedIn"], await portal.StatesAsync());
        Assert.Equal(Then, (await portal.World.RecordAsync("cleo@example.com")).OccurredAt);
    }

    [Fact]
    public async Task A_suppression_that_an_earlier_row_of_the_file_lifted_holds_again()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint), Actors.Crm, CancellationToken.None);
        portal.Clock.Advance(TimeSpan.FromDays(3));
        string Day(int ago) => $"{portal.Clock.Now().AddDays(-ago):yyyy-MM-ddTHH:mm:ssZ}";
        var job = await portal.ImportAsync($"email,status,date,confirmedAt,validUntil\nann@example.com,yes,{Day(2)},{Day(2)},2030-01-01\nann@example.com,yes,{Day(1)},{Day(1)},2031-01-01\n", o => o with { AcceptNewerOptIns = true });
        Assert.Equal((2, ReasonCode.AllowedOptedIn), ((await portal.World.EventsAsync()).Count, await portal.World.ReasonAsync("ann@example.com")));

        Assert.Equal(new UndoCounts { OptInGoes = 1 }, await portal.UndoAsync(job.Id));

        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com"));
    }

    private static async Task<HashSet<Id<ConsentEvent>>> StandingAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return [.. db.Set<ConsentRecord>().Select(r => r.EventId)];
    }
}
