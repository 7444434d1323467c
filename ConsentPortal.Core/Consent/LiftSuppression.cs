using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Ends suppressions, with a reason that the audit keeps. One that an erasure left behind stays: only the person's own confirmed
/// opt-in takes a purpose out of it.</summary>
public sealed class LiftSuppression(WriteQueue queue, SuppressionTargets targets, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases)
{
    public const int WhyMaxLength = 4000;

    /// <summary>The open suppressions of this address with this scope. <c>Id</c> names one of them; <c>Reason</c> all that were added for it.</summary>
    public sealed record Command(SuppressionTarget Target, SuppressionScope Scope, string? Purpose, string Why)
    {
        public Id<Suppression> Id { get; init; }

        public SuppressionReason? Reason { get; init; }
    }

    /// <summary>Answers the suppressions that ended.</summary>
    public async Task<Outcome<IReadOnlyList<Id<Suppression>>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (Refuse(command, actor) is { } problem)
        {
            return problem;
        }

        var rules = await rulebooks.FreshAsync(ct);
        var purpose = string.IsNullOrEmpty(command.Purpose) ? null : rules.Purpose(command.Purpose);
        if (actor.BoundToProfile is not null && (purpose is null || !AddSuppression.MayUse(purpose, rules, actor)))
        {
            return Problem.Forbidden(); // it would speak for other brands
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var address = await targets.FindAsync(db, command.Target, actor, ct);
        if (!address.Ok)
        {
            return address.Problem!;
        }

        var open = await OpenAsync(db, command, address.Value, purpose?.Id ?? default, ct);
        return open switch
        {
            [] => Problem.NotFound("There is no such suppression on this address now."),
            _ when open.TrueForAll(s => s.Reason == SuppressionReason.Erasure) => Problem.Conflict("It keeps the promise of an erasure. Only the person lifts it, by a confirmed opt-in.", "reason"),
            _ => await LiftAsync([.. open.Where(s => s.Reason != SuppressionReason.Erasure)], address.Value, Text.Clean(command.Why), actor, ct),
        };
    }

    private static Problem? Refuse(Command command, Actor actor) => actor.Lacks(Permission.EditSuppressions) ?? command switch
    {
        { Scope: SuppressionScope.Purpose, Purpose: null or "" } => Problem.Invalid("purpose", "Name the purpose whose suppression ends."),
        { Why: var why } when string.IsNullOrWhiteSpace(why) => Problem.Invalid("why", "Say why it may be contacted again."),
        { Why.Length: > WhyMaxLength } => Problem.Invalid("why", $"At most {WhyMaxLength} characters."),
        _ => null,
    };

    private static Task<List<Suppression>> OpenAsync(PortalDb db, Command command, SuppressedAddress address, Id<Purpose> purpose, CancellationToken ct)
    {
        var hash = address.Hash.ToBytes();
        return db.Set<Suppression>().AsNoTracking().Where(s => s.KeyHash == hash && s.Until == null && s.Scope == command.Scope && s.PurposeId == purpose
            && (command.Id.Value == 0 || s.Id == command.Id) && (command.Reason == null || s.Reason == command.Reason)).OrderBy(s => s.Id).ToListAsync(ct);
    }

    private async Task<Outcome<IReadOnlyList<Id<Suppression>>>> LiftAsync(List<Suppression> open, SuppressedAddress address, string why, Actor actor, CancellationToken ct)
    {
        List<Id<Suppression>> lifted = await queue.RunAsync(async session =>
        {
            List<Id<Suppression>> ended = [];
            foreach (var suppression in open)
            {
                if (await SuppressionBook.LiftAsync(session, suppression.Id, address.Masked, why, actor, ct))
                {
                    ended.Add(suppression.Id);
                }
            }

            return ended;
        }, ct: ct);
        return lifted;
    }
}
