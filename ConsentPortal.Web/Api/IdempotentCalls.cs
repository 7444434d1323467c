using System.Text;
using ConsentPortal.Core.Integration;

namespace ConsentPortal.Web.Api;

/// <summary>Writes that carry an <c>Idempotency-Key</c>: done once, answered alike each time, headers and all.</summary>
internal sealed class IdempotentCalls(IdempotentAnswers answers)
{
    public const string Header = "Idempotency-Key";

    /// <summary>How often a running call says that it lives; well within the patience of <see cref="IdempotentAnswers"/>.</summary>
    public TimeSpan Renewal { get; init; } = IdempotentAnswers.Patience / 4;

    public async Task RunAsync(HttpContext context, ApiCaller caller, ApiInput input, ApiCall call, string key)
    {
        if (key.Length is 0 or > IdempotentAnswer.KeyMaxLength || key.Any(c => c is <= ' ' or > '~'))
        {
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, $"An Idempotency-Key has 1 to {IdempotentAnswer.KeyMaxLength} visible ASCII characters, such as a UUID.");
            return;
        }

        var start = await answers.BeginAsync(caller.KeyId, key, input.Hash(context.Request), context.RequestAborted);
        switch (start.Start)
        {
            case IdempotentStart.Replay:
                context.Response.Headers["Idempotency-Replayed"] = "true";
                var reply = ApiReply.OfJson(Encoding.UTF8.GetBytes(start.Body), start.Status);
                await context.SendAsync(start.Headers.Aggregate(reply, (again, header) => again.With(header.Key, header.Value)));
                return;
            case IdempotentStart.Differs:
                await context.WriteProblemAsync(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request. Give each request a key of its own.");
                return;
            case IdempotentStart.Running:
                context.Response.Headers.RetryAfter = "1";
                await context.WriteProblemAsync(StatusCodes.Status409Conflict, "The first request with this Idempotency-Key is still running. Ask again for its answer.");
                return;
            case IdempotentStart.Lost:
                await context.WriteProblemAsync(StatusCodes.Status409Conflict, "The first request with this Idempotency-Key was done, but its answer is not readable any more.");
                return;
            default:
                await RunAndKeepAsync(context, caller, input, call, key, start.Run);
                return;
        }
    }

    private async Task RunAndKeepAsync(HttpContext context, ApiCaller caller, ApiInput input, ApiCall call, string key, string run)
    {
        var done = false;
        try
        {
            // once begun it is finished, even when the caller hangs up: the repeated call will want the answer
            var reply = await HeldAsync(input.RunAsync(call, caller, context, CancellationToken.None), () => answers.RenewAsync(caller.KeyId, key, run));
            if (done = reply.Ok)
            {
                await answers.KeepAsync(caller.KeyId, key, run, reply.Status, Encoding.UTF8.GetString(reply.Body), reply.Headers);
            }

            await context.SendAsync(reply);
        }
        finally
        {
            if (!done)
            {
                await answers.ForgetAsync(caller.KeyId, key, run);
            }
        }
    }

    private async Task<ApiReply> HeldAsync(Task<ApiReply> running, Func<Task> renew)
    {
        while (!running.IsCompleted)
        {
            using CancellationTokenSource enough = new();
            var ended = await Task.WhenAny(running, Task.Delay(Renewal, enough.Token));
            await enough.CancelAsync();
            if (ended != running)
            {
                await renew().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the call goes on, whether that was heard or not
            }
        }

        return await running;
    }
}
