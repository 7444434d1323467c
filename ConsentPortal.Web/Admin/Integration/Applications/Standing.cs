using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>How the webhooks of one application do, and the oldest opt-out that it has not acknowledged.</summary>
public sealed record Standing(int Active, int Asleep, int Off, FindOptOutLag.Row? Lag);

/// <summary>Gathers it for all applications.</summary>
public sealed class ReadStandings(FindWebhooks webhooks, FindOptOutLag lag)
{
    public async Task<IReadOnlyDictionary<Id<Application>, Standing>> RunAsync(Actor actor, CancellationToken ct)
    {
        List<FindWebhooks.Row> rows = [];
        while (await webhooks.RunAsync(new(Skip: rows.Count, Take: FindWebhooks.MostTake), actor, ct) is { Ok: true, Value: { Rows.Count: > 0 } page })
        {
            rows.AddRange(page.Rows);
        }

        var late = await lag.RunAsync(actor, ct) is { Ok: true, Value: var known } ? known.ToDictionary(l => l.ApplicationId) : [];
        return rows.GroupBy(r => r.ApplicationId).ToDictionary(g => g.Key, g => new Standing(
            g.Count(w => w.State == WebhookState.Active), g.Count(w => w.State == WebhookState.Asleep), g.Count(w => w.State == WebhookState.Off), late.GetValueOrDefault(g.Key)));
    }
}
