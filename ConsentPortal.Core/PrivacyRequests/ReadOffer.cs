using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What a person sees who opens the link to the copy of their data: that it is there, and nothing of it.</summary>
public sealed class ReadOffer(IDbContextFactory<PortalDb> databases, RequestLinks links, Rulebooks rulebooks, TimeProvider clock)
{
    public sealed record View(Id<PrivacyRequest> Id, string Number, ComplianceProfile Profile, string Language, DateTimeOffset Until);

    /// <summary>Null for a token that is not ours and for a case that has nothing to fetch (any more): nobody learns which.</summary>
    public async Task<View?> RunAsync(string token, CancellationToken ct)
    {
        var now = clock.Now();
        if (!links.TryRead(token, now, out var id))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await PackageChanges.NewestAsync(db, id, ct) is { } package && package.IsOffered(now)
            && await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is { } request && (await rulebooks.FreshAsync(ct)).Profile(request.ProfileId) is { } profile
            ? new(id, request.Number, profile, request.Language, package.ExpiresAt!.Value) : null;
    }
}
