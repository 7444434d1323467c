using System.Diagnostics;
using System.Diagnostics.Metrics;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Decisions and consent events as measurements. Where nobody listens, a decision costs one look at a flag.</summary>
internal static class ConsentMetrics
{
    private static readonly Counter<long> Decisions = PortalMeter.Meter.CreateCounter<long>("consentportal.decisions", "{decision}", "Answers to whether a sender may send, by outcome and reason");
    private static readonly Histogram<double> DecisionTime = PortalMeter.Meter.CreateHistogram<double>("consentportal.decision.duration", "s", "Time to decide on the addresses of one call or run");
    private static readonly Counter<long> Events = PortalMeter.Meter.CreateCounter<long>("consentportal.consent.events", "{event}", "Consent events written, by new status and who acted");
    private static readonly Counter<long> OneClicks = PortalMeter.Meter.CreateCounter<long>("consentportal.unsubscribes.one_click", "{request}", "One-click unsubscribes that were stored");

    public static long Begin() => DecisionTime.Enabled ? Stopwatch.GetTimestamp() : 0;

    public static void Decided(long begun, List<Decided> answers)
    {
        if (begun != 0)
        {
            DecisionTime.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }

        if (!Decisions.Enabled)
        {
            return;
        }

        foreach (var answer in answers)
        {
            var message = answer.Decision.Message;
            Decisions.Add(1, new KeyValuePair<string, object?>("outcome", message.Allowed ? "allow" : "deny"), new("reason", message.Reason.Code()));
        }
    }

    public static void Written(List<ConsentEvent> events)
    {
        if (!Events.Enabled && !OneClicks.Enabled)
        {
            return;
        }

        foreach (var happened in events)
        {
            Events.Add(1, new KeyValuePair<string, object?>("status", Word.Of(happened.NewStatus)), new("actor", Word.Of(happened.ActorKind)));
            if (happened.Action == ConsentAction.OneClick)
            {
                OneClicks.Add(1);
            }
        }
    }
}
