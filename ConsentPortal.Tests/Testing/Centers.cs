using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Testing;

/// <summary>Preference centers with more on them than the first day's, and the people who read them.</summary>
public static class Centers
{
    public const string Sale = "sale-or-share";

    /// <summary>Lets the default profile use a purpose that a browser's signal refuses.</summary>
    public static Task SellsAsync(this WebPortal portal) => SellsAsync(portal.Get<Rulebooks>(), portal.Get<AddPurpose>(), portal.Get<SetEnforcement>());

    public static Task SellsAsync(this TestPortal portal) => SellsAsync(portal.Get<Rulebooks>(), portal.Get<AddPurpose>(), portal.Get<SetEnforcement>());

    /// <summary>A center with these switches, as releases stored it before a page could be designed.</summary>
    public static async Task ShowsAsync(this WebPortal portal, Func<PreferenceSections, PreferenceSections> with)
        => await ShowsAsync(portal.NewDb, await ProfileAsync(portal.Get<Rulebooks>()), portal.Get<IdSource>(), with);

    public static async Task ShowsAsync(this TestPortal portal, Func<PreferenceSections, PreferenceSections> with)
        => await ShowsAsync(portal.NewDb, await ProfileAsync(portal.Get<Rulebooks>()), portal.Get<IdSource>(), with);

    public static async Task<Id<Contact>> PersonAsync(this WebPortal portal, string address, ConsentLevel level, bool child = false)
    {
        ContactFields fields = new() { Kind = ContactKind.Contact, LastName = address, Level = level, Child = child };
        return (await portal.Get<AddContact>().RunAsync(new(fields, [new(Channel.Email, address)]), Actors.Admin, CancellationToken.None)).Value;
    }

    public static async Task<ConsentLevel> LevelAsync(this WebPortal portal, Id<Contact> person)
    {
        await using var db = portal.NewDb();
        return await db.Set<ContactState>().Where(s => s.ContactId == person && s.Until == null).Select(s => s.Level).SingleAsync();
    }

    private static async Task SellsAsync(Rulebooks rules, AddPurpose add, SetEnforcement enforce)
    {
        var made = await add.RunAsync(new(await ProfileAsync(rules), Sale, PurposeType.DataUse, new("Sale and sharing"), new("Advertisers elsewhere learn of you.")), Actors.Admin, CancellationToken.None);
        var profile = (await rules.FreshAsync(CancellationToken.None)).Profiles[0];
        Assert.True((await enforce.RunAsync(new(profile.Id, profile.Version, [new(made.Value, Channel.None, EnforcementModel.NonRestrictive)]) { Reason = "The law lets us." }, Actors.Admin, CancellationToken.None)).Ok);
    }

    private static async Task ShowsAsync(Func<PortalDb> open, Id<ComplianceProfile> profile, IdSource ids, Func<PreferenceSections, PreferenceSections> with)
    {
        await using var db = open();
        var stored = await db.Set<PreferenceCenter>().FirstOrDefaultAsync(c => c.ProfileId == profile);
        var center = stored ?? new() { Id = ids.Next<PreferenceCenter>(), ProfileId = profile, Version = 1 };
        center.Show(with(center.Sections), center.ChangedAt);
        if (stored is null)
        {
            db.Add(center);
        }

        db.Announce(new RulebookEvent(PreferenceEvents.CenterDesigned, profile.ToString()), Actors.Admin);
        await db.SaveChangesAsync();
    }

    private static async Task<Id<ComplianceProfile>> ProfileAsync(Rulebooks rules) => (await rules.FreshAsync(CancellationToken.None)).Profiles[0].Id;
}
