using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Companies as programs list them: along their ids.</summary>
public sealed class ListAccounts(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Name">Any part of name or city, without case and accents; null = all.</param>
    public sealed record Query(Id<Account> After, int Take, string? Name = null);

    public async Task<Outcome<IReadOnlyList<ReadAccount.View>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var accounts = db.Set<Account>().AsNoTracking().Where(a => a.Id > query.After);
        if (Text.CleanOrNull(query.Name) is { } part)
        {
            var pattern = SearchText.Containing(SearchText.Fold(part));
            accounts = accounts.Where(a => EF.Functions.Like(a.SearchText, pattern, "\\"));
        }

        var found = await accounts.OrderBy(a => a.Id).Take(query.Take).ToListAsync(ct);
        return found.ConvertAll(a => new ReadAccount.View(a.Id, new(a.Name, a.City, a.Country, a.Website), a.Version, a.CreatedAt));
    }

    /// <summary>The account with this name, in any case and without accents; the older of several. None where there is none.</summary>
    public async Task<Outcome<Id<Account>>> ByNameAsync(string name, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await StatedContact.AccountByNameAsync(db, name, ct);
    }
}
