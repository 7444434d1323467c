using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Whom a row means: by external id, else by an address (and the name), else by name and account. Nobody is guessed where several fit.</summary>
internal sealed class PersonMatch(AddressHasher hasher)
{
    /// <param name="Id">None = somebody new.</param>
    public readonly record struct Answer(Id<Contact> Id, bool Ambiguous);

    private sealed record Candidate(Id<Contact> Id, string? ExternalId, string FirstName, string LastName)
    {
        public string Name => SearchText.Fold($"{LastName} {FirstName}");
    }

    public async Task<Answer> FindAsync(PortalDb db, PersonRow row, CancellationToken ct)
    {
        if (row.ExternalId is { } external && await ContactAliases.ByExternalIdAsync(db, external, ct) is { IsNone: false } known)
        {
            return new(known, false);
        }

        if (row.Points.Count > 0 && await ByAddressAsync(db, row, ct) is { } found)
        {
            return found;
        }

        return row.Name.Length > 0 && row.Account is not null ? await ByNameAsync(db, row, ct) : default;
    }

    // families share addresses: who has another name is somebody else
    private async Task<Answer?> ByAddressAsync(PortalDb db, PersonRow row, CancellationToken ct)
    {
        var hashes = row.Points.Select(p => hasher.Of(p.Key).ToBytes()).ToList();
        var points = db.Set<ContactPoint>().Where(p => hashes.Contains(p.KeyHash) && p.ErasedAt == null).Select(p => p.Id);
        var users = await Fitting(db, row).Where(c => db.Set<ContactPointLink>().Any(l => l.ContactId == c.Id && l.Until == null && points.Contains(l.PointId)))
            .Take(20).Select(c => new Candidate(c.Id, c.ExternalId, c.FirstName, c.LastName)).ToListAsync(ct);
        if (row.Name.Length == 0)
        {
            return One(users);
        }

        var named = users.FindAll(c => c.Name == row.Name || c.Name == row.Swapped);
        return One(named) ?? One(users.FindAll(c => c.Name.Length == 0));
    }

    private static async Task<Answer> ByNameAsync(PortalDb db, PersonRow row, CancellationToken ct)
    {
        var account = await StatedContact.AccountByNameAsync(db, row.Account!, ct);
        if (account.IsNone)
        {
            return default;
        }

        var (straight, swapped) = (row.Name, row.Swapped);
        var alike = await Fitting(db, row).Where(c => c.AccountId == account && (c.SearchText.StartsWith(straight) || c.SearchText.StartsWith(swapped)))
            .Take(50).Select(c => new Candidate(c.Id, c.ExternalId, c.FirstName, c.LastName)).ToListAsync(ct);
        return One(alike.FindAll(c => c.Name == straight || c.Name == swapped)) ?? default;
    }

    // another external id is another record of that system, so another person
    private static IQueryable<Contact> Fitting(PortalDb db, PersonRow row)
    {
        var standing = db.Set<Contact>().AsNoTracking().Where(c => c.MergedIntoId == default);
        return row.ExternalId is null ? standing : standing.Where(c => c.ExternalId == null);
    }

    private static Answer? One(List<Candidate> found) => found switch
    {
        [] => null,
        [var only] => new(only.Id, false),
        _ => new(default, true),
    };
}
