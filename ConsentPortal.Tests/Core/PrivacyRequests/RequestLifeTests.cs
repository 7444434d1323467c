using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class RequestLifeTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_request_goes_its_way_from_receipt_to_answer_and_every_step_is_kept(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var opened = await scene.OpenAsync();
        await scene.MoveAsync(opened.Id, RequestState.Acknowledged, RequestState.IdentityPending, RequestState.Verified, RequestState.InProgress, RequestState.Review);

        Assert.True((await scene.CloseAsync(opened.Id, RequestState.Fulfilled, Actors.Officer)).Ok);

        var read = await scene.ReadAsync(opened.Id);
        Assert.Equal("Everything you have", read.Submission!.Notes);
        Assert.Equal((RequestState.Fulfilled, false), (read.Request.State, read.Request.IsOpen));
        Assert.Equal(["Received", "Acknowledged", "IdentityPending", "Verified", "InProgress", "Review", "Fulfilled"], read.Timeline.Select(l => l.State.ToString()));
        Assert.Empty(read.Next);
        var audit = (await scene.Portal.AuditAsync()).Where(a => a.Entry.SubjectKind == "privacyRequest").ToList();
        Assert.Equal(7, audit.Count);
        Assert.DoesNotContain(audit, a => System.Text.Json.JsonSerializer.Serialize(a.Values).Contains("ann@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_of_a_year_have_no_gap_when_many_open_at_once()
    {
        await using var scene = await RequestScene.StartAsync();

        var opened = await Task.WhenAll(Enumerable.Range(1, 5).Select(n => scene.OpenAsync(email: $"a{n}@example.com")));

        var year = scene.Portal.Clock.GetUtcNow().Year;
        Assert.Equal(Enumerable.Range(1, 5).Select(n => $"{year}-{n:0000}"), opened.Select(o => o.Number).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_state_that_does_not_follow_is_refused_and_a_closed_case_stays_closed()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;

        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<MoveRequest>().RunAsync(new(id, RequestState.InProgress), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal("to", (await scene.Portal.Get<MoveRequest>().RunAsync(new(id, RequestState.Fulfilled), Actors.Officer, Ct)).Problem!.Field);
        Assert.True((await scene.CloseAsync(id, RequestState.Withdrawn, Actors.Officer)).Ok);
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<MoveRequest>().RunAsync(new(id, RequestState.Acknowledged), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<HoldRequest>().RunAsync(new(id, true, "A dispute"), Actors.Officer, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task Only_an_objection_goes_on_without_showing_who_asks()
    {
        await using var scene = await RequestScene.StartAsync();
        var objection = (await scene.OpenAsync(RequestKind.Object)).Id;
        var access = (await scene.OpenAsync()).Id;

        await scene.MoveAsync(objection, RequestState.InProgress);
        await scene.MoveAsync(access, RequestState.Acknowledged);

        Assert.DoesNotContain(RequestState.InProgress, (await scene.ReadAsync(access)).Next);
        Assert.Equal("note", (await scene.Portal.Get<MoveRequest>().RunAsync(new(access, RequestState.Verified), Actors.Officer, Ct)).Problem!.Field);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deletion_is_never_called_done_while_somebody_is_known_and_nothing_was_erased(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        await scene.Portal.World.PersonAsync("crm-1", ["ann@example.com"]);
        var id = (await scene.OpenAsync(RequestKind.Forget)).Id; // nobody linked it: the address is enough
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified, RequestState.InProgress, RequestState.Review);

        foreach (var end in (RequestState[])[RequestState.Fulfilled, RequestState.PartiallyFulfilled])
        {
            var closed = await scene.CloseAsync(id, end, Actors.Admin, "legal_obligation");
            var answered = await scene.Portal.Get<AnswerRequest>().RunAsync(new(id, end, "legal_obligation", "Done"), Actors.Admin, Ct);
            Assert.Equal((Refusal.Conflict, Refusal.Conflict), (closed.Problem?.Refusal, answered.Problem?.Refusal));
            Assert.Contains("was not erased", closed.Problem!.Message, StringComparison.Ordinal);
        }

        Assert.True((await scene.ReadAsync(id)).Request.IsOpen);
        Assert.True((await scene.CloseAsync(id, RequestState.Refused, Actors.Admin, "legal_obligation")).Ok);
    }

    [Fact]
    public async Task A_deletion_is_approved_by_a_second_person_and_not_under_a_legal_hold()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync(RequestKind.Forget)).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified, RequestState.InProgress, RequestState.Review);

        Assert.Contains("second person", (await scene.CloseAsync(id, RequestState.Fulfilled, Actors.Officer)).Problem!.Message, StringComparison.Ordinal);
        Assert.True((await scene.Portal.Get<HoldRequest>().RunAsync(new(id, true, "A claim is before the court"), Actors.Admin, Ct)).Ok);
        Assert.Contains("legal hold", (await scene.CloseAsync(id, RequestState.Fulfilled, Actors.Admin)).Problem!.Message, StringComparison.Ordinal);
        Assert.True((await scene.Portal.Get<HoldRequest>().RunAsync(new(id, false, "Settled"), Actors.Admin, Ct)).Ok);
        Assert.True((await scene.CloseAsync(id, RequestState.Fulfilled, Actors.Admin)).Ok);
    }

    [Fact]
    public async Task A_refusal_names_its_ground_and_its_reason()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged);

        Assert.Equal("refusalCode", (await scene.CloseAsync(id, RequestState.Refused, Actors.Officer)).Problem!.Field);
        Assert.Equal("refusalCode", (await scene.CloseAsync(id, RequestState.Refused, Actors.Officer, "because")).Problem!.Field);
        Assert.True((await scene.CloseAsync(id, RequestState.Refused, Actors.Officer, "identity_not_shown")).Ok);
        Assert.Equal("identity_not_shown", (await scene.ReadAsync(id)).Request.RefusalCode);
    }

    [Fact]
    public async Task The_same_wish_again_is_linked_to_the_open_case_and_proves_nothing()
    {
        await using var scene = await RequestScene.StartAsync();
        var first = await scene.OpenAsync();
        await scene.MoveAsync(first.Id, RequestState.Acknowledged, RequestState.Verified);

        var again = await scene.OpenAsync(email: " ANN@example.com ");

        Assert.Equal(first.Number, again.Repeats);
        var read = await scene.ReadAsync(again.Id);
        Assert.Equal((first.Id, RequestState.Received), (read.Request.RepeatsId, read.Request.State));
        Assert.Null((await scene.OpenAsync(RequestKind.Forget)).Repeats);
    }

    [Fact]
    public async Task Who_may_not_work_on_requests_may_not_see_them_either()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;

        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<ReadRequest>().RunAsync(id, Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<FindRequests>().RunAsync(new(), Actors.Analyst, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<CommentOnRequest>().RunAsync(new(id, "Hello"), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Get, RequestIntake.Phone, new() { Email = "x@example.com" }), Actors.Rep, Ct)).Problem!.Refusal);
        var other = Actors.Officer with { BoundToProfile = "california" };
        Assert.Equal(Refusal.NotFound, (await scene.Portal.Get<ReadRequest>().RunAsync(id, other, Ct)).Problem!.Refusal);
        Assert.Empty((await scene.Portal.Get<FindRequests>().RunAsync(new(), other, Ct)).Value.Rows);
    }

    [Theory]
    [InlineData("", "", "email")]
    [InlineData("no address", "", "email")]
    [InlineData("", "12", "phone")]
    public async Task What_cannot_be_worked_with_is_refused_beside_its_field(string email, string phone, string field)
    {
        await using var scene = await RequestScene.StartAsync();

        var refused = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Get, RequestIntake.Letter, new() { Email = email, Phone = phone }), Actors.Officer, Ct);

        Assert.Equal(field, refused.Problem!.Field);
    }
}
