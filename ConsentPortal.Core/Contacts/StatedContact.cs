using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>What another system stated, laid over what is known: external ids and account names looked up, gaps filled from the record.</summary>
internal static class StatedContact
{
    public static async Task<ContactFields> ReadAsync(UpsertContact.Command command, Contact? known, PortalDb db, List<Problem> problems, CancellationToken ct)
    {
        var now = known is null ? new ContactFields { ExternalId = command.ExternalId } : ContactFields.Of(known);
        command = known is null || known.ExternalId == command.ExternalId ? command : OfOldName(command, now);
        return now with
        {
            Kind = command.Kind ?? now.Kind, FirstName = command.FirstName ?? now.FirstName, LastName = command.LastName ?? now.LastName,
            JobTitle = command.JobTitle ?? now.JobTitle, Language = command.Language ?? now.Language, Level = command.Level ?? now.Level, Child = command.Child ?? now.Child,
            DoNotTrack = command.Tracking is { } tracking ? !tracking : now.DoNotTrack,
            DoNotBulk = command.DoNotBulk ?? now.DoNotBulk, DoNotMail = command.DoNotMail ?? now.DoNotMail, DoNotPhone = command.DoNotPhone ?? now.DoNotPhone,
            GuardianId = await PersonAsync(db, "guardian", command.Guardian, now.GuardianId, problems, ct),
            BecameId = await PersonAsync(db, "became", command.Became, now.BecameId, problems, ct),
            AccountId = await AccountAsync(db, command.Account, now.AccountId, problems, ct),
        };
    }

    // a record that was merged away knows nothing of what limits the survivor: it may add to that, and lift none of it
    private static UpsertContact.Command OfOldName(UpsertContact.Command command, ContactFields now) => command with
    {
        Kind = null, Guardian = null, Became = null, Level = command.Level < now.Level ? command.Level : null, Child = command.Child == true ? true : null, Tracking = command.Tracking == false ? false : null,
        DoNotBulk = command.DoNotBulk == true ? true : null, DoNotMail = command.DoNotMail == true ? true : null, DoNotPhone = command.DoNotPhone == true ? true : null,
    };

    private static async Task<Id<Contact>> PersonAsync(PortalDb db, string field, string? external, Id<Contact> now, List<Problem> problems, CancellationToken ct)
    {
        if (external is null || Text.Clean(external) is not { Length: > 0 } asked)
        {
            return external is null ? now : default;
        }

        var found = await ContactAliases.ByExternalIdAsync(db, asked, ct);
        if (found.IsNone)
        {
            problems.Add(Problem.Invalid(field, "No contact has this external id."));
        }

        return found;
    }

    private static async Task<Id<Account>> AccountAsync(PortalDb db, string? name, Id<Account> now, List<Problem> problems, CancellationToken ct)
    {
        if (name is null || Text.Clean(name) is not { Length: > 0 } asked)
        {
            return name is null ? now : default;
        }

        if (asked.Length > Account.NameMaxLength)
        {
            problems.Add(Problem.Invalid("account", $"At most {Account.NameMaxLength} characters."));
        }

        return await AccountByNameAsync(db, asked, ct);
    }

    /// <summary>In any case and without accents; the older of several; none where there is none.</summary>
    public static async Task<Id<Account>> AccountByNameAsync(PortalDb db, string asked, CancellationToken ct)
    {
        var alike = SearchText.Fold(asked);
        var candidates = await db.Set<Account>().Where(a => a.SearchText.StartsWith(alike)).OrderBy(a => a.Id).Select(a => new { a.Id, a.Name }).Take(100).ToListAsync(ct);
        return candidates.Find(a => SearchText.Fold(a.Name) == alike)?.Id ?? default;
    }
}
