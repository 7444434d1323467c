using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>All that a form or a program may set on a person, as one value: what is there, and what it is to be.</summary>
public sealed record ContactFields
{
    public ContactKind Kind { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string JobTitle { get; init; } = "";

    /// <summary>BCP 47; empty = unknown.</summary>
    public string Language { get; init; } = "";

    public string? ExternalId { get; init; }

    public Id<Account> AccountId { get; init; }

    public long OwnerId { get; init; }

    public ConsentLevel Level { get; init; }

    public bool Child { get; init; }

    public Id<Contact> GuardianId { get; init; }

    public bool DoNotTrack { get; init; }

    public bool DoNotBulk { get; init; }

    public bool DoNotMail { get; init; }

    public bool DoNotPhone { get; init; }

    /// <summary>For a lead: the contact it became.</summary>
    public Id<Contact> BecameId { get; init; }

    public static ContactFields Of(Contact contact)
    {
        var state = contact.State;
        return new()
        {
            Kind = contact.Kind, FirstName = contact.FirstName, LastName = contact.LastName, JobTitle = contact.JobTitle, Language = contact.Language,
            ExternalId = contact.ExternalId, AccountId = contact.AccountId, OwnerId = contact.OwnerId,
            Level = state.Level, Child = state.Child, GuardianId = state.GuardianId, BecameId = state.BecameId,
            DoNotTrack = state.DoNotTrack, DoNotBulk = state.DoNotBulk, DoNotMail = state.DoNotMail, DoNotPhone = state.DoNotPhone,
        };
    }

    /// <summary>The same without stray blanks; a contact became nobody, an adult has no guardian.</summary>
    internal ContactFields Clean() => this with
    {
        FirstName = Text.Clean(FirstName), LastName = Text.Clean(LastName), JobTitle = Text.Clean(JobTitle), Language = Text.Clean(Language),
        ExternalId = Text.CleanOrNull(ExternalId), GuardianId = Child ? GuardianId : default, BecameId = Kind == ContactKind.Lead ? BecameId : default,
    };

    internal ContactState ToState(Id<ContactState> id, Id<Contact> contact, DateTimeOffset now, Id<Contact> mergedInto = default, bool restricted = false) => new()
    {
        Id = id, ContactId = contact, From = now, MergedIntoId = mergedInto, Restricted = restricted, Level = Level, Child = Child, GuardianId = GuardianId, BecameId = BecameId,
        DoNotTrack = DoNotTrack, DoNotBulk = DoNotBulk, DoNotMail = DoNotMail, DoNotPhone = DoNotPhone,
    };

    /// <param name="into">Takes the changes in; null = a list of their own.</param>
    internal ChangeList ChangesTo(ContactFields next, ChangeList? into = null) => (into ?? new ChangeList())
        .Add("kind", Kind, next.Kind).Add("first name", FirstName, next.FirstName).Add("last name", LastName, next.LastName)
        .Add("job title", JobTitle, next.JobTitle).Add("language", Language, next.Language).Add("external id", ExternalId, next.ExternalId)
        .Add("account", AccountId, next.AccountId).Add("owner", OwnerId, next.OwnerId)
        .Add("consent level", Level, next.Level).Add("child", Child, next.Child).Add("guardian", GuardianId, next.GuardianId)
        .Add("do not track", DoNotTrack, next.DoNotTrack).Add("do not bulk mail", DoNotBulk, next.DoNotBulk)
        .Add("do not mail", DoNotMail, next.DoNotMail).Add("do not phone", DoNotPhone, next.DoNotPhone).Add("became", BecameId, next.BecameId);
}
