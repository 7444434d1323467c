using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Writes the rows of a contacts file, or only says what would become of them. Says nothing about consent; limits get stricter or stay,
/// a level is raised with the reason that the import was given.</summary>
public sealed class PersonWriter(ContactPoints points, AddressHasher hasher, IdSource ids)
{
    private readonly PersonMatch match = new(hasher);

    /// <summary>Whether the row brings in an address that was erased on request.</summary>
    internal async Task<bool> IsErasedAsync(PortalDb db, PersonRow row, CancellationToken ct) => (await ErasedAddresses.AmongAsync(db, row.Points.Select(p => hasher.Of(p.Key)), ct)).Count > 0;

    /// <param name="write">Else it decides and changes nothing.</param>
    /// <returns>What became of the row, and the code where it was refused.</returns>
    internal async Task<(ImportOutcome Outcome, string Reason)> TakeAsync(PortalDb db, PersonRow row, PeopleOptions options, Actor actor, bool write, DateTimeOffset now, CancellationToken ct)
    {
        if (row.Reason.Length > 0)
        {
            return (ImportOutcome.Rejected, row.Reason);
        }

        var who = await match.FindAsync(db, row, ct);
        if (who.Ambiguous)
        {
            return (ImportOutcome.Rejected, PeopleCode.AmbiguousMatch);
        }

        if (!who.Id.IsNone && options.Policy == PeoplePolicy.Skip)
        {
            return (ImportOutcome.Skipped, "");
        }

        var known = who.Id.IsNone ? null : await db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).Include(c => c.Links.Where(l => l.Until == null)).FirstAsync(c => c.Id == who.Id, ct);
        var guardian = row.Guardian is { } named ? await ContactAliases.ByExternalIdAsync(db, named, ct) : default;
        if (row.Guardian is not null && guardian.IsNone)
        {
            return (ImportOutcome.Rejected, PeopleCode.UnknownGuardian);
        }

        var before = known is null ? new ContactFields { Kind = row.Kind ?? ContactKind.Contact } : ContactFields.Of(known);
        var account = row.Account is { } company ? await StatedContact.AccountByNameAsync(db, company, ct) : default;
        var after = PersonFields.Of(before, row, guardian, account, options.Policy).Clean();
        if (known is { State.Restricted: true })
        {
            return await RestrictedAsync(db, row, known, before, after, options, actor, write, now, ct);
        }

        return (await ContactRules.CheckAsync(after, known?.Id ?? default, db, Actor.System, ct)).Count > 0 || row.Account?.Length > Account.NameMaxLength
            ? (ImportOutcome.Rejected, PeopleCode.InvalidValue) : await WriteAsync(db, row, known, before, after, options, actor, write, now, ct);
    }

    // limits that get stricter are taken, the rest is not; a row that says nothing new is no fault
    private async Task<(ImportOutcome, string)> RestrictedAsync(PortalDb db, PersonRow row, Contact known, ContactFields before, ContactFields after, PeopleOptions options, Actor actor, bool write, DateTimeOffset now, CancellationToken ct)
    {
        ChangeList asked = new();
        _ = row.Fields?.Lay(known.Fields, Said(row, known, options.Policy), [], asked);
        var (kept, same) = (RestrictedPeople.Stricter(before, after), !asked.Any && (await MissingAsync(db, row, known, options.Policy, ct)).Count == 0);
        var taken = await WriteAsync(db, row with { Points = [], Account = null, Own = new Dictionary<string, string?>(StringComparer.Ordinal) }, known, before, kept, options, actor, write, now, ct);
        return same && kept == after ? taken : (ImportOutcome.Rejected, PeopleCode.Restricted);
    }

    private async Task<(ImportOutcome, string)> WriteAsync(PortalDb db, PersonRow row, Contact? known, ContactFields before, ContactFields after, PeopleOptions options, Actor actor, bool write, DateTimeOffset now, CancellationToken ct)
    {
        var makes = row.Account is not null && after.AccountId.IsNone;
        var missing = await MissingAsync(db, row, known, options.Policy, ct);
        var changes = before.ChangesTo(after);
        ChangeList told = new();
        var own = row.Fields?.Lay(known?.Fields ?? [], Said(row, known, options.Policy), [], told) ?? known?.Fields ?? [];
        if (known is not null && !changes.Any && !told.Any && !makes && missing.Count == 0)
        {
            return (ImportOutcome.Unchanged, "");
        }

        if (write)
        {
            if (makes)
            {
                var account = AddAccount.Make(new(row.Account!), ids, now);
                AddAccount.Announce(db, account, actor);
                await db.SaveChangesAsync(ct);
                after = after with { AccountId = account.Id };
                changes = before.ChangesTo(after);
            }

            told.Items.ToList().ForEach(c => changes.Add(c));
            var contact = known ?? new Contact { Id = ids.Next<Contact>(), CreatedAt = now };
            contact.Fields = own;
            await SaveAsync(db, contact, known is null, after, changes, missing, options, actor, now, ct);
        }

        return (known is null ? ImportOutcome.Added : ImportOutcome.Changed, "");
    }

    // who fills blanks says nothing where there is something
    private static IReadOnlyDictionary<string, string?> Said(PersonRow row, Contact? known, PeoplePolicy policy) => known is null || policy != PeoplePolicy.FillBlanks
        ? row.Own : row.Own.Where(o => !known.Fields.ContainsKey(o.Key)).ToDictionary(StringComparer.Ordinal);

    private async Task SaveAsync(PortalDb db, Contact contact, bool isNew, ContactFields after, ChangeList changes, List<ContactPoints.Parsed> missing, PeopleOptions options, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        contact.Take(after, ids, now);
        foreach (var address in missing)
        {
            points.Link(contact, await points.FindOrMakeAsync(db, address, now, ct), now);
            changes.Add(Word.Of(address.Key.Channel), null, address.Key.Canonical);
        }

        if (isNew)
        {
            db.Add(contact);
        }

        db.Announce(ContactEvent.Of(isNew ? "contact.added" : "contact.edited", contact, await ContactChanges.InWordsAsync(changes.Items, db, ct)), actor);
        if (changes.Items.FirstOrDefault(c => c.Field == "consent level") is { } level)
        {
            db.Announce(ContactEvent.Of(LevelWriter.Kind, contact, [level, new("source", null, "import"), new("comment", null, Text.CleanOrNull(options.LevelReason))]), actor);
        }

        await db.SaveChangesAsync(ct);
    }

    // addresses are added, never taken away; who fills blanks adds one only where the channel has none
    private static async Task<List<ContactPoints.Parsed>> MissingAsync(PortalDb db, PersonRow row, Contact? known, PeoplePolicy policy, CancellationToken ct)
    {
        if (known is null || row.Points.Count == 0)
        {
            return [.. row.Points];
        }

        var linked = known.Links.Where(l => l.IsOpen).Select(l => l.PointId).ToList();
        var has = await db.Set<ContactPoint>().AsNoTracking().Where(p => linked.Contains(p.Id)).ToListAsync(ct);
        return [.. row.Points.Where(p => !has.Exists(h => h.Channel == p.Key.Channel && (policy == PeoplePolicy.FillBlanks || h.Canonical == p.Key.Canonical)))];
    }
}

/// <summary>What a row makes of what is known.</summary>
internal static class PersonFields
{
    public static ContactFields Of(ContactFields now, PersonRow row, Id<Contact> guardian, Id<Account> account, PeoplePolicy policy)
    {
        var fill = policy == PeoplePolicy.FillBlanks;
        string Pick(string? said, string was) => said is null || (fill && was.Length > 0) ? was : said;
        var child = now.Child || row.Child == true;
        return now with
        {
            Kind = fill ? now.Kind : row.Kind ?? now.Kind, FirstName = Pick(row.FirstName, now.FirstName), LastName = Pick(row.LastName, now.LastName), JobTitle = Pick(row.JobTitle, now.JobTitle),
            Language = Pick(row.Language, now.Language), ExternalId = now.ExternalId ?? row.ExternalId, AccountId = row.Account is null || (fill && !now.AccountId.IsNone) ? now.AccountId : account,
            Level = row.Level is { } level && !(fill && now.Level != ConsentLevel.None) ? level : now.Level, Child = child, GuardianId = guardian.IsNone || (fill && !now.GuardianId.IsNone) ? now.GuardianId : guardian,
            DoNotTrack = now.DoNotTrack || row.Tracking == false, DoNotBulk = now.DoNotBulk || row.DoNotBulk == true,
            DoNotMail = now.DoNotMail || row.DoNotMail == true, DoNotPhone = now.DoNotPhone || row.DoNotPhone == true,
        };
    }
}
