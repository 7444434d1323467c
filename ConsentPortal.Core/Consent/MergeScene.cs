using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Two records of people with all that hangs on them, tracked, and what is said about their addresses, past ones too.</summary>
internal sealed record MergeScene(Contact Survivor, Contact Merged, List<Id<ContactPoint>> Points, List<ConsentRecord> Records)
{
    /// <summary>Opt-outs that stand and were said again since the two are one.</summary>
    public IReadOnlySet<Id<ConsentEvent>> Repeated { get; init; } = new HashSet<Id<ConsentEvent>>();

    public static readonly Problem Missing = Problem.NotFound("This contact does not exist, or is not yours to see.");

    /// <summary>The two and their records; null where one of them is not there for this actor.</summary>
    /// <param name="apart">Both must stand for themselves; else the merged one may be merged away.</param>
    public static async Task<MergeScene?> LoadAsync(PortalDb db, Id<Contact> survivor, Id<Contact> merged, bool apart, Actor actor, CancellationToken ct)
    {
        var all = db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).Include(c => c.Links).AsSplitQuery();
        var own = await all.VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == survivor, ct);
        var theirs = await (apart ? all.VisibleTo(actor) : all).FirstOrDefaultAsync(c => c.Id == merged, ct);
        if (own is null || theirs is null)
        {
            return null;
        }

        var points = own.Links.Concat(theirs.Links).Select(l => l.PointId).Distinct().ToList();
        var records = await db.Set<ConsentRecord>().AsNoTracking()
            .Where(r => points.Contains(r.PointId) && (r.ContactId == default || r.ContactId == survivor || r.ContactId == merged)).ToListAsync(ct);
        return new(own, theirs, points, records);
    }

    /// <summary>Why these two cannot be one.</summary>
    public async Task<List<Problem>> ProblemsAsync(PortalDb db, CancellationToken ct)
    {
        List<Problem> problems = [];
        var (own, theirs) = (Survivor.State, Merged.State);
        if (Survivor.Id == Merged.Id)
        {
            problems.Add(Problem.Invalid("merged", "These are one record already."));
            return problems;
        }

        if (own.Restricted || theirs.Restricted)
        {
            problems.Add(Problem.Conflict("The data of one of them is restricted: it is stored and not changed until the restriction is lifted.", "merged"));
        }

        if (own.GuardianId == Merged.Id || theirs.GuardianId == Survivor.Id)
        {
            problems.Add(Problem.Conflict("One of them is the guardian of the other, so they are two people.", "merged"));
        }
        else if ((own.Child || theirs.Child) && await db.Set<ContactState>().AnyAsync(s => s.Until == null && (s.GuardianId == Survivor.Id || s.GuardianId == Merged.Id), ct))
        {
            problems.Add(Problem.Conflict("One of them is a child and the other is somebody's guardian, so they are two people.", "merged"));
        }

        if (Foreign(own.BecameId) || Foreign(theirs.BecameId))
        {
            problems.Add(Problem.Conflict("A lead that became a contact is ruled by that contact. Merge the contact instead.", "merged"));
        }

        return problems;
    }

    private bool Foreign(Id<Contact> became) => !became.IsNone && became != Survivor.Id && became != Merged.Id;
}

internal static class PointsOfContact
{
    public static HashSet<Id<ContactPoint>> OpenPoints(this Contact contact) => [.. contact.Links.Where(l => l.IsOpen).Select(l => l.PointId)];
}
