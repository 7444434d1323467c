using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Which imports an actor has to do with: a key that is bound to one profile knows those of that profile only.</summary>
internal static class ImportAccess
{
    public static async Task<ImportJob?> FindAsync(PortalDb db, Id<ImportJob> id, Actor actor, CancellationToken ct)
        => await db.Set<ImportJob>().FindAsync([id], ct) is { } job && Allows(actor, job.Profile) ? job : null;

    public static bool Allows(Actor actor, string profile) => actor.BoundToProfile is null || actor.BoundToProfile == profile;

    /// <summary>Who brought the file knows what stands in it; anybody else needs leave to read people.</summary>
    public static bool OwnsCells(Actor actor, ImportJob job) => actor.May(Permission.ReadContacts) || (actor.Number != 0 && actor.Number == job.CreatedBy && actor.Name == job.CreatedByName);

    /// <summary>A problem where a program brings people without leave to write them: loading them is no way around its other scopes. Who signs in
    /// and may import brings people too.</summary>
    public static Problem? LacksPeople(Actor actor, ImportKind kind) => kind == ImportKind.Contacts && actor.Kind == ActorKind.Application ? actor.LacksForPeople(Permission.EditContacts) : null;

    /// <summary>A problem where the actor may not load into this profile.</summary>
    public static Problem? Lacks(Actor actor, string profile) => Allows(actor, profile) ? null : Problem.Forbidden($"This key is bound to the profile {actor.BoundToProfile}.");

    public static IQueryable<ImportJob> Of(this IQueryable<ImportJob> jobs, Actor actor)
        => actor.BoundToProfile is { } bound ? jobs.Where(j => j.Profile == bound) : jobs;

    /// <summary>The last sequence number that the ledger has given.</summary>
    public static Task<long> HeadAsync(PortalDb db, CancellationToken ct) => db.Set<Counter>().Where(c => c.Name == "events").Select(c => c.Value).FirstOrDefaultAsync(ct);
}
