namespace ConsentPortal.Core.Consent;

/// <summary>One seal by itself: does it follow the one before, and is its hash that of its contents?</summary>
internal static class SealCheck
{
    public static LedgerFault? Of(LedgerSeal seal, SealHead before)
        => Wrong(seal, before) is { } why ? new(LedgerFaultKind.SealAltered, $"Seal {seal.Number} (events {seal.FirstSequence} to {seal.LastSequence}) was altered: {why}") : null;

    private static string? Wrong(LedgerSeal seal, SealHead before)
    {
        if (seal.Entries.Length == 0 || seal.Entries.Length != (long)seal.Count * SealEntries.Length)
        {
            return "its list has another length than it says.";
        }

        var (first, last) = (SealEntries.Sequence(seal.Entries, 0), SealEntries.Sequence(seal.Entries, seal.Count - 1));
        return (first, last) != (seal.FirstSequence, seal.LastSequence) || !Rises(seal) ? "its list does not run from its first to its last event."
            : first <= before.LastSequence ? "it does not begin where the seal before ends."
            : !SealEntries.Root(seal.Entries).AsSpan().SequenceEqual(seal.Root) ? "its root is not that of its list."
            : !seal.PreviousHash.AsSpan().SequenceEqual(before.Hash) ? $"it is not chained to seal {before.Number}."
            : !seal.HashOfAll().AsSpan().SequenceEqual(seal.Hash) ? "its hash is not that of its contents." : null;
    }

    private static bool Rises(LedgerSeal seal)
    {
        for (var i = 1; i < seal.Count; i++)
        {
            if (SealEntries.Sequence(seal.Entries, i) <= SealEntries.Sequence(seal.Entries, i - 1))
            {
                return false;
            }
        }

        return true;
    }
}
