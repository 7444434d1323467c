using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Two people had been taken for one: each stands for itself again, as far as nobody said otherwise since. The merge stays in the past,
/// and what was decided meanwhile stays decided.</summary>
public sealed class UnmergeContacts(WriteQueue queue, PartWriter writer)
{
    /// <param name="Reason">Why they are two; kept with the audit entry.</param>
    public sealed record Command(Id<ContactMerge> MergeId, string Reason);

    /// <param name="Lost">Addresses that were taken from the person since and do not come back.</param>
    public sealed record View(Id<Contact> SurvivorId, Id<Contact> ContactId, int Addresses, int Answers, int Lost);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        return MergeContacts.Reasons(command.Reason) is { Count: > 0 } unreasoned ? unreasoned : await queue.RunAsync<Outcome<View>>(async session =>
        {
            var db = await session.DbAsync(ct);
            var opened = await OpenMerge.FindAsync(db, command.MergeId, actor, ct);
            return opened.Ok ? await writer.PartAsync(session, opened.Value, command.Reason, actor, ct) : opened.Problem!;
        }, ct: ct);
    }
}

/// <summary>A merge that can be taken back, with the two as they stand.</summary>
internal sealed record OpenMerge(ContactMerge Merge, MergeNotes Notes, MergeScene Scene)
{
    public static readonly Problem Gone = Problem.NotFound("This merge does not exist, or was taken back already.");

    public static async Task<Outcome<OpenMerge>> FindAsync(PortalDb db, Id<ContactMerge> id, Actor actor, CancellationToken ct)
    {
        if (await db.Set<ContactMerge>().FirstOrDefaultAsync(m => m.Id == id && m.Until == null, ct) is not { } merge)
        {
            return Gone;
        }

        if (await db.Set<Contact>().AnyAsync(c => c.Id == merge.SurvivorId && c.MergedIntoId != default, ct))
        {
            return Problem.Conflict("The survivor was merged into another contact since. Take that merge back first.");
        }

        if (await RestrictedPeople.RefuseAsync(db, merge.SurvivorId, ct) is { } restricted)
        {
            return restricted;
        }

        return await MergeScene.LoadAsync(db, merge.SurvivorId, merge.MergedId, apart: false, actor, ct) is { } scene
            ? new OpenMerge(merge, MergeNotes.Of(merge), scene with { Repeated = await RepeatedAsync(db, scene, merge.From, ct) }) : MergeScene.Missing;
    }

    private static async Task<HashSet<Id<ConsentEvent>>> RepeatedAsync(PortalDb db, MergeScene scene, DateTimeOffset since, CancellationToken ct)
    {
        var (events, from) = (scene.Records.Where(r => r.Status == ConsentStatus.OptedOut).Select(r => r.EventId).ToList(), since.UtcTicks);
        return [.. await db.Set<RepeatedOptOut>().AsNoTracking().Where(r => events.Contains(r.EventId) && r.LastAt >= from).Select(r => r.EventId).ToListAsync(ct)];
    }
}
