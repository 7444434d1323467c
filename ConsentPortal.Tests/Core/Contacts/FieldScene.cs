using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Contacts;

/// <summary>Own fields of the tests: a birthday that only privacy officers read and representatives write blindly, and a tier that officers set.</summary>
internal static class FieldScene
{
    public static readonly string[] Tiers = ["Silver", "Gold"];

    public static async Task<Id<ContactFieldDefinition>> FieldAsync(Func<AddContactField> add, string label, ContactFieldKind kind = ContactFieldKind.Text, Func<FieldFacts, FieldFacts>? with = null)
    {
        var made = await add().RunAsync(new("", kind, (with ?? (f => f))(new(label))), Actors.Admin, CancellationToken.None);
        Assert.True(made.Ok, made.Problem?.Message);
        return made.Value;
    }

    public static async Task BirthdayAndTierAsync(Func<AddContactField> add)
    {
        await FieldAsync(add, "Birthday", ContactFieldKind.Date, f => f with { Sensitivity = FieldSensitivity.Sensitive, SelfService = true,
            Readers = FieldRoles.PrivacyOfficer | FieldRoles.Application, Writers = FieldRoles.PrivacyOfficer | FieldRoles.SalesRepresentative | FieldRoles.Application });
        await FieldAsync(add, "Tier", ContactFieldKind.Choice, f => f with { Choices = Tiers, Writers = FieldRoles.PrivacyOfficer });
    }

    public static Task<Outcome<Done>> SetAsync(this TestPortal portal, Id<Contact> contact, Actor actor, params (string Code, string? Value)[] values)
        => portal.Get<SetContactFields>().RunAsync(new(contact, values.ToDictionary(v => v.Code, v => v.Value)), actor, CancellationToken.None);

    /// <summary>By code: the value, or <c>masked</c>.</summary>
    public static async Task<Dictionary<string, string>> SeenAsync(this TestPortal portal, Id<Contact> contact, Actor actor)
        => (await portal.Get<ReadContact>().RunAsync(contact, actor, CancellationToken.None)).Value.Own.ToDictionary(o => o.Field.Code, o => o.Masked ? "masked" : o.Value);

    public static async Task<IReadOnlyList<AuditRow>> TrailAsync(this TestPortal portal, string kind, Actor actor)
        => (await portal.Get<FindAuditEntries>().RunAsync(new(Kind: kind), null, actor, CancellationToken.None)).Value.Rows;
}
