using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Answers a call whose key holds and has the scope.</summary>
internal delegate Task ApiHandler(HttpContext context, ApiCaller caller);

/// <summary>Lets a call in by its key: <c>Authorization: Bearer cp_…</c>. No session, no cookie, no principal: the caller is handed on.</summary>
internal sealed class ApiKeyAuthentication(ApiKeyVerifier verifier, CallerLimits limits, CallCounts counts)
{
    private const string Scheme = "Bearer ";

    /// <summary>Puts the check of key, scope and request limit before a handler, and the count of its calls around it.</summary>
    public RequestDelegate Guard(Permission scope, ApiHandler handler)
    {
        CallKind? kind = null;
        return async context =>
        {
            var caller = await verifier.VerifyAsync(TokenOf(context.Request), context.RequestAborted);
            if (caller is null)
            {
                await RefuseAsync(context);
                return;
            }

            var status = CallStatus.Failed;
            try
            {
                await AdmitAsync(context, caller, scope, handler);
                status = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted ? CallStatus.HungUp : context.Response.StatusCode;
            }
            catch (Exception error)
            {
                status = context.RequestAborted.IsCancellationRequested ? CallStatus.HungUp : error is BadHttpRequestException bad ? bad.StatusCode : CallStatus.Failed;
                throw;
            }
            finally
            {
                counts.Note(caller.KeyId, kind ??= CallKinds.Of(context.GetEndpoint()), status);
            }
        };
    }

    /// <summary>The caller of a request that goes on for long, asked again: null once the key was taken back or lost the scope.</summary>
    public async ValueTask<ApiCaller?> CallerAsync(HttpRequest request, Permission scope, CancellationToken ct)
        => await verifier.VerifyAsync(TokenOf(request), ct) is { } caller && caller.Actor.May(scope) ? caller : null;

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = TokenOf(context.Request).IsEmpty ? "Bearer" : "Bearer error=\"invalid_token\"";
        return context.WriteProblemAsync(StatusCodes.Status401Unauthorized, "Send a valid key: Authorization: Bearer cp_… . Keys are issued in the portal under Applications; one that was revoked or has expired opens nothing.");
    }

    private Task AdmitAsync(HttpContext context, ApiCaller caller, Permission scope, ApiHandler handler)
    {
        if (!caller.Actor.May(scope))
        {
            var word = ApiScopes.WordOf(scope);
            context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{word}\"";
            return context.WriteProblemAsync(StatusCodes.Status403Forbidden, $"This key lacks the scope {word}.");
        }

        if (limits.Take(caller) is { } grant)
        {
            // draft-ietf-httpapi-ratelimit-headers: what holds, and what is left of it
            context.Response.Headers["RateLimit-Policy"] = grant.Policy;
            context.Response.Headers["RateLimit"] = FormattableString.Invariant($"\"default\";r={grant.Left};t={grant.Seconds}");
            if (!grant.Admitted)
            {
                context.Response.Headers.RetryAfter = grant.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return context.WriteProblemAsync(StatusCodes.Status429TooManyRequests, "This key has used up its requests of the minute. Wait as long as Retry-After says.");
            }
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
