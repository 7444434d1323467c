using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>All that was said about one answer at one address, for every record of it, and what of it is one import's word. An undo that put
/// a yes back, and a merge that carried it on, said nothing new: that yes is still the import's.</summary>
/// <param name="facts">In the order of the ledger.</param>
/// <param name="undone">Other imports that were taken back: their yes does not come back.</param>
internal sealed class UndoHistory(List<UndoFact> facts, long job, IReadOnlySet<long> undone)
{
    /// <summary>One case for each record whose last word of the import is among the wanted ones.</summary>
    public IEnumerable<UndoCase> Cases(IReadOnlySet<Id<ConsentEvent>> wanted)
    {
        foreach (var record in facts.Where(IsOwn).GroupBy(f => f.Key))
        {
            var last = record.Last();
            if (wanted.Contains(last.Id))
            {
                var before = Before(last);
                yield return new(last, before)
                {
                    Confirmed = [.. record.Where(f => f.ConfirmedAt is not null).Select(f => f.Id)],
                    Echoes = [.. facts.Where(f => f.Sequence > last.Sequence && EchoesAny(f, IsOwn)).Select(f => new UndoCase(f with { ProfileId = last.ProfileId }, f.Key == last.Key ? before : Before(f)))],
                };
            }
        }
    }

    private UndoFact? Before(UndoFact fact) => facts.LastOrDefault(f => f.Key == fact.Key && f.Sequence < fact.Sequence && !IsOwn(f) && !EchoesAny(f, IsOwn) && !(f.Status != ConsentStatus.OptedOut && (IsUndone(f) || EchoesAny(f, IsUndone))));

    private bool IsOwn(UndoFact fact) => fact.ImportBatch == job && fact.Action != ConsentAction.Undo;

    private bool IsUndone(UndoFact fact) => undone.Contains(fact.ImportBatch) && fact.Action != ConsentAction.Undo;

    // a no is left out: who said no as well meanwhile is noted beside the import's own event, not beside its echo
    private bool EchoesAny(UndoFact echo, Func<UndoFact, bool> said)
    {
        if (echo.Status is ConsentStatus.OptedOut or ConsentStatus.NotSet || !(echo.Carried || echo.Action == ConsentAction.Undo))
        {
            return false;
        }

        var earlier = facts.Where(f => f.Sequence < echo.Sequence && f.Status == echo.Status);
        if (echo.Carried || echo.ImportBatch != 0)
        {
            return earlier.Any(f => said(f) && f.OccurredAt == echo.OccurredAt && IsPersons(f) == IsPersons(echo));
        }

        // the undo of a reader's save has a date of its own: it brought back the nearest one of the kind
        return earlier.LastOrDefault(f => f.Key == echo.Key && f.ValidUntil == echo.ValidUntil && f.ConfirmedAt == echo.ConfirmedAt) is { } back && (said(back) || EchoesAny(back, said));
    }

    private static bool IsPersons(UndoFact fact) => fact.ActorKind is ActorKind.Subject or ActorKind.Guardian;
}
