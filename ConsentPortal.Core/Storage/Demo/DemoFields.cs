using System.Globalization;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Own fields as a shop would have them, with values for a good part of the people.</summary>
internal sealed class DemoFields(IdSource ids)
{
    private static readonly string[] Tiers = ["Bronze", "Silver", "Gold"];

    private static readonly (string Code, ContactFieldKind Kind, FieldFacts Facts)[] All =
    [
        ("contract-number", ContactFieldKind.Text, new("Contract number") { Hint = "As it stands on invoices.", Writers = FieldRoles.PrivacyOfficer | FieldRoles.Analyst | FieldRoles.Application }),
        ("birthday", ContactFieldKind.Date, new("Birthday") { Sensitivity = FieldSensitivity.Sensitive, SelfService = true, Readers = FieldRoles.PrivacyOfficer | FieldRoles.Application, Writers = FieldRoles.PrivacyOfficer | FieldRoles.SalesRepresentative }),
        ("loyalty-tier", ContactFieldKind.Choice, new("Loyalty tier") { Choices = Tiers, Writers = FieldRoles.PrivacyOfficer | FieldRoles.SalesRepresentative | FieldRoles.Application }),
        ("bank-account", ContactFieldKind.Text, new("Bank account") { Sensitivity = FieldSensitivity.Sensitive, Denied = true, Readers = FieldRoles.PrivacyOfficer, Writers = FieldRoles.PrivacyOfficer | FieldRoles.Application }),
        ("newsletter-on-paper", ContactFieldKind.YesNo, new("Newsletter on paper") { SelfService = true }),
    ];

    public async Task WriteAsync(PortalDb db, IReadOnlyList<Id<Contact>> people, DateTimeOffset now, Actor admin, CancellationToken ct)
    {
        foreach (var (code, kind, facts) in All)
        {
            ContactFieldDefinition field = new() { Id = ids.Next<ContactFieldDefinition>(), Code = code, Kind = kind, Place = Array.FindIndex(All, f => f.Code == code) + 1, CreatedAt = now };
            field.Take(facts);
            db.Add(field);
            db.Announce(ContactFieldEvent.Of(ContactFieldEvent.Added, field, new ChangeList().Add("label", "", field.Label)), admin);
        }

        await db.SaveChangesAsync(ct);
        var contacts = await db.Set<Contact>().Where(c => people.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(ct);
        foreach (var (contact, n) in contacts.Select((c, n) => (c, n)).Where(c => c.n % 3 != 2))
        {
            contact.Fields = ValuesOf(n);
        }

        db.Announce(new ContactFieldEvent("contacts.edited", "demo", "0"), Actor.System);
        await db.SaveChangesAsync(ct);
    }

    private static Dictionary<string, string> ValuesOf(int n)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal) { ["contract-number"] = $"K-{1000 + n}", ["loyalty-tier"] = Tiers[n % Tiers.Length] };
        if (n % 4 != 3)
        {
            values["birthday"] = new DateOnly(1950 + (n * 7 % 52), 1 + (n * 5 % 12), 1 + (n * 11 % 28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (n % 6 == 0)
        {
            values["bank-account"] = "DE00 0000 0000 0000 0000 00"; // nobody's
            values["newsletter-on-paper"] = n % 12 == 0 ? "true" : "false";
        }

        return values;
    }
}
