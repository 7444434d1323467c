using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

public enum ContactKind
{
    Lead,
    Contact,
}

/// <summary>A person record, lead or contact. Consent does not hang here but on its contact points.</summary>
public sealed class Contact : IEntity, IAudited, IVersioned
{
    public const int NameMaxLength = 100;
    public const int ExternalIdMaxLength = 100;
    public const int LanguageMaxLength = 12;

    public Id<Contact> Id { get; init; }

    public ContactKind Kind { get; internal set; }

    public string FirstName { get; internal set; } = "";

    public string LastName { get; internal set; } = "";

    public string JobTitle { get; internal set; } = "";

    /// <summary>BCP 47; empty = unknown.</summary>
    public string Language { get; internal set; } = "";

    /// <summary>The id that another system knows this person by; unique; null = none.</summary>
    public string? ExternalId { get; internal set; }

    public Id<Account> AccountId { get; internal set; }

    /// <summary>The member of the team who looks after this person; 0 = nobody.</summary>
    public long OwnerId { get; internal set; }

    /// <summary>The owner's own fields, by name.</summary>
    public Dictionary<string, string> Fields { get; internal set; } = [];

    /// <summary>The contact that this record was merged into, which answers for it since; 0 = it stands for itself.</summary>
    public Id<Contact> MergedIntoId { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; internal set; }

    public int Version { get; set; }

    public List<ContactState> States { get; init; } = [];

    public List<ContactPointLink> Links { get; init; } = [];

    public ContactState State => States.Open()!;

    /// <summary>Who answers for this record: itself, or the one it was merged into.</summary>
    public Id<Contact> Standing => MergedIntoId.IsNone ? Id : MergedIntoId;

    public string Name => $"{FirstName} {LastName}".Trim();

    /// <summary>The name folded for search and order, family name first; follows the name by itself.</summary>
    public string SearchText { get => Contacts.SearchText.Fold($"{LastName} {FirstName} {ExternalId}"); private set => _ = value; }

    /// <summary>Takes on the fields; a state that changes is closed and a new one opened, so that "as of" stays right.</summary>
    internal void Take(ContactFields fields, IdSource ids, DateTimeOffset now)
    {
        (Kind, FirstName, LastName, JobTitle, Language) = (fields.Kind, fields.FirstName, fields.LastName, fields.JobTitle, fields.Language);
        (ExternalId, AccountId, OwnerId, ChangedAt) = (fields.ExternalId, fields.AccountId, fields.OwnerId, now);
        Turn(fields.ToState(ids.Next<ContactState>(), Id, now, MergedIntoId, States.Open()?.Restricted == true), now);
    }

    /// <summary>From now on the data may be stored and nothing else (GDPR art. 18), or may be used again.</summary>
    internal void Restrict(bool restricted, IdSource ids, DateTimeOffset now)
    {
        ChangedAt = now;
        Turn(ContactFields.Of(this).ToState(ids.Next<ContactState>(), Id, now, MergedIntoId, restricted), now);
    }

    /// <summary>From now on the survivor answers for this record; none = it stands for itself again.</summary>
    internal void MergeInto(Id<Contact> survivor, IdSource ids, DateTimeOffset now)
    {
        (MergedIntoId, ChangedAt) = (survivor, now);
        Turn(ContactFields.Of(this).ToState(ids.Next<ContactState>(), Id, now, survivor, State.Restricted), now);
    }

    private void Turn(ContactState next, DateTimeOffset now)
    {
        var open = States.Open();
        if (open is null || !open.Says(next))
        {
            open?.Close(now);
            States.Add(next);
        }
    }

    /// <summary>Touched: something that hangs on it changed (an address came or went).</summary>
    internal void Touch(DateTimeOffset now) => ChangedAt = now;
}

/// <summary>How far a person agreed, each level including the lower ones (domain.md §6).</summary>
public enum ConsentLevel
{
    None,
    Consent,
    Transactional,
    Subscriptions,
    Marketing,
    Profiling,
}

/// <summary>What decides about a person besides the records of the address, from one instant until another.</summary>
public sealed class ContactState : Period, IEntity
{
    public Id<ContactState> Id { get; init; }

    public Id<Contact> ContactId { get; init; }

    public ConsentLevel Level { get; init; }

    public bool Child { get; init; }

    /// <summary>Who may agree for a child.</summary>
    public Id<Contact> GuardianId { get; init; }

    public bool DoNotTrack { get; init; }

    public bool DoNotBulk { get; init; }

    public bool DoNotMail { get; init; }

    public bool DoNotPhone { get; init; }

    /// <summary>For a lead: the contact it became, whose level and flags then rule.</summary>
    public Id<Contact> BecameId { get; init; }

    /// <summary>The contact that answers for this record while the state holds; 0 = itself.</summary>
    public Id<Contact> MergedIntoId { get; init; }

    /// <summary>Stored and nothing else (GDPR art. 18): not used, and not changed.</summary>
    public bool Restricted { get; init; }

    /// <summary>The same values, whatever their time.</summary>
    public bool Says(ContactState other) => Level == other.Level && Child == other.Child && GuardianId == other.GuardianId && DoNotTrack == other.DoNotTrack
        && DoNotBulk == other.DoNotBulk && DoNotMail == other.DoNotMail && DoNotPhone == other.DoNotPhone && BecameId == other.BecameId && MergedIntoId == other.MergedIntoId && Restricted == other.Restricted;
}

/// <summary>A company. It holds no consent.</summary>
public sealed class Account : IEntity, IAudited, IVersioned
{
    public const int NameMaxLength = 200;
    public const int CityMaxLength = 100;
    public const int WebsiteMaxLength = 200;

    public Id<Account> Id { get; init; }

    public string Name { get; internal set; } = "";

    public string City { get; internal set; } = "";

    /// <summary>ISO 3166-1 alpha-2; empty = unknown.</summary>
    public string Country { get; internal set; } = "";

    public string Website { get; internal set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    /// <summary>Name and city folded for search and order; follows them by itself.</summary>
    public string SearchText { get => Contacts.SearchText.Fold($"{Name} {City}"); private set => _ = value; }
}
