using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;

namespace ConsentPortal.Core.Exports;

/// <summary>What an export reads of a person. The columns stand in the order in which <see cref="Read"/> takes them.</summary>
internal sealed record ContactRow
{
    public Id<Contact> Id { get; init; }

    public string? ExternalId { get; init; }

    public ContactKind Kind { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string JobTitle { get; init; } = "";

    public string Language { get; init; } = "";

    public Id<Account> AccountId { get; init; }

    /// <summary>JSON, as it is stored.</summary>
    public string Fields { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public ConsentLevel Level { get; init; }

    public bool Child { get; init; }

    public Id<Contact> GuardianId { get; init; }

    public bool DoNotTrack { get; init; }

    public bool DoNotBulk { get; init; }

    public bool DoNotMail { get; init; }

    public bool DoNotPhone { get; init; }

    public Id<Contact> BecameId { get; init; }

    public bool Restricted { get; init; }

    /// <summary>Of somebody whose data may only be stored (GDPR art. 18): who it is by number, that it is so, and what they must not be used for.</summary>
    public ContactRow Bare() => this with { FirstName = "", LastName = "", JobTitle = "", Language = "", AccountId = default, Fields = "", GuardianId = default, BecameId = default };

    public static Task<List<ContactRow>> ReadAsync(PortalDb db, IQueryable<Contact> people, CancellationToken ct) => RawReads.ReadAsync(db,
        from c in people
        join s in db.Set<ContactState>() on c.Id equals s.ContactId
        where s.Until == null
        orderby c.Id
        select new
        {
            c.Id, c.ExternalId, c.Kind, c.FirstName, c.LastName, c.JobTitle, c.Language, c.AccountId, c.Fields, c.CreatedAt, c.ChangedAt,
            s.Level, s.Child, s.GuardianId, s.DoNotTrack, s.DoNotBulk, s.DoNotMail, s.DoNotPhone, s.BecameId, s.Restricted,
        }, Read, ct);

    private static ContactRow Read(RawRow r) => new()
    {
        Id = r.Id<Contact>(0), ExternalId = r.TextOrNull(1), Kind = r.Word<ContactKind>(2), FirstName = r.Text(3), LastName = r.Text(4), JobTitle = r.Text(5), Language = r.Text(6), AccountId = r.Id<Account>(7), Fields = r.Text(8),
        CreatedAt = r.Time(9), ChangedAt = r.Time(10), Level = r.Word<ConsentLevel>(11), Child = r.Bool(12), GuardianId = r.Id<Contact>(13), DoNotTrack = r.Bool(14), DoNotBulk = r.Bool(15), DoNotMail = r.Bool(16),
        DoNotPhone = r.Bool(17), BecameId = r.Id<Contact>(18), Restricted = r.Bool(19),
    };
}
