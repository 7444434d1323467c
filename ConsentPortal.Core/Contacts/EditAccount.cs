using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Changes what is known about a company.</summary>
public sealed class EditAccount(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<Account> Id, int Version, AccountFields Fields);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Account>().FirstOrDefaultAsync(a => a.Id == command.Id, ct) is not { } account)
        {
            return Problem.NotFound("This account does not exist.");
        }

        var fields = command.Fields.Clean();
        var problems = fields.Problems();
        if (account.Version != command.Version)
        {
            problems.Add(Problem.Conflict(EditContact.Meanwhile));
        }

        return problems.Count > 0 ? problems : await SaveAsync(db, account, fields, actor, ct);
    }

    private static async Task<Outcome<Done>> SaveAsync(PortalDb db, Account account, AccountFields fields, Actor actor, CancellationToken ct)
    {
        var changes = new ChangeList().Add("name", account.Name, fields.Name).Add("city", account.City, fields.City)
            .Add("country", account.Country, fields.Country).Add("website", account.Website, fields.Website);
        if (!changes.Any)
        {
            return default(Done);
        }

        fields.ApplyTo(account);
        db.Announce(new AccountEvent("account.edited", account.Id.ToString()) { SubjectName = account.Name, Changes = changes.Items }, actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict(EditContact.Meanwhile);
        }

        return default(Done);
    }
}
