using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Answers a call whose key holds and has the scope.</summary>
internal delegate Task ApiHandler(HttpContext context, ApiCaller caller);

/// <summary>Lets a call in by its key: <c>Authorization: Bearer cp_…</c>. No session, no cookie, no principal: the caller is handed on.</summary>
internal sealed class ApiKeyAuthentication(ApiKeyVerifier verifier, CallerLimits limits)
{
    private const string Scheme = "Bearer ";

    /// <summary>Puts the check of key, scope and (if the owner set one) request limit before a handler.</summary>
    public RequestDelegate Guard(Permission scope, ApiHandler handler)
        => async context => await AdmitAsync(context, await verifier.VerifyAsync(TokenOf(context.Request), context.RequestAborted), scope, handler);

    /// <summary>The caller of a request that goes on for long, asked again: null once the key was taken back or lost the scope.</summary>
    public async ValueTask<ApiCaller?> CallerAsync(HttpRequest request, Permission scope, CancellationToken ct)
        => await verifier.VerifyAsync(TokenOf(request), ct) is { } caller && caller.Actor.May(scope) ? caller : null;

    private Task AdmitAsync(HttpContext context, ApiCaller? caller, Permission scope, ApiHandler handler)
    {
        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = TokenOf(context.Request).IsEmpty ? "Bearer" : "Bearer error=\"invalid_token\"";
            return context.WriteProblemAsync(StatusCodes.Status401Unauthorized, "Send a valid key: Authorization: Bearer cp_… . Keys are issued in the portal under API keys.");
        }

        if (!caller.Actor.May(scope))
        {
            var word = ApiScopes.WordOf(scope);
            context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{word}\"";
            return context.WriteProblemAsync(StatusCodes.Status403Forbidden, $"This key lacks the scope {word}.");
        }

        if (limits.Wait(caller) is { } wait)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return context.WriteProblemAsync(StatusCodes.Status429TooManyRequests, "This key has used up its requests of the minute. Wait as long as Retry-After says.");
        }

        return handler(context, caller);
    }

    // the scheme's name has no case (RFC 9110 §11.1)
    private static ReadOnlySpan<char> TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value.AsSpan(Scheme.Length).Trim() : default;
    }
}
