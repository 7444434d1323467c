using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Finds companies by any part of name or city.</summary>
public sealed class FindAccounts(IDbContextFactory<PortalDb> databases)
{
    public sealed record Query(string? Text, bool Descending = false, int Skip = 0, int Take = 25);

    /// <param name="Contacts">How many people belong to it that the asker may see.</param>
    public sealed record Row(Id<Account> Id, string Name, string City, string Country, int Contacts);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var accounts = db.Set<Account>().AsNoTracking();
        foreach (var word in Text.Cut(Text.Clean(query.Text), ContactSearch.MaxLength).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            var pattern = SearchText.Containing(SearchText.Fold(word));
            accounts = accounts.Where(a => EF.Functions.Like(a.SearchText, pattern, "\\"));
        }

        var count = await accounts.Take(FindContacts.CountMost + 1).CountAsync(ct);
        var ordered = query.Descending ? accounts.OrderByDescending(a => a.SearchText).ThenBy(a => a.Id) : accounts.OrderBy(a => a.SearchText).ThenBy(a => a.Id);
        var visible = db.Set<Contact>().VisibleTo(actor);
        var page = await ordered.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, FindContacts.PageMost))
            .Select(a => new Row(a.Id, a.Name, a.City, a.Country, visible.Count(c => c.AccountId == a.Id))).ToListAsync(ct);
        return new Numbered<Row>(page, count);
    }
}
