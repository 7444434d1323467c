using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class RequestQueueTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Pages_follow_one_another_in_every_order_without_a_gap_and_without_a_double(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var now = scene.Portal.Clock.GetUtcNow();
        List<string> numbers = [];
        for (var n = 0; n < 5; n++)
        {
            numbers.Add((await scene.OpenAsync(email: $"p{n}@example.com", receivedAt: now.AddDays(-(n % 3)))).Number); // some share their day
        }

        foreach (var order in Enum.GetValues<RequestOrder>())
        {
            List<FindRequests.Row> rows = [];
            string? after = null;
            do
            {
                var page = await FindAsync(scene, new(Order: order, After: after, Take: 2));
                Assert.Equal(5, page.Count);
                rows.AddRange(page.Rows);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(numbers.Order(), rows.Select(r => r.Number).Order());
            var days = rows.ConvertAll(r => order == RequestOrder.Due ? r.DueOn!.Value.DayNumber : r.ReceivedOn.DayNumber);
            Assert.Equal(order == RequestOrder.Newest ? days.OrderDescending() : days.Order(), days);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_or_a_whole_address_finds_its_cases_and_half_an_address_none(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.OpenAsync(email: "ann@example.com");
        var bob = await scene.OpenAsync(email: "bob@example.com");

        Assert.Equal([ann.Number], await NumbersAsync(scene, " ANN@example.com "));
        Assert.Equal([bob.Number], await NumbersAsync(scene, bob.Number));
        Assert.Equal([bob.Number], await NumbersAsync(scene, bob.Number.Split('-')[1].TrimStart('0')));
        Assert.Empty(await NumbersAsync(scene, "ann"));
        Assert.Empty(await NumbersAsync(scene, "@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task Every_pile_says_how_many_it_holds_under_the_same_filters(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var mine = await scene.OpenAsync(RequestKind.Forget);
        await scene.OpenAsync(RequestKind.Get, "bob@example.com");
        await scene.OpenAsync(RequestKind.Forget, "eve@example.com", "california");
        var me = (await MemberAsync(scene)).Id;
        Assert.Equal(1, (await scene.Portal.Get<AssignRequests>().RunAsync(new([mine.Id], me), Actors.Officer, Ct)).Value);
        var actor = Actors.Officer with { Id = me.ToString(System.Globalization.CultureInfo.InvariantCulture) };

        var all = (await scene.Portal.Get<FindRequests>().CountAsync(new(), actor, Ct)).Value;
        var forget = (await scene.Portal.Get<FindRequests>().CountAsync(new(Kind: RequestKind.Forget, Profile: "california"), actor, Ct)).Value;

        Assert.Equal((3, 1, 2, 0), (all[RequestPile.Open], all[RequestPile.Mine], all[RequestPile.Unassigned], all[RequestPile.Closed]));
        Assert.Equal((1, 0, 1), (forget[RequestPile.Open], forget[RequestPile.Mine], forget[RequestPile.Unassigned]));
    }

    [Fact]
    public async Task Only_late_leaves_out_what_is_due_and_what_stands_still()
    {
        await using var scene = await RequestScene.StartAsync();
        var late = await scene.OpenAsync(email: "late@example.com");
        var paused = await scene.OpenAsync(email: "paused@example.com");
        await scene.MoveAsync(paused.Id, RequestState.Acknowledged);
        Assert.True((await scene.Portal.Get<PauseClock>().RunAsync(new(paused.Id, "Waits for a proof"), Actors.Officer, Ct)).Ok);
        scene.Now(scene.Portal.Clock.GetUtcNow().AddDays(40));
        await scene.OpenAsync(email: "new@example.com");

        Assert.Equal([late.Number], (await FindAsync(scene, new(DueWithin: -1))).Rows.Select(r => r.Number));
    }

    [Fact]
    public async Task Giving_several_cases_is_all_or_nothing_and_each_has_its_line()
    {
        await using var scene = await RequestScene.StartAsync();
        var first = await scene.OpenAsync();
        var second = await scene.OpenAsync(email: "bob@example.com");
        await scene.MoveAsync(second.Id, RequestState.Acknowledged);
        Assert.True((await scene.CloseAsync(second.Id, RequestState.Withdrawn, Actors.Officer)).Ok);
        var third = await scene.OpenAsync(email: "eve@example.com");
        var me = (await MemberAsync(scene)).Id;
        var verb = scene.Portal.Get<AssignRequests>();

        Assert.False((await verb.RunAsync(new([first.Id, second.Id], me), Actors.Officer, Ct)).Ok);
        Assert.Equal(0, (await scene.ReadAsync(first.Id)).Request.AssigneeId);
        Assert.Equal(2, (await verb.RunAsync(new([first.Id, third.Id, first.Id], me), Actors.Officer, Ct)).Value);
        Assert.Equal((me, me), ((await scene.ReadAsync(first.Id)).Request.AssigneeId, (await scene.ReadAsync(third.Id)).Request.AssigneeId));
        Assert.Equal(2, (await scene.Portal.AuditAsync()).Count(e => e.Entry.Kind == RequestEvent.Assigned));
        Assert.Equal(Refusal.Forbidden, (await verb.RunAsync(new([first.Id], me), Actors.Rep, Ct)).Problem!.Refusal);
    }

    private static async Task<ConsentPortal.Core.Team.TeamMember> MemberAsync(RequestScene scene)
    {
        await using var screen = await Screen.OfAsync(scene.Portal, ConsentPortal.Core.Team.Role.PrivacyOfficer);
        await using var db = scene.Portal.NewDb();
        return await db.Users.FindAsync([screen.MemberId], Ct) ?? throw new InvalidOperationException("no member");
    }

    private static async Task<FindRequests.View> FindAsync(RequestScene scene, FindRequests.Query query) => (await scene.Portal.Get<FindRequests>().RunAsync(query, Actors.Officer, Ct)).Value;

    private static async Task<IEnumerable<string>> NumbersAsync(RequestScene scene, string search) => (await FindAsync(scene, new(Search: search))).Rows.Select(r => r.Number);
}
