using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>The uploaded files of a kind without their content, the newest first.</summary>
public sealed class FindBrandFiles(IDbContextFactory<PortalDb> databases)
{
    /// <summary>More than anybody looks through; older ones still work where they are used.</summary>
    public const int Most = 200;

    /// <param name="Reference">What a brand or design keeps (<see cref="FileReference"/>).</param>
    /// <param name="Size">Bytes.</param>
    public sealed record Row(Id<BrandFile> Id, string Reference, string Name, string MediaType, int Size, int Width, int Height, DateTimeOffset UploadedAt, string UploadedBy);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(BrandFileKind kind, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<BrandFile>().AsNoTracking().Where(f => f.Kind == kind).OrderByDescending(f => f.Id).Take(Most)
            .Select(f => new Row(f.Id, FileReference.To(f.Id).ToString(), f.Name, f.MediaType, f.Size, f.Width, f.Height, f.UploadedAt, f.UploadedBy)).ToListAsync(ct);
    }
}
