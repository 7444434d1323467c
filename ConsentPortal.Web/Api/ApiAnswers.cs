using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Sends replies: headers, then the body, the problems, or 304 to who has it already.</summary>
internal static class ApiAnswers
{
    public static async Task SendAsync(this HttpContext context, ApiReply reply)
    {
        var response = context.Response;
        foreach (var (header, value) in reply.Headers)
        {
            response.Headers[header] = value;
        }

        if (reply.Problems is { } problems)
        {
            await context.WriteProblemAsync(reply.Status, ProblemMapping.DetailOf(problems), problems);
            return;
        }

        response.StatusCode = reply.Status;
        if (IsRead(context.Request) && reply.Headers.TryGetValue(ApiReply.Tag, out var tag) && Preconditions.Has(context.Request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
        }
        else if (reply.Body.Length > 0)
        {
            response.ContentType = ApiBody.Json;
            response.ContentLength = reply.Body.Length;
            await response.Body.WriteAsync(reply.Body, context.RequestAborted);
        }
    }

    /// <summary>True where the caller takes JSON (RFC 9110 §12.5.1); else 406 is answered already.</summary>
    public static async ValueTask<bool> TakesJsonAsync(this HttpContext context)
    {
        var accept = context.Request.GetTypedHeaders().Accept;
        if (accept.Count == 0 || accept.Any(a => a.Quality is not 0 && a.MatchesMediaType(ApiBody.Json)))
        {
            return true;
        }

        await context.WriteProblemAsync(StatusCodes.Status406NotAcceptable, $"This call answers with {ApiBody.Json}. Accept that, or leave Accept out.");
        return false;
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}

/// <summary>What a caller says about the state that it saw (RFC 9110 §13, RFC 6585 §3): no edit overwrites what somebody else saved meanwhile.</summary>
internal static class Preconditions
{
    private const string Needed = "Say with If-Match which state you edit: the ETag of your last read. * edits whatever stands there.";
    private const string NotThere = "There is nothing under this id. Leave If-Match out to make it.";
    private const string There = "There is something under this id already, and If-None-Match says that it may only be made. Read it, and edit that.";
    private const string Stale = "It has changed since you read it. Read it again, compare it with yours, and send the new ETag.";

    /// <summary>Null when the edit may go on: the tag was named, or <c>*</c>, or nothing was said and nothing had to be.</summary>
    public static ApiReply? Refuse(HttpRequest request, string current, bool must)
    {
        var named = request.Headers.IfMatch;
        return named.Count == 0 ? must ? ApiReply.Refused(StatusCodes.Status428PreconditionRequired, Needed).With(ApiReply.Tag, current) : null
            : Has(named, current) ? null : ApiReply.Refused(StatusCodes.Status412PreconditionFailed, Stale).With(ApiReply.Tag, current);
    }

    /// <summary>Whether the caller says anything about what it saw.</summary>
    public static bool AreIn(HttpRequest request) => request.Headers.IfMatch.Count + request.Headers.IfNoneMatch.Count > 0;

    /// <summary>Of a call that makes or changes: null when it may go on.</summary>
    /// <param name="current">The tag of what stands there; null = nothing does.</param>
    public static ApiReply? RefusePut(HttpRequest request, string? current)
    {
        var (match, none) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        var stale = match.Count > 0 && (current is null || !Has(match, current));
        var refused = stale ? ApiReply.Refused(StatusCodes.Status412PreconditionFailed, current is null ? NotThere : Stale)
            : current is not null && none.Count > 0 && Has(none, current) ? ApiReply.Refused(StatusCodes.Status412PreconditionFailed, There) : null;
        return current is null ? refused : refused?.With(ApiReply.Tag, current);
    }

    /// <summary>A conflict over the version is a save of somebody else between the check and the edit.</summary>
    public static ApiReply Refused(IReadOnlyList<Problem> problems)
        => problems[0] is { Refusal: Refusal.Conflict, Field: "version" } ? ApiReply.Refused(StatusCodes.Status412PreconditionFailed, Stale) : ApiReply.Refused(problems);

    /// <summary>True where the list of tags names this one, or <c>*</c>. A weak tag matches none: it says no more than "much the same".</summary>
    public static bool Has(Microsoft.Extensions.Primitives.StringValues header, string tag)
        => header.SelectMany(line => (line ?? "").Split(',')).Select(part => part.Trim()).Any(part => part == "*" || part == tag);
}
