using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class RequestClockTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Dates_are_reckoned_from_receipt_in_the_profiles_place_and_the_queue_shows_the_most_urgent_first(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        Assert.True((await scene.Portal.Get<SetRequestPlace>().RunAsync(new("europe", "de", ""), Actors.Admin, Ct)).Ok);
        Assert.True((await scene.Portal.Get<SetRequestPlace>().RunAsync(new("california", "US", "America/Los_Angeles"), Actors.Admin, Ct)).Ok);
        scene.Now(At("2026-12-21T10:00:00Z"));

        var german = await scene.OpenAsync(receivedAt: At("2026-11-25T23:30:00Z"));
        var american = await scene.OpenAsync(profile: "california", receivedAt: At("2026-12-18T05:00:00Z"));

        var (first, second) = ((await scene.ReadAsync(german.Id)).Request, (await scene.ReadAsync(american.Id)).Request);
        Assert.Equal((Day("2026-11-26"), Day("2026-12-28"), Day("2027-02-26")), (first.ReceivedOn, first.AnswerBy!.Value, first.ExtendedBy!.Value));
        Assert.Equal((Day("2026-12-17"), Day("2027-01-04"), Day("2027-01-31")), (second.ReceivedOn, second.AcknowledgeBy!.Value, second.AnswerBy!.Value));
        var rows = (await scene.Portal.Get<FindRequests>().RunAsync(new(), Actors.Officer, Ct)).Value.Rows;
        Assert.Equal([(german.Number, 7), (american.Number, 41)], rows.Select(r => (r.Number, r.DaysLeft!.Value)));
        Assert.Equal(german.Id, Assert.Single((await scene.Portal.Get<FindRequests>().RunAsync(new(DueWithin: 10), Actors.Officer, Ct)).Value.Rows).Id);
    }

    [Theory, OnEveryDatabase]
    public async Task A_pause_moves_the_date_by_the_days_it_stood_and_the_base_stays(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        scene.Now(At("2026-03-05T10:00:00Z"));
        var id = (await scene.OpenAsync()).Id;
        Assert.True((await scene.Portal.Get<PauseClock>().RunAsync(new(id, "Which of two people is meant"), Actors.Officer, Ct)).Ok);
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<PauseClock>().RunAsync(new(id, "Again"), Actors.Officer, Ct)).Problem!.Refusal);
        scene.Now(At("2026-03-12T10:00:00Z"));

        Assert.True((await scene.Portal.Get<ResumeClock>().RunAsync(new(id), Actors.Officer, Ct)).Ok);

        var read = await scene.ReadAsync(id);
        Assert.Equal((Day("2026-04-06"), Day("2026-04-13")), (read.Request.AnswerBy!.Value, read.Request.DueOn!.Value));
        Assert.Equal(new ClockPause(Day("2026-03-05"), Day("2026-03-12")), Assert.Single(read.Pauses));
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<ResumeClock>().RunAsync(new(id), Actors.Officer, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task The_longer_time_is_taken_once_with_a_reason_and_only_while_the_first_runs()
    {
        await using var scene = await RequestScene.StartAsync();
        scene.Now(At("2026-01-31T10:00:00Z"));
        var (id, late) = ((await scene.OpenAsync()).Id, (await scene.OpenAsync(email: "bob@example.com")).Id);

        Assert.Equal("reason", (await scene.Portal.Get<ExtendDeadline>().RunAsync(new(id, " "), Actors.Officer, Ct)).Problem!.Field);
        Assert.True((await scene.Portal.Get<ExtendDeadline>().RunAsync(new(id, "Forty mailboxes"), Actors.Officer, Ct)).Ok);
        Assert.Equal(Day("2026-04-30"), (await scene.ReadAsync(id)).Request.DueOn);
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<ExtendDeadline>().RunAsync(new(id, "More"), Actors.Officer, Ct)).Problem!.Refusal);
        scene.Now(At("2026-03-03T00:10:00Z"));
        Assert.Contains("over", (await scene.Portal.Get<ExtendDeadline>().RunAsync(new(late, "Too late"), Actors.Officer, Ct)).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_puts_the_answer_off_but_not_the_notice_that_it_takes_longer()
    {
        await using var scene = await RequestScene.StartAsync();
        scene.Now(At("2026-03-02T10:00:00Z"));
        var id = (await scene.OpenAsync()).Id;
        Assert.True((await scene.Portal.Get<PauseClock>().RunAsync(new(id, "Waiting for proof"), Actors.Officer, Ct)).Ok);
        scene.Now(At("2026-03-22T10:00:00Z"));
        Assert.True((await scene.Portal.Get<ResumeClock>().RunAsync(new(id), Actors.Officer, Ct)).Ok);
        var read = (await scene.ReadAsync(id)).Request;
        scene.Now(At("2026-04-10T10:00:00Z"));
        Assert.True(read.AnswerBy < Day("2026-04-10") && read.DueOn > Day("2026-04-10"));

        Assert.Contains("over", (await scene.Portal.Get<ExtendDeadline>().RunAsync(new(id, "Forty mailboxes"), Actors.Officer, Ct)).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_law_that_counts_days_from_receipt_lets_no_clock_stand_still()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync(profile: "california")).Id;

        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<PauseClock>().RunAsync(new(id, "Waiting for proof"), Actors.Officer, Ct)).Problem!.Refusal);
    }

    [Theory]
    [InlineData("XX", "", "country")]
    [InlineData("DE", "Mars/Olympus", "timeZone")]
    public async Task A_place_that_there_is_not_is_refused(string country, string zone, string field)
    {
        await using var scene = await RequestScene.StartAsync();

        Assert.Equal(field, (await scene.Portal.Get<SetRequestPlace>().RunAsync(new("europe", country, zone), Actors.Admin, Ct)).Problem!.Field);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
