using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Answers one call: the caller, the members of its body, the request for its route values.</summary>
internal delegate Task<ApiReply> ApiCall(Fields body, Actor caller, HttpRequest request, CancellationToken ct);

/// <summary>The calls that are not hot: query or body read and parsed, problems answered together, edits conditional, writes repeatable under an
/// <c>Idempotency-Key</c>.</summary>
internal sealed class ApiCalls(ApiKeyAuthentication keys, IdempotentCalls once, ApiCursors cursors)
{
    /// <summary>A question without a body; map it with <see cref="ApiRoutes.MapRead"/>, which answers HEAD too. Every answer has an <c>ETag</c>.</summary>
    public RequestDelegate Get(Permission scope, ApiQuestion question) => keys.Guard(scope, async (context, caller) =>
    {
        if (await context.TakesJsonAsync())
        {
            var reply = await question(cursors.Query(context.Request), caller.Actor, context.Request, context.RequestAborted);
            await context.SendAsync(reply.Ok ? reply.Tagged() : reply);
        }
    });

    /// <summary>Reads one thing.</summary>
    public RequestDelegate Get<T>(Permission scope, ApiThing<T> thing) => Get(scope, (query, caller, request, ct) =>
    {
        query.NoOthers();
        return query.Problems.Count > 0 ? Task.FromResult(ApiReply.Refused(query.Problems)) : thing.ReadAsync(caller, request, ct);
    });

    /// <summary>A call that changes nothing, with a body: what it asks for must not stand in a URL.</summary>
    public RequestDelegate Read(Permission scope, ApiCall call) => keys.Guard(scope, async (context, caller) =>
    {
        if (await context.TakesJsonAsync() && await ApiInput.ReadAsync(context, ApiInput.Body.Json) is { } input)
        {
            using (input)
            {
                await context.SendAsync(await input.RunAsync(call, caller, context, context.RequestAborted));
            }
        }
    });

    /// <summary>A call that changes something: the same <c>Idempotency-Key</c> within 24 hours gives the first answer again.</summary>
    public RequestDelegate Write(Permission scope, ApiCall call) => Write(scope, ApiInput.Body.Json, call);

    /// <summary>As <see cref="Write(Permission, ApiCall)"/>, where there is nothing to say: the body may be missing.</summary>
    public RequestDelegate Do(Permission scope, ApiCall call) => Write(scope, ApiInput.Body.Optional, call);

    /// <summary>Edits one thing by a merge patch (RFC 7396): what is missing stays. <c>If-Match</c> is needed: 428 without, 412 where it is stale.</summary>
    public RequestDelegate Edit<T>(Permission scope, ApiThing<T> thing, ApiEdit<T> edit)
        => Write(scope, ApiInput.Body.Patch, (body, caller, request, ct) => thing.EditAsync(edit, must: true, body, caller, request, ct));

    /// <summary>Does something to one thing that overwrites nothing (retires it, brings it back): <c>If-Match</c> is heeded where it is sent; the body may be missing.</summary>
    public RequestDelegate Act<T>(Permission scope, ApiThing<T> thing, ApiEdit<T> act)
        => Write(scope, ApiInput.Body.Optional, (body, caller, request, ct) => thing.EditAsync(act, must: false, body, caller, request, ct));

    /// <summary>Takes one thing away (204), under the same condition as an edit.</summary>
    public RequestDelegate Remove<T>(Permission scope, ApiThing<T> thing, ApiEdit<T> remove)
        => Write(scope, ApiInput.Body.Optional, (body, caller, request, ct) => thing.RemoveAsync(remove, body, caller, request, ct));

    private RequestDelegate Write(Permission scope, ApiInput.Body body, ApiCall call) => keys.Guard(scope, async (context, caller) =>
    {
        if (!await context.TakesJsonAsync() || await ApiInput.ReadAsync(context, body) is not { } input)
        {
            return;
        }

        using (input)
        {
            var header = context.Request.Headers[IdempotentCalls.Header];
            await (header.Count == 0 ? RunAsync(context, caller, input, call) : once.RunAsync(context, caller, input, call, header.ToString().Trim('"')));
        }
    });

    private static async Task RunAsync(HttpContext context, Core.Integration.ApiCaller caller, ApiInput input, ApiCall call)
        => await context.SendAsync(await input.RunAsync(call, caller, context, context.RequestAborted));
}

internal static class ApiRoutes
{
    private static readonly string[] Head = [HttpMethods.Head];

    /// <summary>Maps GET, and HEAD beside it, which says the same without its body (RFC 9110 §9.3.2).</summary>
    public static IEndpointConventionBuilder MapRead(this IEndpointRouteBuilder api, string pattern, RequestDelegate call)
    {
        api.MapMethods(pattern, Head, call);
        return api.MapGet(pattern, call);
    }
}
