using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Orders that everybody whose consent to a purpose ends soon (or one address alone) is asked to renew it, by mail. Only while the
/// consent holds: under CASL a message that asks for consent needs one.</summary>
public sealed class StartRenewal(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, RenewalMail mail, IdSource ids, TimeProvider clock)
{
    /// <param name="TopicId">Null = the purpose and all its topics.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, Id<Purpose> PurposeId, LapseWindow Window, Id<Topic>? TopicId = null, Id<ContactPoint> PointId = default);

    public async Task<Outcome<Id<RenewalRun>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (Refuse(command, rules) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (from, until) = new LapseFilter(command.Window).Range(clock.Now());
        var total = await RenewalRecords.Of(db, command.PurposeId, command.TopicId, command.PointId, from, until).Select(r => r.PointId).Distinct().CountAsync(ct);
        if (total == 0)
        {
            return Problem.Conflict("Nobody's consent ends in this time. Nobody was asked.");
        }

        if (await db.Set<RenewalRun>().AnyAsync(r => r.State == RenewalState.Running && r.PurposeId == command.PurposeId, ct))
        {
            return Problem.Conflict("People are being asked for this purpose already. Wait until that is done, or stop it.");
        }

        RenewalRun run = new()
        {
            Id = ids.Next<RenewalRun>(), ProfileId = command.ProfileId, PurposeId = command.PurposeId, TopicId = command.TopicId, PointId = command.PointId,
            Until = until, StartedAt = from, StartedBy = actor.Number, Total = total,
        };
        db.Add(run);
        db.Announce(Told(run, rules), actor);
        await db.SaveChangesAsync(ct);
        return run.Id;
    }

    private Problem? Refuse(Command command, Rulebook rules)
    {
        if (rules.Profile(command.ProfileId) is not { } profile || rules.Purpose(command.PurposeId) is not { } purpose || !rules.Uses(profile, purpose))
        {
            return Problem.Invalid("purpose", "Choose a profile and one of its purposes.");
        }

        return command switch
        {
            { Window: LapseWindow.Lapsed } => Problem.Invalid("window", "Consent that has ended cannot be renewed by a message: without it the message must not be sent."),
            _ when purpose.Type == PurposeType.Transactional => Problem.Invalid("purpose", "A transactional purpose needs no consent, so none of it ends."),
            _ when !profile.State.Active || !purpose.State.Active => Problem.Conflict("The profile or the purpose is switched off. Nobody can opt in to it now."),
            _ => mail.Refuse(profile),
        };
    }

    private static RenewalEvent Told(RenewalRun run, Rulebook rules) => new(RenewalEvent.Started, run.Id.ToString())
    {
        SubjectName = rules.Purpose(run.PurposeId)!.Name.In("en"),
        Changes = [new("profile", null, rules.Profile(run.ProfileId)!.Code), new("purpose", null, rules.Purpose(run.PurposeId)!.Code), new("addresses", null, run.Total.ToString(CultureInfo.InvariantCulture))],
    };
}

/// <summary>The records that a run is about.</summary>
internal static class RenewalRecords
{
    public static IQueryable<ConsentRecord> Of(PortalDb db, Id<Purpose> purpose, Id<Topic>? topic, Id<ContactPoint> point, DateTimeOffset from, DateTimeOffset until)
    {
        var records = db.Set<ConsentRecord>().AsNoTracking().Ending(from, until).Where(r => r.PurposeId == purpose);
        records = topic is { } sub ? records.Where(r => r.TopicId == sub) : records;
        return point.IsNone ? records : records.Where(r => r.PointId == point);
    }
}
