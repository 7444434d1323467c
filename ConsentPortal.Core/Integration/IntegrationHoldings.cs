using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Which applications were told about the person, what, how often and when (GDPR art. 15(1)(c)).</summary>
public sealed class IntegrationHoldings(HeldRows rows) : IHoldsPersonalData
{
    public string Room => "Integration";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("webhook_deliveries", "disclosures"),
        new("webhook_attempts", "disclosures", "How a network call went; that something was told is handed out."),
        new("idempotent_answers", "disclosures", "A sealed copy of an answer to a program, kept for 24 hours against doing a thing twice."),
    ];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        var about = subject.ContactPoints.Concat(subject.Contacts).ToList();
        var told = await rows.ReadAsync(db => db.Set<WebhookDelivery>().Where(d => d.State == DeliveryState.Delivered && about.Contains(d.Subject)).GroupBy(d => new { d.WebhookId, d.Kind })
            .Select(g => new Told(g.Key.WebhookId, g.Key.Kind, g.Count(), g.Min(d => d.OccurredAt), g.Max(d => d.OccurredAt))), ct);
        var hooks = told.Select(t => t.Webhook).Distinct().ToList();
        var names = await rows.ReadAsync(db => from w in db.Set<Webhook>() join a in db.Set<Application>() on w.ApplicationId equals a.Id where hooks.Contains(w.Id) select new Receiver(w.Id, a.Name, a.IsAgent), ct);
        foreach (var t in told.OrderBy(t => t.Webhook).ThenBy(t => t.Kind, StringComparer.Ordinal))
        {
            var to = names.Find(n => n.Webhook == t.Webhook);
            yield return new("disclosures", "webhook_deliveries", $"{t.Webhook}-{t.Kind}", t.Last, new PersonalFields().Add("recipient", to?.Application ?? "an application that was removed").Add("aiSystem", to?.IsAgent).Add("told", t.Kind)
                .Add("times", t.Count).Add("first", t.First).Add("last", t.Last).Items);
        }
    }

    private sealed record Told(Id<Webhook> Webhook, string Kind, int Count, DateTimeOffset First, DateTimeOffset Last);

    private sealed record Receiver(Id<Webhook> Webhook, string Application, bool IsAgent);
}
