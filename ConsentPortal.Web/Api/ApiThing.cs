using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Answers a question without a body: the parameters of its query, the caller, the request for its route values.</summary>
internal delegate Task<ApiReply> ApiQuestion(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct);

/// <summary>Changes what was found, as it was found: where somebody saved meanwhile, the verb refuses it.</summary>
internal delegate Task<IReadOnlyList<Problem>> ApiEdit<in T>(T found, Fields body, Actor caller, CancellationToken ct);

/// <summary>Something that can be read and edited under one path. Its answer is the same after a read and after an edit, and so is its <c>ETag</c>.</summary>
/// <param name="Find">By the route values; a refusal where there is none that the caller may see.</param>
/// <param name="Show">What a read answers.</param>
internal sealed record ApiThing<T>(Func<Actor, HttpRequest, CancellationToken, Task<Outcome<T>>> Find, Func<T, object> Show)
{
    public async Task<ApiReply> ReadAsync(Actor caller, HttpRequest request, CancellationToken ct)
    {
        var found = await Find(caller, request, ct);
        return found.Ok ? ReplyTo(found.Value) : ApiReply.Refused(found.Problems);
    }

    /// <param name="must">428 where the caller does not say which state it edits.</param>
    public async Task<ApiReply> EditAsync(ApiEdit<T> edit, bool must, Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var refused = await ChangeAsync(edit, must, body, caller, request, ct);
        return refused ?? await ReadAsync(caller, request, ct);
    }

    public async Task<ApiReply> RemoveAsync(ApiEdit<T> remove, Fields body, Actor caller, HttpRequest request, CancellationToken ct)
        => await ChangeAsync(remove, must: true, body, caller, request, ct) ?? ApiReply.Nothing();

    private async Task<ApiReply?> ChangeAsync(ApiEdit<T> edit, bool must, Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var found = await Find(caller, request, ct);
        if (!found.Ok)
        {
            return ApiReply.Refused(found.Problems);
        }

        if (Preconditions.Refuse(request, ReplyTo(found.Value).Headers[ApiReply.Tag], must) is { } refused)
        {
            return refused;
        }

        var problems = await edit(found.Value, body, caller, ct);
        return problems.Count > 0 ? Preconditions.Refused(problems) : null;
    }

    private ApiReply ReplyTo(T found) => ApiReply.Of(Show(found)).Tagged();
}
