using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>One person with everything that their page shows.</summary>
public sealed class ReadContact(IDbContextFactory<PortalDb> databases)
{
    public sealed record View(Id<Contact> Id, string Name, ContactFields Fields, int Version, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
    {
        public string? Account { get; init; }

        /// <summary>Name of the member who looks after them.</summary>
        public string? Owner { get; init; }

        /// <summary>Stored and nothing else (GDPR art. 18).</summary>
        public bool Restricted { get; init; }

        public Person? Guardian { get; init; }

        public Person? Became { get; init; }

        /// <summary>The leads that this contact came from.</summary>
        public IReadOnlyList<Person> CameFrom { get; init; } = [];

        /// <summary>The addresses in use, email first.</summary>
        public IReadOnlyList<Point> Points { get; init; } = [];

        /// <summary>The own fields that the asker may read or write, sensitive values masked.</summary>
        public IReadOnlyList<OwnField> Own { get; init; } = [];

        /// <summary>Stored values without a field, by their name.</summary>
        public IReadOnlyDictionary<string, string> Loose { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>Somebody that the page links to.</summary>
    public sealed record Person(Id<Contact> Id, string Name);

    public sealed record Point(Id<ContactPoint> Id, Channel Channel, string Address, string Canonical, DateTimeOffset Since);

    public async Task<Outcome<View>> RunAsync(Id<Contact> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var contact = await db.Set<Contact>().AsNoTracking().VisibleTo(actor).Include(c => c.States.Where(s => s.Until == null)).FirstOrDefaultAsync(c => c.Id == id, ct);
        return contact is null ? Problem.NotFound("This contact does not exist, or is not yours to see.") : await ViewAsync(db, contact, actor, ct);
    }

    private static async Task<View> ViewAsync(PortalDb db, Contact contact, Actor actor, CancellationToken ct)
    {
        var fields = ContactFields.Of(contact);
        var book = await FieldBook.ReadAsync(db, actor, ct);
        return new(contact.Id, contact.Name, fields, contact.Version, contact.CreatedAt, contact.ChangedAt)
        {
            Account = fields.AccountId.IsNone ? null : await db.Set<Account>().Where(a => a.Id == fields.AccountId).Select(a => a.Name).FirstOrDefaultAsync(ct),
            Owner = fields.OwnerId == 0 ? null : await db.Users.Where(u => u.Id == fields.OwnerId).Select(u => u.DisplayName).FirstOrDefaultAsync(ct),
            Restricted = contact.State.Restricted,
            Guardian = await PersonAsync(db, fields.GuardianId, actor, ct),
            Became = await PersonAsync(db, fields.BecameId, actor, ct),
            CameFrom = await db.Set<Contact>().VisibleTo(actor).Where(c => c.States.Any(s => s.Until == null && s.BecameId == contact.Id)).OrderBy(c => c.Id)
                .Select(c => new Person(c.Id, (c.FirstName + " " + c.LastName).Trim())).Take(20).ToListAsync(ct),
            Points = await PointsAsync(db, contact.Id, ct), Own = book.Show(contact.Fields), Loose = book.Loose(contact.Fields),
        };
    }

    private static Task<Person?> PersonAsync(PortalDb db, Id<Contact> id, Actor actor, CancellationToken ct) => id.IsNone
        ? Task.FromResult<Person?>(null)
        : db.Set<Contact>().VisibleTo(actor).Where(c => c.Id == id).Select(c => new Person(c.Id, (c.FirstName + " " + c.LastName).Trim())).FirstOrDefaultAsync(ct);

    private static async Task<IReadOnlyList<Point>> PointsAsync(PortalDb db, Id<Contact> contact, CancellationToken ct)
    {
        var linked = await (from l in db.Set<ContactPointLink>()
                            join p in db.Set<ContactPoint>() on l.PointId equals p.Id
                            where l.ContactId == contact && l.Until == null
                            select new { p.Id, p.Channel, p.Address, p.Canonical, l.From }).ToListAsync(ct);
        return [.. linked.OrderBy(p => p.Channel).ThenBy(p => p.From).ThenBy(p => p.Id).Select(p => new Point(p.Id, p.Channel, p.Address ?? "", p.Canonical ?? "", p.From))];
    }
}
