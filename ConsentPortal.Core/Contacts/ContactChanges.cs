using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Changes of a person as the audit trail shows them: names instead of the numbers of accounts, people and owners.</summary>
internal static class ContactChanges
{
    public static async Task<IReadOnlyList<Change>> InWordsAsync(IReadOnlyList<Change> changes, PortalDb db, CancellationToken ct)
    {
        List<Change> worded = [];
        foreach (var change in changes)
        {
            worded.Add(change with { Old = await NameAsync(change.Field, change.Old, db, ct), New = await NameAsync(change.Field, change.New, db, ct) });
        }

        return worded;
    }

    private static async Task<string?> NameAsync(string field, string? value, PortalDb db, CancellationToken ct)
    {
        if (field is not ("account" or "guardian" or "became" or "owner") || !long.TryParse(value, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        return number == 0 ? null : field switch
        {
            "account" => await db.Set<Account>().Where(a => a.Id == new Id<Account>(number)).Select(a => a.Name).FirstOrDefaultAsync(ct),
            "owner" => await db.Users.Where(u => u.Id == number).Select(u => u.DisplayName).FirstOrDefaultAsync(ct),
            _ => await db.Set<Contact>().Where(c => c.Id == new Id<Contact>(number)).Select(c => (c.FirstName + " " + c.LastName).Trim()).FirstOrDefaultAsync(ct),
        } ?? value;
    }
}
