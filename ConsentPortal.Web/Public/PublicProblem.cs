using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ConsentPortal.Web.Public;

/// <summary>Problem documents (RFC 9457) for the programs that post to public addresses. They hold nothing of the request.</summary>
internal static class PublicProblem
{
    /// <summary>The database is not there: mailboxes try again after the time given.</summary>
    public static Task NotReadyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Not stored. Try again later.");
    }

    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { type = "about:blank", title = ReasonPhrases.GetReasonPhrase(status), status, detail }));
    }
}
