using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>GET /events/stream</c>: the feed as server-sent events (HTML standard, 9.2). Whoever comes back with the last id goes on
/// there. A key that was taken back loses its streams as it loses its calls.</summary>
internal sealed class FeedStream(ReadFeed feed, ApiKeyAuthentication keys, IHostApplicationLifetime life, TimeProvider clock)
{
    public const string MediaType = "text/event-stream";

    /// <summary>Streams of one key at a time: enough for every instance of a system, too few to wear the portal out.</summary>
    public const int MostOfOneKey = 10;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), Beat = TimeSpan.FromSeconds(15);
    private static readonly byte[] Alive = ": alive\n\n"u8.ToArray();
    private readonly ConcurrentDictionary<Id<ApiKey>, int> open = new();

    public async Task HandleAsync(HttpContext context, ApiCaller caller)
    {
        var (query, problems) = FeedQuery.Read(context.Request, FeedQuery.After);
        if (problems.Count > 0)
        {
            await context.WriteProblemAsync(problems);
            return;
        }

        try
        {
            if (open.AddOrUpdate(caller.KeyId, 1, (_, n) => n + 1) > MostOfOneKey)
            {
                context.Response.Headers.RetryAfter = "60";
                await context.WriteProblemAsync(StatusCodes.Status429TooManyRequests, $"This key has {MostOfOneKey} streams open. End one of them first.");
                return;
            }

            await FollowAsync(context, caller, query with { Limit = ReadFeed.MostRows });
        }
        finally
        {
            open.AddOrUpdate(caller.KeyId, 0, (_, n) => n - 1);
            open.TryRemove(new(caller.KeyId, 0));
        }
    }

    private async Task FollowAsync(HttpContext context, ApiCaller caller, ReadFeed.Query query)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var first = await feed.RunAsync(query, caller.Actor, stop.Token);
        if (!first.Ok)
        {
            await context.WriteProblemAsync(first.Problems);
            return;
        }

        StreamedAnswer.Begin(context, MediaType);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy in between would keep what is live
        try
        {
            await RunAsync(context, query, first.Value, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // hung up, or the portal ends: the reader comes back with the last id
        }
    }

    private async Task RunAsync(HttpContext context, ReadFeed.Query query, ReadFeed.View view, CancellationToken ct)
    {
        await context.Response.Body.WriteAsync(Alive, ct); // the reader knows that it is connected
        var spoke = clock.GetTimestamp();
        while (true)
        {
            if (view.Next != query.After)
            {
                await context.Response.Body.WriteAsync(Write(view), ct);
                spoke = clock.GetTimestamp();
            }
            else if (clock.GetElapsedTime(spoke) > Beat)
            {
                await context.Response.Body.WriteAsync(Alive, ct);
                spoke = clock.GetTimestamp();
            }

            await context.Response.Body.FlushAsync(ct);
            if (!view.More)
            {
                await Task.Delay(Look, clock, ct);
            }

            query = query with { After = view.Next };
            if (await keys.CallerAsync(context.Request, Permission.ReadEvents, ct) is not { } still || await feed.RunAsync(query, still.Actor, ct) is not { Ok: true } outcome)
            {
                return;
            }

            view = outcome.Value;
        }
    }

    private static byte[] Write(ReadFeed.View view)
    {
        StringBuilder text = new();
        foreach (var row in view.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {new FeedPlace(row.Happened.Sequence, row.Happened.Id)}\nevent: consent.changed\ndata: ").Append(JsonSerializer.Serialize(FeedItem.Of(row), ApiJson.Options)).Append("\n\n");
        }

        if (view.Rows.Count == 0 || view.Rows[^1].Happened.Sequence < view.Next.Sequence)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {view.Next}\n\n"); // nothing for this reader, but its place moves on
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
