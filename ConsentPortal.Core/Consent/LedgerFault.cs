namespace ConsentPortal.Core.Consent;

/// <summary>What kind of thing does not hold.</summary>
public enum LedgerFaultKind
{
    EventAltered,
    EventMissing,
    SealAltered,
    SealMissing,
    RecordAltered,
    RecordMissing,

    /// <summary>A record that no event made.</summary>
    RecordExtra,
    SideRowAltered,
    SideRowMissing,

    /// <summary>A counter says something else than the rows.</summary>
    CounterAltered,
}

/// <summary>The first thing in the ledger that does not hold, named by numbers and ids in one sentence.</summary>
public sealed record LedgerFault(LedgerFaultKind Kind, string Message);

/// <summary>How much was checked. <c>Total</c> = the events that there were when the check began.</summary>
public readonly record struct LedgerCounts(long Events, long Total, long Seals, long Records, long SideRows, long AuditEntries);

/// <summary>Counts while checking, and tells whoever watches.</summary>
internal sealed class LedgerTally(IProgress<LedgerCounts>? watcher)
{
    public long Events { get; set; }

    public long Total { get; set; }

    public long Seals { get; set; }

    public long Records { get; set; }

    public long SideRows { get; set; }

    public long AuditEntries { get; set; }

    public LedgerCounts Counts => new(Events, Total, Seals, Records, SideRows, AuditEntries);

    public void Report() => watcher?.Report(Counts);
}
