using System.Diagnostics;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>Sends a batch: so many at once as the endpoint bears, events about one subject one after the other. Where one of them fails the
/// later ones about it are held; where the endpoint fails no more are begun.</summary>
internal sealed class LaneSender(WebhookCalls calls, WebhookSecrets secrets, PortalAddress address, TimeProvider clock)
{
    /// <summary>Then no more are begun: what arrived is soon written down, so that little is sent twice after a crash.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public async Task SendAsync(Webhook webhook, LaneBatch batch, EndpointState state, CancellationToken ct)
    {
        var (url, keys, source) = (new Uri(webhook.Url), secrets.Of(webhook, clock.GetUtcNow()), address.To(""));
        var (stopped, begun) = (false, Stopwatch.GetTimestamp());
        var groups = batch.Parcels.Where(p => p is { HeldUntil: null, Happened: not null }).GroupBy(p => p.Delivery.Subject);
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = state.Width, CancellationToken = CancellationToken.None }, async (group, _) =>
        {
            foreach (var parcel in group)
            {
                if (Volatile.Read(ref stopped) || ct.IsCancellationRequested || Stopwatch.GetElapsedTime(begun) > Longest)
                {
                    return;
                }

                var happened = parcel.Happened!;
                parcel.Result = await calls.PostAsync(url, WebhookBody.IdOf(happened.Id), WebhookBody.Of(happened, source, parcel.Delivery.Stream), keys, CancellationToken.None); // once begun it is finished, and written down
                LagGauge.Attempted(parcel.Result.Fault);
                if (state.Note(parcel.Result))
                {
                    Volatile.Write(ref stopped, true);
                }

                if (!parcel.Result.Ok)
                {
                    return;
                }
            }
        });
    }
}
