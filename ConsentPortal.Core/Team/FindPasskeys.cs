using System.Buffers.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>One's own passkeys, oldest first.</summary>
public sealed class FindPasskeys(IDbContextFactory<PortalDb> databases)
{
    public sealed record Rows(IReadOnlyList<Row> Items);

    /// <param name="Id">The credential's id, base64url.</param>
    /// <param name="BackedUp">True where the device keeps it in an account of its maker, so that other devices have it too.</param>
    public sealed record Row(string Id, string Name, DateTimeOffset CreatedAt, bool BackedUp);

    public async Task<Outcome<Rows>> RunAsync(long member, Actor actor, CancellationToken ct)
    {
        if (OwnAccounts.Refuse(member, actor) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<IdentityUserPasskey<long>>().AsNoTracking().Where(p => p.UserId == member).ToListAsync(ct);
        return new Rows([.. found.OrderBy(p => p.Data.CreatedAt).Select(p => new Row(Base64Url.EncodeToString(p.CredentialId), p.Data.Name ?? "", p.Data.CreatedAt, p.Data.IsBackedUp))]);
    }

    /// <summary>Empty for what is none.</summary>
    internal static byte[] Read(string? id) => id is { Length: > 0 and < 2000 } && Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
}
