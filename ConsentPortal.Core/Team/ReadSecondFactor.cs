using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>What stands behind a member's password: read by themselves, and by administrators.</summary>
public sealed class ReadSecondFactor(IDbContextFactory<PortalDb> databases)
{
    /// <param name="AppSince">Null = no authenticator app.</param>
    /// <param name="Needed">True where the role must have a second factor.</param>
    public sealed record View(DateTimeOffset? AppSince, int CodesLeft, int Passkeys, bool Needed)
    {
        public bool HasApp => AppSince is not null;

        public bool HasFew => HasApp && CodesLeft <= RecoveryCode.Few;
    }

    public async Task<Outcome<View>> RunAsync(long member, Actor actor, CancellationToken ct)
    {
        if (OwnAccounts.Refuse(member, actor) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(m => m.Id == member, ct) is not { } known)
        {
            return Problem.NotFound("There is no such member.");
        }

        var app = await db.Set<Authenticator>().AsNoTracking().FirstOrDefaultAsync(a => a.MemberId == member, ct);
        return new View(app?.CreatedAt, await db.Set<RecoveryCode>().CountAsync(c => c.MemberId == member && c.UsedAt == null, ct),
            await db.Set<IdentityUserPasskey<long>>().CountAsync(p => p.UserId == member, ct), await SecondFactorRule.NeedsAsync(db, known.Role, ct));
    }
}
