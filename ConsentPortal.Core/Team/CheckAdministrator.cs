using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Is there anybody who can run this portal?</summary>
public sealed class CheckAdministrator(IDbContextFactory<PortalDb> databases)
{
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(m => m.Role == Role.Administrator && !m.Disabled && m.PasswordHash != null, ct);
    }
}
