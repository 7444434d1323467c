using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Where the company is.</summary>
public sealed class ReadCountry(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Null = never asked; empty = asked, and answered "not now".</summary>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Setting>().AsNoTracking().Where(s => s.Name == SettingNames.Country).Select(s => s.Value).FirstOrDefaultAsync(ct);
    }
}
