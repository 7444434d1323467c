using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>An uploaded file with its content. Asked by public pages, so by everybody: nothing is uploaded that was not meant to be shown.</summary>
public sealed class ReadBrandFile(IDbContextFactory<PortalDb> databases)
{
    public sealed record View(string Name, BrandFileKind Kind, string MediaType, byte[] Content, byte[] Sha256);

    /// <summary>Null where there is none.</summary>
    public async Task<View?> RunAsync(Id<BrandFile> id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<BrandFile>().AsNoTracking().Where(f => f.Id == id).Select(f => new View(f.Name, f.Kind, f.MediaType, f.Content, f.Sha256)).FirstOrDefaultAsync(ct);
    }
}
