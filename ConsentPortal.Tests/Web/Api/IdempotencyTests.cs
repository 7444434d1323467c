using System.Net;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

public sealed partial class IdempotencyTests
{
    private const string Path = "consent/events";

    [Theory, OnEveryDatabase]
    public async Task The_same_call_again_gives_the_first_answer_and_another_body_is_refused(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();

        var first = await crm.PostAsync(Path, Item("ann@example.com"), "call-1");
        var again = await crm.PostAsync(Path, Item("ann@example.com"), "call-1");
        var other = await crm.PostAsync(Path, Item("bob@example.com"), "call-1");

        Assert.Equal("recorded", first.First.GetProperty("outcome").GetString());
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        other.IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("bob@example.com"));
    }

    [Fact]
    public async Task Two_keys_do_not_know_each_others_calls()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        using var shop = await portal.ProgramAsync();

        await crm.PostAsync(Path, Item("ann@example.com"), "call-1");
        var other = await shop.PostAsync(Path, Item("bob@example.com"), "call-1");

        Assert.Equal("recorded", other.First.GetProperty("outcome").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_call_that_still_runs_is_a_conflict_and_one_that_died_is_run_again(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        await crm.PostAsync(Path, Item("ann@example.com"), "call-1");
        await SetAsync(portal, a => a.SetProperty(x => x.Status, 0));

        var running = await crm.PostAsync(Path, Item("ann@example.com"), "call-1");
        await SetAsync(portal, a => a.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow - IdempotentAnswers.Patience));
        var after = await crm.PostAsync(Path, Item("ann@example.com"), "call-1");

        Assert.Equal("1", running.IsProblem(HttpStatusCode.Conflict).Headers["Retry-After"]);
        Assert.Equal("unchanged", after.First.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_refused_call_leaves_its_key_free_for_the_mended_one()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        (await crm.PostAsync(Path, """{"items":[]}""", "call-1")).IsProblem(HttpStatusCode.BadRequest);

        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync(Path, Item("ann@example.com"), "call-1")).Status);
    }

    [Fact]
    public async Task After_a_day_the_key_is_new_again_and_the_answer_is_dropped()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        await crm.PostAsync(Path, Item("ann@example.com"), "call-1");
        await SetAsync(portal, a => a.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow.AddHours(-25)));

        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync(Path, Item("bob@example.com"), "call-1")).Status);
        await SetAsync(portal, a => a.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow.AddHours(-25)));
        Assert.Equal(1, await portal.Get<IdempotentAnswers>().DropOldAsync(CancellationToken.None));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_many_at_once_one_runs(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => crm.PostAsync(Path, Item("ann@example.com"), "call-1")));

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
        Assert.All(answers.Where(a => a.Status == HttpStatusCode.OK), a => Assert.Equal("recorded", a.First.GetProperty("outcome").GetString()));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK && !a.Headers.ContainsKey("Idempotency-Replayed"));
    }

    [Theory]
    [InlineData("with blank")]
    [InlineData(null)]
    public async Task A_key_that_cannot_be_kept_is_refused(string? key)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, $"/api/v1/{Path}") { Content = new StringContent("""{"items":[]}""", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key ?? new string('k', 201));

        using var answer = await crm.Http.SendAsync(request);

        (await ApiAnswer.OfAsync(answer)).IsProblem(HttpStatusCode.BadRequest);
    }

    private static async Task SetAsync(WebPortal portal, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<IdempotentAnswer>> change)
    {
        await using var db = portal.NewDb();
        await db.Set<IdempotentAnswer>().ExecuteUpdateAsync(change);
    }

    private static string Item(string address) => $$"""{"items":[{"channel":"email","address":"{{address}}","profile":"default","purpose":"commercial","status":"optedOut"}]}""";
}
