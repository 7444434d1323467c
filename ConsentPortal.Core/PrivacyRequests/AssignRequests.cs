using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Gives several cases to one member at once: all of them, or none where one cannot be given. Each has its own line and its own entry in the trail.</summary>
public sealed class AssignRequests(RequestCases cases)
{
    /// <param name="MemberId">0 = nobody.</param>
    public sealed record Command(IReadOnlyList<Id<PrivacyRequest>> Ids, long MemberId);

    /// <summary>How many were given.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        var ids = command.Ids.Distinct().ToList();
        if (ids.Count is 0 or > FindRequests.MostRows)
        {
            return Problem.Invalid("requests", $"Choose between 1 and {FindRequests.MostRows} requests.");
        }

        await using var db = await cases.Databases.CreateDbContextAsync(ct);
        var found = await db.Set<PrivacyRequest>().Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        if (found.Count < ids.Count)
        {
            return Problem.NotFound("There is no such request.");
        }

        foreach (var request in found)
        {
            if (await AssignRequest.DecideAsync(new(db, request, cases.Ids, cases.Clock.Now(), actor), new(request.Id, command.MemberId), ct) is { } problem)
            {
                return problem;
            }
        }

        return await SaveAsync(db, ct) is { } clash ? clash : found.Count;
    }

    private static async Task<Problem?> SaveAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Somebody else worked on one of these requests meanwhile. Look at them again.");
        }
    }
}
