using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>Taking an import back.</summary>
public sealed partial class UndoImportTests
{
    private const string Head = "email;topic;status;date\n";
    private static readonly DateTimeOffset Then = new(2025, 1, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory, OnEveryDatabase]
    public async Task Each_answer_that_still_stands_goes_back_and_newer_ones_and_the_noes_of_others_stay(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn, with: s => s with { OccurredAt = Then, ActorKind = ActorKind.Subject });
        var job = await portal.ImportAsync(Head + "ann@example.com;;yes;\nbob@example.com;;no;\ncleo@example.com;;yes;\ndan@example.com;;no;\nfay@example.com;;no;\ngus@example.com;newsletter;no;\n");
        await portal.World.SaysAsync("cleo@example.com", ConsentStatus.OptedOut); // newer
        await portal.World.SaysAsync("dan@example.com", ConsentStatus.OptedOut);  // the same no: changes nothing, and yet it is theirs
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "fay@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint), Actors.Crm, default);

        var preview = await portal.Get<PreviewUndo>().RunAsync(new(job.Id), Actors.Analyst, default);
        var counts = await portal.UndoAsync(job.Id);

        Assert.Equal(new UndoCounts { OptInGoes = 1, OptOutGoes = 2, NoToYes = 2, Newer = 1, OptOutStays = 1, Suppressed = 1 }, counts);
        Assert.Equal(counts, preview.Value.Counts);
        Assert.Equal(["ann@example.com,commercial,,notSet", "bob@example.com,commercial,,optedIn", "cleo@example.com,commercial,,optedOut", "dan@example.com,commercial,,optedOut",
            "fay@example.com,commercial,,optedOut", "gus@example.com,commercial,newsletter,notSet"], await portal.StatesAsync());
        var bob = await portal.World.RecordAsync("bob@example.com");
        Assert.Equal((Then, ActorKind.Subject), (bob.OccurredAt, bob.ActorKind)); // protected from older files as before
        Assert.All((await portal.World.EventsAsync()).TakeLast(3), e => Assert.Equal((ConsentAction.Undo, job.Id.Value), (e.Action, e.ImportBatch)));
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actors.Officer, default)).Value.Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task A_process_that_dies_in_the_middle_is_taken_over_and_nothing_goes_back_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var job = await portal.ImportAsync(Head + string.Concat(Enumerable.Range(0, 900).Select(i => $"p{i}@example.com;;{(i % 3 == 0 ? "no" : "yes")};\n")));
        await portal.AskAsync(job.Id);
        using CancellationTokenSource dying = new();

        var running = portal.Get<RunUndo>().RunAsync(new(job.Id), Actor.System, dying.Token);
        while ((await portal.World.EventsAsync()).Count == 900)
        {
            await Task.Delay(2);
        }

        await dying.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        var undone = (await portal.World.EventsAsync()).Count(e => e.Action == ConsentAction.Undo);
        Assert.InRange(undone, 1, 900);
        if (undone < 900)
        {
            Assert.Equal(job.Id, await portal.Get<FindWaitingImport>().UndoAsync(default));
            Assert.Equal(ImportState.Finished, (await portal.Get<RunUndo>().RunAsync(new(job.Id), Actor.System, default)).Value);
        }

        var events = (await portal.World.EventsAsync()).Where(e => e.Action == ConsentAction.Undo).ToList();
        Assert.Equal((900, 900), (events.Count, events.Select(e => e.PointId).Distinct().Count()));
        Assert.True(events.Where(e => e.OldStatus == ConsentStatus.OptedIn).Max(e => e.Sequence) < events.Where(e => e.OldStatus == ConsentStatus.OptedOut).Min(e => e.Sequence)); // never allows more than before
        Assert.Equal((600, 300), ((await portal.ReadAsync(job.Id)).Undo!.Counts.OptInGoes, (await portal.ReadAsync(job.Id)).Undo!.Counts.OptOutGoes));
    }

    [Fact]
    public async Task A_stopped_undo_says_how_far_it_came_goes_on_and_works_once()
    {
        await using var portal = await TestPortal.StartAsync();
        const string File = Head + "ann@example.com;;yes;\nbob@example.com;;no;\n";
        var job = await portal.ImportAsync(File);
        await portal.AskAsync(job.Id);
        Assert.True((await portal.Get<CancelImport>().RunAsync(new(job.Id), Actors.Analyst, default)).Ok);
        var stopped = (await portal.ReadAsync(job.Id)).Undo!;
        Assert.Equal((ImportState.Cancelled, true), (stopped.State, stopped.CanGoOn));

        Assert.True((await portal.Get<ResumeImport>().RunAsync(new(job.Id), Actors.Analyst, default)).Ok);
        await portal.Get<RunUndo>().RunAsync(new(job.Id), Actor.System, default);
        var again = await portal.Get<UndoImport>().RunAsync(new(job.Id, "once more"), Actors.Analyst, default);
        var after = await portal.ImportAsync(File);

        Assert.Equal("This import has been undone already.", again.Problem!.Message);
        Assert.False((await portal.ReadAsync(job.Id)).CanUndo);
        Assert.Equal((1, 1), (after.Counts.OptedIn, after.Counts.OptedOut));
        Assert.Equal(["ann@example.com,commercial,,optedIn", "bob@example.com,commercial,,optedOut"], await portal.StatesAsync());
        var row = (await portal.Get<FindImports>().RunAsync(0, 10, Actors.Analyst, default)).Rows.Single(r => r.Id == job.Id);
        Assert.Equal(ImportState.Finished, row.Undo);
    }
}
