using System.Globalization;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Whose jobs are whose, and what their owner may do when the work is done: a right that was taken away meanwhile is gone.</summary>
public static class ExportOwners
{
    /// <summary>Administrators see all jobs, everybody else their own.</summary>
    public static bool SeesAll(this Actor actor) => actor.Kind is ActorKind.System || (actor.Kind == ActorKind.Staff && actor.May(Permission.ManageTeam));

    internal static bool Owns(this Actor actor, ExportJob job) => actor.Kind == job.OwnerKind && (actor.Id ?? "") == job.OwnerId && (actor.BoundToProfile ?? "") == job.OwnerProfile;

    internal static IQueryable<ExportJob> SeenBy(this IQueryable<ExportJob> jobs, Actor actor)
    {
        if (actor.SeesAll())
        {
            return jobs;
        }

        var (kind, id, profile) = (actor.Kind, actor.Id ?? "", actor.BoundToProfile ?? "");
        return jobs.Where(j => j.OwnerKind == kind && j.OwnerId == id && j.OwnerProfile == profile);
    }

    /// <summary>The owner as they are now; null where they are gone, disabled or without a key.</summary>
    internal static async Task<Actor?> NowAsync(PortalDb db, ExportJob job, DateTimeOffset now, CancellationToken ct)
    {
        if (job.OwnerKind == ActorKind.System)
        {
            return Actor.System;
        }

        _ = long.TryParse(job.OwnerId, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (job.OwnerKind == ActorKind.Staff)
        {
            return (await db.Set<TeamMember>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == number, ct))?.AsActor();
        }

        Id<Application> application = new(number);
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => k.ApplicationId == application && k.RevokedAt == null && k.ProfileCode == job.OwnerProfile).ToListAsync(ct);
        var may = ApiScopes.PermissionsOf(keys.Where(k => k.HoldsAt(now)).SelectMany(k => k.Scopes)) & job.OwnerMay;
        return new(ActorKind.Application, job.OwnerId, job.OwnerName, may) { BoundToProfile = job.OwnerProfile.Length > 0 ? job.OwnerProfile : null };
    }
}
