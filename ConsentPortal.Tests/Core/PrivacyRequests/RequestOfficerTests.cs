using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Who gets a case, who stands in, and how they are told that its time runs.</summary>
public sealed class RequestOfficerTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, OnEveryDatabase]
    public async Task Verified_requests_go_round_and_nobody_gets_one_before(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var (ann, ben) = (await scene.Portal.OfficerAsync("ann"), await scene.Portal.OfficerAsync("ben", "de"));
        await scene.Portal.OfficersAsync(RequestKind.Get, OfficerRule.RoundRobin, ann, ben);
        List<Id<PrivacyRequest>> requests = [];
        for (var n = 0; n < 3; n++)
        {
            requests.Add((await scene.OpenAsync(email: $"p{n}@example.com")).Id);
        }

        await scene.Portal.KeepAsync();
        Assert.All(await AssigneesAsync(scene, requests), a => Assert.Equal(0, a));
        foreach (var id in requests)
        {
            await scene.Portal.EnterAsync(id, await scene.Portal.SendCodeAsync(id));
            await scene.Portal.KeepAsync();
        }

        Assert.Equal([ann, ben, ann], await AssigneesAsync(scene, requests));
        var told = await scene.Portal.PostAsync("request_task");
        Assert.Equal(["ann@work.example", "ben@work.example", "ann@work.example"], told.Select(m => m.To));
        Assert.Contains("Antrag", told[1].Subject, StringComparison.Ordinal); // in the member's own language
        Assert.All(told, m => Assert.DoesNotContain("p1@example.com", m.Text, StringComparison.Ordinal));
        Assert.Contains($"/requests/{requests[0]}", told[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_away_is_passed_over_or_stood_in_for_and_who_may_not_work_gets_nothing()
    {
        await using var scene = await RequestScene.StartAsync();
        var (ann, ben) = (await scene.Portal.OfficerAsync("ann"), await scene.Portal.OfficerAsync("ben"));
        var today = DateOnly.FromDateTime(scene.Portal.Clock.Now().UtcDateTime);
        await AwayAsync(scene, ann, ben, today.AddDays(-1), today.AddDays(1));
        await scene.Portal.OfficersAsync(RequestKind.Get, OfficerRule.Fixed, ann);
        await scene.Portal.OfficersAsync(RequestKind.Forget, OfficerRule.RoundRobin, ann, ben);

        Assert.Equal(ben, await VerifiedAsync(scene, RequestKind.Get, "a@example.com"));
        Assert.Equal(ben, await VerifiedAsync(scene, RequestKind.Forget, "b@example.com"));
        Assert.Equal(ben, await VerifiedAsync(scene, RequestKind.Forget, "c@example.com"));
        scene.Portal.Clock.Advance(3 * Day);
        Assert.Equal(ann, await VerifiedAsync(scene, RequestKind.Get, "d@example.com"));
        Assert.Equal(ann, await VerifiedAsync(scene, RequestKind.Forget, "e@example.com"));

        Assert.Contains((await scene.Portal.Get<SetRequestOfficers>().RunAsync(new("europe", [new(RequestKind.Get, OfficerRule.Fixed, [4711])]), Actors.Officer, Ct)).Problems, p => p.Field == "get");
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<SetRequestOfficers>().RunAsync(new("europe", []), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Contains((await scene.Portal.Get<SetAbsence>().RunAsync(new(ann, ann, today, today), Actors.Officer, Ct)).Problems, p => p.Field == "deputy");
        Assert.Contains((await scene.Portal.Get<SetAbsence>().RunAsync(new(ann, 0, today, today.AddDays(-1)), Actors.Officer, Ct)).Problems, p => p.Field == "awayUntil");
    }

    [Fact]
    public async Task Who_puts_a_case_back_is_not_overruled_and_who_takes_one_gets_no_mail_about_it()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.OfficerAsync("ann");
        await scene.Portal.OfficersAsync(RequestKind.Get, OfficerRule.Fixed, ann);
        await VerifiedAsync(scene, RequestKind.Get, "a@example.com");
        var id = (await scene.Portal.Get<FindRequests>().RunAsync(new(), Actors.Officer, Ct)).Value.Rows[0].Id;

        await scene.Portal.Get<AssignRequest>().RunAsync(new(id, 0), Actors.Officer, Ct);
        await scene.Portal.KeepAsync();
        Assert.Equal(0, await scene.Portal.AssigneeAsync(id));
        var ben = await scene.Portal.OfficerAsync("ben");
        await scene.Portal.Get<AssignRequest>().RunAsync(new(id, ben), new(ActorKind.Staff, RequestCase.Number(ben), "ben", Permission.All), Ct);
        await scene.Portal.KeepAsync();
        Assert.Equal(["ann@work.example"], (await scene.Portal.PostAsync("request_task")).Select(m => m.To));
    }

    [Fact]
    public async Task Half_three_quarters_the_last_day_and_too_late_are_each_told_once_and_a_longer_term_counts_anew()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.OfficerAsync("ann");
        await scene.Portal.OfficersAsync(RequestKind.Get, OfficerRule.Fixed, ann);
        await VerifiedAsync(scene, RequestKind.Get, "a@example.com");
        var row = (await scene.Portal.Get<FindRequests>().RunAsync(new(), Actors.Officer, Ct)).Value.Rows[0];
        List<string> told = [];
        for (var day = row.ReceivedOn; day <= row.DueOn!.Value.AddDays(3); day = day.AddDays(1))
        {
            scene.Now(new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
            await scene.Portal.KeepAsync();
            told.AddRange(await NewAsync(scene, told.Count, day.DayNumber - row.ReceivedOn.DayNumber));
        }

        var all = row.DueOn.Value.DayNumber - row.ReceivedOn.DayNumber;
        Assert.Equal([$"{(all + 1) / 2} request_half_time", $"{((all * 3) + 3) / 4} request_three_quarters", $"{all} request_last_day", $"{all + 1} request_overdue"], told);
        Assert.All(await scene.Portal.PostAsync("request_overdue"), m => Assert.Equal("ann@work.example", m.To));
    }

    [Fact]
    public async Task A_longer_term_counts_anew_and_a_clock_that_stands_still_reminds_nobody()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.OfficerAsync("ann");
        await scene.Portal.OfficersAsync(RequestKind.Get, OfficerRule.Fixed, ann);
        await VerifiedAsync(scene, RequestKind.Get, "a@example.com");
        var id = (await scene.Portal.Get<FindRequests>().RunAsync(new(), Actors.Officer, Ct)).Value.Rows[0].Id;
        scene.Portal.Clock.Advance(20 * Day);
        Assert.True((await scene.Portal.Get<PauseClock>().RunAsync(new(id, "A copy of the contract"), Actors.Officer, Ct)).Ok);
        await scene.Portal.KeepAsync();
        Assert.Empty(await scene.Portal.PostAsync("request_half_time"));
        await scene.Portal.Get<ResumeClock>().RunAsync(new(id), Actors.Officer, Ct);
        await scene.Portal.KeepAsync();
        Assert.Single(await scene.Portal.PostAsync("request_half_time"));

        Assert.True((await scene.Portal.Get<ExtendDeadline>().RunAsync(new(id, "It is much"), Actors.Officer, Ct)).Ok);
        await scene.Portal.KeepAsync();
        Assert.Single(await scene.Portal.PostAsync("request_half_time"));
        scene.Portal.Clock.Advance(30 * Day);
        await scene.Portal.KeepAsync();
        Assert.Equal(2, (await scene.Portal.PostAsync("request_half_time")).Count);
    }

    private static async Task<List<string>> NewAsync(RequestScene scene, int before, int day)
    {
        List<string> mails = [];
        foreach (var kind in (string[])["request_half_time", "request_three_quarters", "request_last_day", "request_overdue"])
        {
            mails.AddRange((await scene.Portal.PostAsync(kind)).Select(_ => $"{day} {kind}"));
        }

        return [.. mails.Skip(before)];
    }

    private static async Task<long> VerifiedAsync(RequestScene scene, RequestKind kind, string email)
    {
        var id = (await scene.OpenAsync(kind, email)).Id;
        await scene.Portal.KeepAsync();
        Assert.True((await scene.Portal.EnterAsync(id, await scene.Portal.SendCodeAsync(id))).Ok);
        await scene.Portal.KeepAsync();
        return await scene.Portal.AssigneeAsync(id);
    }

    private static async Task AwayAsync(RequestScene scene, long member, long deputy, DateOnly from, DateOnly until)
        => Assert.True((await scene.Portal.Get<SetAbsence>().RunAsync(new(member, deputy, from, until), Actors.Officer, Ct)).Ok);

    private static async Task<List<long>> AssigneesAsync(RequestScene scene, IEnumerable<Id<PrivacyRequest>> requests)
    {
        List<long> members = [];
        foreach (var id in requests)
        {
            members.Add(await scene.Portal.AssigneeAsync(id));
        }

        return members;
    }
}
