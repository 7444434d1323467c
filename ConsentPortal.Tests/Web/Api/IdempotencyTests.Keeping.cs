using System.Net;
using System.Text;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

public sealed partial class IdempotencyTests
{
    [Fact]
    public async Task A_secret_that_is_shown_once_lies_nowhere_in_the_kept_answers_and_is_given_again()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        var webhook = new { url = "https://93.184.215.14/hook", kinds = new[] { "consent.changed" } };

        var made = await crm.PostAsync("webhooks", webhook, "call-1");
        var again = await crm.PostAsync("webhooks", webhook, "call-1");

        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        var secret = made.Json.GetProperty("secret").GetString()!;
        Assert.Equal((HttpStatusCode.Created, made.Text), (again.Status, again.Text));
        await using var db = portal.NewDb();
        var kept = await db.Set<IdempotentAnswer>().SingleAsync();
        Assert.DoesNotContain("whsec_", kept.Body + kept.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain(secret["whsec_".Length..], kept.Body + kept.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_kept_before_answers_were_sealed_is_given_as_it_stands()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        await crm.PostAsync(Path, Item("ann@example.com"), "call-1");
        await SetAsync(portal, a => a.SetProperty(x => x.Body, """{"items":[]}"""));

        Assert.Equal("""{"items":[]}""", (await crm.PostAsync(Path, Item("ann@example.com"), "call-1")).Text);
    }

    [Theory, OnEveryDatabase]
    public async Task A_run_that_lost_its_key_neither_keeps_nor_forgets_and_one_that_lives_does_not_lose_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var answers = portal.Get<IdempotentAnswers>();
        Task<IdempotentAnswers.View> BeginAsync() => answers.BeginAsync(new(7), "call-1", [1], CancellationToken.None);
        var none = new Dictionary<string, string>(StringComparer.Ordinal);

        var first = await BeginAsync();
        for (var minutes = 0; minutes < 5; minutes++)
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(50));
            await answers.RenewAsync(new(7), "call-1", first.Run);
            Assert.Equal(IdempotentStart.Running, (await BeginAsync()).Start);
        }

        portal.Clock.Advance(IdempotentAnswers.Patience);
        var second = await BeginAsync();
        await answers.RenewAsync(new(7), "call-1", first.Run);
        await answers.KeepAsync(new(7), "call-1", first.Run, 201, "first", none);
        await answers.ForgetAsync(new(7), "call-1", first.Run);
        Assert.Equal((IdempotentStart.Run, IdempotentStart.Running), (second.Start, (await BeginAsync()).Start));

        await answers.KeepAsync(new(7), "call-1", second.Run, 200, "second", none);
        await answers.ForgetAsync(new(7), "call-1", second.Run);
        var kept = await BeginAsync();
        Assert.Equal((IdempotentStart.Replay, 200, "second"), (kept.Start, kept.Status, kept.Body));
    }

    [Fact]
    public async Task A_slow_call_holds_its_key_for_as_long_as_it_runs()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        ApiCaller caller = new(crm.KeyId, Actors.Crm);
        IdempotentCalls calls = new(portal.Get<IdempotentAnswers>()) { Renewal = TimeSpan.FromMilliseconds(20) };
        TaskCompletionSource slow = new();
        var runs = 0;
        async Task<int> CallAsync()
        {
            DefaultHttpContext context = new() { RequestServices = portal.Services };
            (context.Request.Method, context.Request.ContentType, context.Request.Body, context.Response.Body) = ("POST", "application/json", new MemoryStream(Encoding.UTF8.GetBytes("{}")), new MemoryStream());
            context.Features.Set<IHttpMaxRequestBodySizeFeature>(new NoLimit());
            using var input = (await ApiInput.ReadAsync(context, ApiInput.Body.Json))!;
            await calls.RunAsync(context, caller, input, async (_, _, _, _) =>
            {
                Interlocked.Increment(ref runs);
                await slow.Task;
                return ApiReply.OfJson("{}"u8.ToArray(), 200);
            }, "call-1");
            return context.Response.StatusCode;
        }

        var first = CallAsync();
        await SetAsync(portal, a => a.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow - 2 * IdempotentAnswers.Patience)); // as if two minutes had gone by
        await Task.Delay(500);
        Assert.Equal(409, await CallAsync());
        slow.SetResult();

        Assert.Equal((200, 200, 1), (await first, await CallAsync(), runs));
    }

    private sealed class NoLimit : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }
}
