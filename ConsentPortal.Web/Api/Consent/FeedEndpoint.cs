using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>GET /events</c>: the feed by stretches.</summary>
internal sealed class FeedEndpoint(ReadFeed feed)
{
    public async Task HandleAsync(HttpContext context, ApiCaller caller)
    {
        var (query, problems) = FeedQuery.Read(context.Request, FeedQuery.After, FeedQuery.Limit);
        if (problems.Count > 0)
        {
            await context.WriteProblemAsync(problems);
            return;
        }

        var outcome = await feed.RunAsync(query, caller.Actor, context.RequestAborted);
        if (!outcome.Ok)
        {
            await context.WriteProblemAsync(outcome.Problems);
            return;
        }

        var answer = FeedAnswer.Of(outcome.Value);
        if (answer.More)
        {
            context.Response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"<{ApiServices.Prefix}/events?after={answer.Next}&limit={query.Limit}>; rel=\"next\"");
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = ApiBody.Json;
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, ApiJson.Options, context.RequestAborted);
    }
}
