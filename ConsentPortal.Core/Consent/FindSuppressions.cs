using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Which suppressions hold on an address, and which once did: open ones first, then newest first.</summary>
public sealed class FindSuppressions(SuppressionTargets targets, IDbContextFactory<PortalDb> databases)
{
    public const int MaxRows = 200;

    /// <summary>One suppression. <c>Purpose</c> is a code; <c>LiftedFor</c> the codes of the purposes that confirmed opt-ins took out of it.</summary>
    public sealed record Row(
        Id<Suppression> Id, SuppressionScope Scope, string? Purpose, SuppressionReason Reason, DateTimeOffset From, DateTimeOffset? Until,
        ActorKind ActorKind, string ActorId, string? Note, IReadOnlyList<string> LiftedFor)
    {
        public bool IsOpen => Until is null;

        /// <summary>False for what an erasure left behind: only the person lifts it.</summary>
        public bool MayBeLifted => IsOpen && Reason != SuppressionReason.Erasure;
    }

    /// <param name="at">The suppressions that held then; null = all, past ones too.</param>
    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(SuppressionTarget target, Actor actor, CancellationToken ct, DateTimeOffset? at = null)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var address = await targets.FindAsync(db, target, actor, ct);
        if (!address.Ok)
        {
            return address.Problem!;
        }

        var hash = address.Value.Hash.ToBytes();
        var found = await db.Set<Suppression>().AsNoTracking()
            .Where(s => s.KeyHash == hash && (at == null || (s.From <= at && (s.Until == null || s.Until > at))))
            .OrderBy(s => s.Until != null).ThenByDescending(s => s.Id).Take(MaxRows)
            .Select(s => new
            {
                Suppression = s,
                Purpose = db.Set<Purpose>().Where(p => p.Id == s.PurposeId).Select(p => p.Code).FirstOrDefault(),
                Note = db.Set<SideRow>().Where(n => n.Id == s.NoteId).Select(n => n.Content).FirstOrDefault(),
                LiftedFor = db.Set<SuppressionLift>().Where(l => l.SuppressionId == s.Id && (at == null ? l.Until == null : l.From <= at && (l.Until == null || l.Until > at)))
                    .Join(db.Set<Purpose>(), l => l.PurposeId, p => p.Id, (l, p) => p.Code).ToList(),
            }).ToListAsync(ct);
        return found.ConvertAll(f => new Row(f.Suppression.Id, f.Suppression.Scope, f.Purpose, f.Suppression.Reason, f.Suppression.From, f.Suppression.Until,
            f.Suppression.ActorKind, f.Suppression.ActorId, f.Note, [.. f.LiftedFor.Distinct().Order(StringComparer.Ordinal)]));
    }
}
