using System.Buffers;
using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Answers one call: the caller, the members of its body, the request for its route values.</summary>
internal delegate Task<ApiReply> ApiCall(Fields body, Actor caller, HttpRequest request, CancellationToken ct);

/// <summary>The calls that are not hot: body read and parsed, problems answered together, writes repeatable under an <c>Idempotency-Key</c>.</summary>
internal sealed class ApiCalls(ApiKeyAuthentication keys, IdempotentAnswers answers)
{
    /// <summary>A call that changes nothing.</summary>
    public RequestDelegate Read(Permission scope, ApiCall call) => keys.Guard(scope, async (context, caller) =>
    {
        if (await ApiInput.ReadAsync(context) is { } input)
        {
            using (input)
            {
                await RunAsync(context, caller, input, call, context.RequestAborted);
            }
        }
    });

    /// <summary>A call that changes something: the same <c>Idempotency-Key</c> within 24 hours gives the first answer again.</summary>
    public RequestDelegate Write(Permission scope, ApiCall call) => keys.Guard(scope, async (context, caller) =>
    {
        if (await ApiInput.ReadAsync(context) is not { } input)
        {
            return;
        }

        using (input)
        {
            var header = context.Request.Headers["Idempotency-Key"];
            await (header.Count == 0 ? RunAsync(context, caller, input, call, context.RequestAborted) : RunOnceAsync(context, caller, input, call, header.ToString().Trim('"')));
        }
    });

    private async Task RunOnceAsync(HttpContext context, ApiCaller caller, ApiInput input, ApiCall call, string key)
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
                await WriteAsync(context, start.Status, System.Text.Encoding.UTF8.GetBytes(start.Body));
                return;
            case IdempotentStart.Differs:
                await context.WriteProblemAsync(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request. Give each request a key of its own.");
                return;
            case IdempotentStart.Running:
                context.Response.Headers.RetryAfter = "1";
                await context.WriteProblemAsync(StatusCodes.Status409Conflict, "The first request with this Idempotency-Key is still running. Ask again for its answer.");
                return;
            default:
                await RunAndKeepAsync(context, caller, input, call, key);
                return;
        }
    }

    private async Task RunAndKeepAsync(HttpContext context, ApiCaller caller, ApiInput input, ApiCall call, string key)
    {
        var kept = false;
        try
        {
            // once begun it is finished, even when the caller hangs up: the repeated call will want the answer
            var reply = await RunAsync(context, caller, input, call, CancellationToken.None, async reply =>
            {
                await answers.KeepAsync(caller.KeyId, key, reply.Status, System.Text.Encoding.UTF8.GetString(reply.Body));
                kept = true;
            });
            kept |= reply.Ok;
        }
        finally
        {
            if (!kept)
            {
                await answers.ForgetAsync(caller.KeyId, key);
            }
        }
    }

    private static async Task<ApiReply> RunAsync(HttpContext context, ApiCaller caller, ApiInput input, ApiCall call, CancellationToken ct, Func<ApiReply, Task>? keep = null)
    {
        List<Problem> problems = [];
        var reply = await call(new Fields(input.Root, "", problems), caller.Actor, context.Request, ct);
        if (!reply.Ok)
        {
            await context.WriteProblemAsync(reply.Problems!);
            return reply;
        }

        if (keep is not null)
        {
            await keep(reply);
        }

        foreach (var (header, value) in reply.Headers)
        {
            context.Response.Headers[header] = value;
        }

        await WriteAsync(context, reply.Status, reply.Body);
        return reply;
    }

    private static async Task WriteAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ApiBody.Json;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
