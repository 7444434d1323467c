using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>What becomes of one case.</summary>
internal sealed record UndoVerdict(UndoCase Case, UndoOutcome Outcome, ContactPoint? Point, bool NoToYes)
{
    /// <summary>What of it still stands, and is put back where the outcome says so.</summary>
    public IReadOnlyList<UndoCase> Standing { get; init; } = [];
}

/// <summary>Decides what an undo may take back, the same for the preview and in earnest. In earnest it reads inside the write transaction,
/// so that nobody says anything between the decision and the deed.</summary>
internal sealed class UndoJudge(PortalDb db, Rulebook rules, UndoRange range)
{
    public async Task<IReadOnlyList<UndoVerdict>> DecideAsync(IReadOnlyList<UndoCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Last.Key.PointId).Distinct().ToList();
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var standing = (await db.Set<ConsentRecord>().AsNoTracking().Where(r => ids.Contains(r.PointId)).Select(r => r.EventId).ToListAsync(ct)).ToHashSet();
        var optOuts = cases.Where(c => c.Last.Status == ConsentStatus.OptedOut).ToList();
        var repeated = await RepeatedAsync(optOuts, ct);
        var suppressed = await SuppressedAsync(optOuts, points, ct);
        return [.. cases.Select(c => Decide(c, points.GetValueOrDefault(c.Last.Key.PointId), [.. c.Echoes.Prepend(c).Where(e => standing.Contains(e.Last.Id))], repeated.Contains(c.Last.Id), suppressed.Contains(c.Last.Key.PointId)))];
    }

    private UndoVerdict Decide(UndoCase about, ContactPoint? point, List<UndoCase> standing, bool repeated, bool suppressed)
    {
        var optOut = about.Last.Status == ConsentStatus.OptedOut;
        var outcome = point is null or { ErasedAt: not null } || rules.Profile(about.Last.ProfileId) is null || rules.Purpose(about.Last.Key.PurposeId) is null ? UndoOutcome.Gone
            : standing.Count == 0 ? UndoOutcome.Newer
            : !optOut ? UndoOutcome.OptInGoes
            : repeated || range.KeepOptOuts || !range.KnowsRepeats ? UndoOutcome.OptOutStays
            : suppressed ? UndoOutcome.Suppressed : UndoOutcome.OptOutGoes;
        return new(about, outcome, point, outcome == UndoOutcome.OptOutGoes && Allows(about, point!.Channel)) { Standing = standing };
    }

    // may the address be written to again, as far as this answer goes?
    private bool Allows(UndoCase about, Channel channel) => about.Before switch
    {
        { Status: ConsentStatus.OptedOut } => false,
        { Status: ConsentStatus.OptedIn } yes when !(yes.ValidUntil <= range.At) => true,
        _ => Rulebook.ModelOf(rules.Profile(about.Last.ProfileId)!, rules.Purpose(about.Last.Key.PurposeId)!, channel) == EnforcementModel.NonRestrictive,
    };

    private async Task<HashSet<Id<ConsentEvent>>> RepeatedAsync(List<UndoCase> optOuts, CancellationToken ct)
    {
        var events = optOuts.ConvertAll(c => c.Last.Id);
        return events.Count == 0 ? [] : [.. await db.Set<RepeatedOptOut>().AsNoTracking().Where(r => events.Contains(r.EventId)).Select(r => r.EventId).ToListAsync(ct)];
    }

    // under a suppression nothing is sent anyway; should it be lifted one day, a no must still be there
    private async Task<HashSet<Id<ContactPoint>>> SuppressedAsync(List<UndoCase> optOuts, Dictionary<Id<ContactPoint>, ContactPoint> points, CancellationToken ct)
    {
        var hashes = optOuts.Select(c => points.GetValueOrDefault(c.Last.Key.PointId)?.KeyHash).OfType<byte[]>().ToList();
        if (hashes.Count == 0)
        {
            return [];
        }

        var held = await db.Set<Suppression>().AsNoTracking().Where(s => hashes.Contains(s.KeyHash) && s.Until == null).Select(s => new { s.KeyHash, s.Scope, s.PurposeId }).ToListAsync(ct);
        var keys = held.Where(s => s.Scope != SuppressionScope.Purpose || optOuts.Any(c => c.Last.Key.PurposeId == s.PurposeId)).Select(s => Convert.ToHexString(s.KeyHash)).ToHashSet(StringComparer.Ordinal);
        return [.. points.Values.Where(p => keys.Contains(Convert.ToHexString(p.KeyHash))).Select(p => p.Id)];
    }
}
