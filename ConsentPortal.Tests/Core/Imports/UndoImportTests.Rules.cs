using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

public sealed partial class UndoImportTests
{
    [Fact]
    public async Task Only_who_may_import_undoes_with_a_reason_and_nothing_that_never_wrote_or_still_runs()
    {
        await using var portal = await TestPortal.StartAsync();
        var job = await portal.ImportAsync(Head + "ann@example.com;;yes;\n");
        var draft = await portal.UploadAsync(Head + "bob@example.com;;yes;\n");
        var undo = portal.Get<UndoImport>();

        Assert.Equal(Refusal.Forbidden, (await undo.RunAsync(new(job.Id, "wrong file"), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<PreviewUndo>().RunAsync(new(job.Id), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await undo.RunAsync(new(job.Id, "wrong file"), Actors.Analyst with { BoundToProfile = "other" }, default)).Problem!.Refusal);
        Assert.Equal("reason", (await undo.RunAsync(new(job.Id, " "), Actors.Analyst, default)).Problem!.Field);
        Assert.Equal(Refusal.Conflict, (await undo.RunAsync(new(draft, "wrong file"), Actors.Analyst, default)).Problem!.Refusal);
        await portal.StartAsync(draft);
        Assert.Equal(Refusal.Conflict, (await undo.RunAsync(new(draft, "wrong file"), Actors.Analyst, default)).Problem!.Refusal);

        await portal.UndoAsync(job.Id, "wrong file");
        await using var db = portal.NewDb();
        Assert.Contains("wrong file", (await db.Set<SideRow>().SingleAsync(s => s.Id == db.Set<ImportUndo>().Single().OriginId)).Content, StringComparison.Ordinal);
        var entry = await db.Set<AuditEntry>().SingleAsync(a => a.Kind == "import.undo_started");
        Assert.Contains("wrong file", (await db.Set<SideRow>().SingleAsync(s => s.Id == entry.ValuesId)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_whole_addresses_only_to_who_may_read_contacts()
    {
        await using var portal = await TestPortal.StartAsync();
        var job = await portal.ImportAsync(Head + "ann@example.com;;yes;\nbob@example.com;;no;\n");

        var masked = (await portal.Get<PreviewUndo>().RunAsync(new(job.Id), Actors.Analyst, default)).Value;
        var whole = (await portal.Get<PreviewUndo>().RunAsync(new(job.Id, KeepOptOuts: true), Actors.Admin, default)).Value;

        Assert.Equal(new("a…@e….com", "commercial", null, ConsentStatus.OptedIn, ConsentStatus.NotSet), masked.First[UndoOutcome.OptInGoes].Single());
        Assert.Equal("bob@example.com", whole.First[UndoOutcome.OptOutStays].Single().Address);
        Assert.Equal(2, (await portal.World.EventsAsync()).Count);
    }

    [Fact]
    public async Task Opt_outs_stay_when_told_so_and_always_where_the_import_is_too_old_to_know_who_else_said_no()
    {
        await using var portal = await TestPortal.StartAsync();
        var job = await portal.ImportAsync(Head + "ann@example.com;;yes;\nbob@example.com;;no;\n");
        var old = await portal.ImportAsync(Head + "cleo@example.com;;yes;\ndan@example.com;;no;\n");
        await using (var db = portal.NewDb())
        {
            await db.Set<ImportJob>().Where(j => j.Id == old.Id).ExecuteUpdateAsync(j => j.SetProperty(x => x.FirstSequence, (long?)null).SetProperty(x => x.LastSequence, (long?)null));
        }

        var kept = await portal.UndoAsync(job.Id, keepOptOuts: true);
        var cautious = await portal.UndoAsync(old.Id);

        Assert.Equal(new UndoCounts { OptInGoes = 1, OptOutStays = 1 }, kept);
        Assert.Equal(kept, cautious);
        Assert.Equal(["ann@example.com,commercial,,notSet", "bob@example.com,commercial,,optedOut", "cleo@example.com,commercial,,notSet", "dan@example.com,commercial,,optedOut"], await portal.StatesAsync());
    }

    [Fact]
    public async Task The_yes_of_another_import_that_was_undone_does_not_come_back_but_its_no_does()
    {
        await using var portal = await TestPortal.StartAsync();
        const string Dated = "email;status;date;validUntil\n";
        var first = await portal.ImportAsync(Dated + "ann@example.com;yes;2025-01-01;2027-01-01\nbob@example.com;no;2025-01-01;\n");
        var second = await portal.ImportAsync(Dated + "ann@example.com;yes;2025-06-01;2028-01-01\nbob@example.com;yes;2025-06-01;\n", o => o with { AcceptNewerOptIns = true });

        Assert.Equal(new UndoCounts { Newer = 2 }, await portal.UndoAsync(first.Id));
        Assert.Equal(new UndoCounts { OptInGoes = 2 }, await portal.UndoAsync(second.Id));

        Assert.Equal(["ann@example.com,commercial,,notSet", "bob@example.com,commercial,,optedOut"], await portal.StatesAsync());
    }

    [Fact]
    public async Task A_suppression_that_the_file_lifted_holds_again_and_an_erased_address_is_left_alone()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint), Actors.Crm, default);
        portal.Clock.Advance(TimeSpan.FromDays(2));
        var (said, confirmed) = ($"{portal.Clock.Now().AddDays(-1):yyyy-MM-dd}T12:00:00Z", $"{portal.Clock.Now().AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}");
        var job = await portal.ImportAsync($"email,status,date,confirmedAt\nann@example.com,yes,{said},{confirmed}\nbob@example.com,yes,,\n", o => o with { AcceptNewerOptIns = true });
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        await using (var db = portal.NewDb())
        {
            (await db.Set<ContactPoint>().SingleAsync(p => p.Canonical == "bob@example.com")).Erase(portal.Clock.Now());
            await db.SaveChangesAsync();
        }

        Assert.Equal(new UndoCounts { OptInGoes = 1, Gone = 1 }, await portal.UndoAsync(job.Id));
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com"));
    }
}
