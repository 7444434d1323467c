using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>What must hold for a person record (domain.md §6: no profiling of children; one guardian, who is somebody else).</summary>
internal static partial class ContactRules
{
    /// <summary>Everything that is wrong, each with its field.</summary>
    public static async Task<List<Problem>> CheckAsync(ContactFields fields, Id<Contact> self, PortalDb db, Actor actor, CancellationToken ct)
    {
        List<Problem> problems = [];
        Lengths(fields, problems);
        if (fields.Child && fields.Level == ConsentLevel.Profiling)
        {
            problems.Add(Problem.Invalid("level", "A child is never profiled: choose level 4 or lower."));
        }

        if (fields.ExternalId is { } external && await db.Set<Contact>().AnyAsync(c => c.ExternalId == external && c.Id != self, ct))
        {
            problems.Add(Problem.Conflict("Another contact has this external id. Each belongs to one person.", "externalId"));
        }

        if (!fields.AccountId.IsNone && !await db.Set<Account>().AnyAsync(a => a.Id == fields.AccountId, ct))
        {
            problems.Add(Problem.Invalid("account", "This account does not exist. Choose one from the list."));
        }

        await PeopleAsync(fields, self, db, actor, problems, ct);
        return problems;
    }

    private static void Lengths(ContactFields fields, List<Problem> problems)
    {
        void AtMost(int most, string text, string field)
        {
            if (text.Length > most)
            {
                problems.Add(Problem.Invalid(field, $"At most {most} characters."));
            }
        }

        AtMost(Contact.NameMaxLength, fields.FirstName, "firstName");
        AtMost(Contact.NameMaxLength, fields.LastName, "lastName");
        AtMost(Contact.NameMaxLength, fields.JobTitle, "jobTitle");
        AtMost(Contact.ExternalIdMaxLength, fields.ExternalId ?? "", "externalId");
        if (fields.Language.Length > 0 && (fields.Language.Length > Contact.LanguageMaxLength || !LanguageTag().IsMatch(fields.Language)))
        {
            problems.Add(Problem.Invalid("language", "Write a language code such as en, de or pt-BR."));
        }
    }

    private static async Task PeopleAsync(ContactFields fields, Id<Contact> self, PortalDb db, Actor actor, List<Problem> problems, CancellationToken ct)
    {
        if (!fields.GuardianId.IsNone)
        {
            var isAdult = fields.GuardianId != self && await db.Set<Contact>().VisibleTo(actor).AnyAsync(c => c.Id == fields.GuardianId && !c.States.Any(s => s.Until == null && s.Child), ct);
            if (!isAdult)
            {
                problems.Add(Problem.Invalid("guardian", "The guardian must be another contact who is not a child."));
            }
        }

        if (!fields.BecameId.IsNone && (fields.BecameId == self
            || !await db.Set<Contact>().VisibleTo(actor).AnyAsync(c => c.Id == fields.BecameId && c.Kind == ContactKind.Contact, ct)))
        {
            problems.Add(Problem.Invalid("became", "A lead becomes a contact: choose a record of kind contact."));
        }

        if (fields.Kind == ContactKind.Lead && !self.IsNone && await db.Set<ContactState>().AnyAsync(s => s.Until == null && s.BecameId == self, ct))
        {
            problems.Add(Problem.Conflict("A lead became this contact, so it stays a contact.", "kind"));
        }
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex LanguageTag();
}

/// <summary>Who sees whom: a representative with own contacts only sees the people they own, everybody else who may read sees all. A
/// record that was merged into another one is not seen: that one answers for it.</summary>
public static class ContactScope
{
    /// <summary>The refusal where the permission is missing, or where a key is bound to a profile: people, their limits and their addresses belong to
    /// none, so such a key would speak for all of them. Null when there is nothing against it.</summary>
    public static Problem? LacksForPeople(this Actor actor, Permission permission) => actor.Lacks(permission)
        ?? (actor.BoundToProfile is null or "default" ? null : Problem.Forbidden($"This key is bound to the profile '{actor.BoundToProfile}', and people belong to no profile. Use a key that is bound to none."));

    public static IQueryable<Contact> VisibleTo(this IQueryable<Contact> contacts, Actor actor)
    {
        var owner = actor.Number;
        var standing = contacts.Where(c => c.MergedIntoId == default);
        return actor.OwnContactsOnly ? standing.Where(c => c.OwnerId == owner) : standing;
    }
}
