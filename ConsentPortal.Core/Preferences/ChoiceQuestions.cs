using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>Asks the address of a save whether what it switched on was theirs: a mail by a link, a number by a code. Nothing counts before.</summary>
public sealed class ChoiceQuestions(ConfirmationRequests requests, NumberRequests numbers)
{
    /// <summary>Null when nothing waits.</summary>
    internal async ValueTask<NumberAsk?> AskAsync(WriteSession session, ChoiceSave save, IReadOnlyList<(Choice First, RecordResult Second)> waiting, CancellationToken ct)
    {
        if (waiting.Count == 0)
        {
            return null;
        }

        var asks = waiting.GroupBy(w => w.First.PointId).Select(point => new ConfirmationAsk(point.Key, save.Profile, save.Visitor.Language,
            [.. point.Select(w => new AskedItem(w.First.Purpose, w.First.Topic, save.Link.ContactId, w.Second.EventId) { Wording = Published(save.Wording(w.First)) })])).ToList();
        return waiting[0].First.SwitchingOn == SwitchingOn.ByCode
            ? await numbers.AskAsync(session, save.Link.PointId, asks, ct) : new(await requests.AskAsync(session, asks[0], ct), "");
    }

    // the confirmation mail has a sentence of its own for what nobody published words for
    private static ShownWording? Published(ShownWording shown) => shown.Version == ChoiceWording.Version ? null : shown;
}
