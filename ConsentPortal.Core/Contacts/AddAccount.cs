using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>What a form may set on a company.</summary>
public sealed record AccountFields(string Name, string City = "", string Country = "", string Website = "")
{
    internal AccountFields Clean() => new(Text.Clean(Name), Text.Clean(City), Text.Clean(Country).ToUpperInvariant(), Text.Clean(Website));

    internal List<Problem> Problems()
    {
        List<Problem> problems = [];
        void AtMost(int most, string text, string field)
        {
            if (text.Length > most)
            {
                problems.Add(Problem.Invalid(field, $"At most {most} characters."));
            }
        }

        if (Name.Length == 0)
        {
            problems.Add(Problem.Invalid("name", "Give the account a name."));
        }

        AtMost(Account.NameMaxLength, Name, "name");
        AtMost(Account.CityMaxLength, City, "city");
        AtMost(Account.WebsiteMaxLength, Website, "website");
        if (Country.Length > 0 && (Country.Length != 2 || !Country.All(char.IsAsciiLetterUpper)))
        {
            problems.Add(Problem.Invalid("country", "Write the country as two letters, such as DE or US."));
        }

        if (Website.Length > 0 && !(Uri.TryCreate(Website.Contains("://", StringComparison.Ordinal) ? Website : $"https://{Website}", UriKind.Absolute, out var link) && link.Scheme is "http" or "https"))
        {
            problems.Add(Problem.Invalid("website", "Write a web address such as https://example.com."));
        }

        return problems;
    }

    internal void ApplyTo(Account account) => (account.Name, account.City, account.Country, account.Website) = (Name, City, Country, Website);
}

/// <summary>Writes down a company.</summary>
public sealed class AddAccount(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    public sealed record Command(AccountFields Fields);

    public async Task<Outcome<Id<Account>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        var fields = command.Fields.Clean();
        if (fields.Problems() is { Count: > 0 } problems)
        {
            return problems;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var account = Make(fields, ids, clock.Now());
        Announce(db, account, actor);
        await db.SaveChangesAsync(ct);
        return account.Id;
    }

    internal static Account Make(AccountFields fields, IdSource ids, DateTimeOffset now)
    {
        Account account = new() { Id = ids.Next<Account>(), CreatedAt = now };
        fields.ApplyTo(account);
        return account;
    }

    internal static void Announce(PortalDb db, Account account, Actor actor)
    {
        db.Add(account);
        db.Announce(new AccountEvent("account.added", account.Id.ToString())
        {
            SubjectName = account.Name,
            Changes = new ChangeList().Add("name", null, account.Name).Add("city", "", account.City).Add("country", "", account.Country).Add("website", "", account.Website).Items,
        }, actor);
    }
}
