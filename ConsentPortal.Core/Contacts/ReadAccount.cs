using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>One company as its form shows it.</summary>
public sealed class ReadAccount(IDbContextFactory<PortalDb> databases)
{
    public sealed record View(Id<Account> Id, AccountFields Fields, int Version, DateTimeOffset CreatedAt);

    public async Task<Outcome<View>> RunAsync(Id<Account> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var account = await db.Set<Account>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct);
        return account is null ? Problem.NotFound("This account does not exist.")
            : new View(account.Id, new(account.Name, account.City, account.Country, account.Website), account.Version, account.CreatedAt);
    }
}
