namespace ConsentPortal.Web.Api;

/// <summary><c>Prefer: respond-async</c> (RFC 7240 §4.1): the caller would rather have 202 with the address of the work than wait for its end.</summary>
internal static class RespondAsync
{
    private const string Preference = "respond-async";

    public static bool Asked(HttpRequest request)
        => request.Headers["Prefer"].SelectMany(line => line?.Split(',') ?? []).Any(part => part.Split(';')[0].Trim().Equals(Preference, StringComparison.OrdinalIgnoreCase));

    /// <summary>202 with the address where the work can be followed.</summary>
    /// <param name="asked">Whether it is so because the caller asked for it.</param>
    public static ApiReply Accepted<T>(T state, string location, bool asked)
    {
        var reply = ApiReply.Of(state, StatusCodes.Status202Accepted).With("Location", location);
        return asked ? reply.With("Preference-Applied", Preference) : reply;
    }
}
