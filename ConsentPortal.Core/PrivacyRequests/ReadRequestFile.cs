using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Hands the content of a file of a case to who works on it; each time is written down.</summary>
public sealed class ReadRequestFile(IDbContextFactory<PortalDb> databases, RequestFiles files, Rulebooks rulebooks)
{
    public sealed record View(string Name, string MediaType, byte[] Content, byte[] Sha256);

    /// <param name="request">The case by which it was asked for: a file of another one is not found.</param>
    public async Task<Outcome<View>> RunAsync(Id<PrivacyRequest> request, Id<RequestFile> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<RequestFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id && f.RequestId == request, ct);
        var open = await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request, ct);
        if (found is null || open is null || (actor.BoundToProfile is { } bound && (await rulebooks.FreshAsync(ct)).Profile(open.ProfileId)?.Code != bound))
        {
            return Problem.NotFound("There is no such file.");
        }

        if (files.Open(found) is not { } content)
        {
            return Problem.Conflict(found.ErasedAt is null ? "The file cannot be opened: the keys of this portal are others than those that sealed it." : "The file was erased.");
        }

        db.Announce(new RequestEvent(RequestEvent.FileRead, open) { SubjectName = open.Number, Changes = RequestFiles.Facts(found) }, actor);
        await db.SaveChangesAsync(ct);
        return new View(found.Name, found.MediaType, content, found.Sha256);
    }
}
