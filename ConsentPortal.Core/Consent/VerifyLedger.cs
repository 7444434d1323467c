using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Does the ledger hold? Recomputes every leaf, root and link of the chain, replays the events against the records, and opens
/// every side row. Reads in short snapshots, so the portal may go on serving; what is written meanwhile is checked the next time.</summary>
public sealed class VerifyLedger(LedgerReaders readers, IDbContextFactory<PortalDb> databases, SigningKeys keys)
{
    /// <param name="Fault">The first thing that does not hold, in ledger order; null = everything holds.</param>
    public sealed record View(LedgerFault? Fault, LedgerCounts Counts);

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct, IProgress<LedgerCounts>? progress = null)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } forbidden)
        {
            return forbidden;
        }

        await using var reader = readers.Open();
        LedgerTally tally = new(progress);
        SideRowCheck sideRows = new(reader, tally);
        var fault = await new EventCheck(reader, databases, sideRows, new(keys), tally).RunAsync(ct)
            ?? await new ReplayCheck(reader, tally).RunAsync(ct)
            ?? await new TextCheck(reader, databases, sideRows, tally).RunAsync(ct);
        tally.Report();
        return new View(fault, tally.Counts);
    }
}
