using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Layouts;

/// <summary>One thing that the palette can open.</summary>
/// <param name="Detail">What tells it from others of the same name; may be empty.</param>
internal sealed record PaletteItem(string Title, string Detail, string Icon, string Href)
{
    /// <summary>A person whose data may be stored and nothing else.</summary>
    public bool Restricted { get; init; }
}

internal sealed record PaletteGroup(string Name, IReadOnlyList<PaletteItem> Items);

/// <summary>Asks each room for what fits a text; each answers only what the actor may see.</summary>
internal sealed class PaletteSearch(FindContacts contacts, FindContactPoints addresses, FindAccounts accounts, Rulebooks rulebooks, PaletteRecords records)
{
    public const int MinLength = 2;
    private const int Most = 5;

    public async Task<IReadOnlyList<PaletteGroup>> RunAsync(string text, Actor actor, IStringLocalizer<Texts> l, CancellationToken ct)
    {
        List<PaletteGroup> groups = [];
        if (text.Length >= MinLength)
        {
            groups.Add(new(l["People"], await PeopleAsync(text, actor, l, ct)));
            groups.Add(new(l["Accounts"], await AccountsAsync(text, actor, ct)));
            groups.Add(new(l["Profiles and purposes"], await RulesAsync(text, actor, l, ct)));
            groups.AddRange(await records.RunAsync(text, actor, l, ct));
        }

        return groups.FindAll(g => g.Items.Count > 0);
    }

    private async Task<List<PaletteItem>> PeopleAsync(string text, Actor actor, IStringLocalizer<Texts> l, CancellationToken ct)
    {
        if (!actor.May(Permission.ReadContacts))
        {
            return [];
        }

        var people = await contacts.RunAsync(new() { Text = text, Take = Most }, actor, ct);
        var bare = await addresses.RunAsync(new(text, Take: Most), actor, ct);
        List<PaletteItem> found =
        [
            .. people.Value.Rows.Select(p => new PaletteItem(p.Name.Length > 0 ? p.Name : l["No name"], string.Join(" · ", new[] { p.Addresses.Count > 0 ? p.Addresses[0].Text : "", p.Account ?? "" }.Where(d => d.Length > 0)), "person", Urls.Communication(p.Id)) { Restricted = p.Restricted }),
            .. bare.Value.Rows.Take(Most - Math.Min(Most - 1, people.Value.Rows.Count)).Select(a => new PaletteItem(a.Address, l["An address without a person"], "alternate_email", Urls.ContactPoint(a.Id))),
        ];
        return found.Count == 0 || (people.Value.Count <= Most && bare.Value.Count <= Most) ? found : [.. found, new(l["Everybody who matches"], "", "group", Urls.ContactsMatching(text))];
    }

    private async Task<List<PaletteItem>> AccountsAsync(string text, Actor actor, CancellationToken ct)
        => actor.May(Permission.ReadContacts) && await accounts.RunAsync(new(text, Take: 3), actor, ct) is { Ok: true } found
            ? [.. found.Value.Rows.Select(a => new PaletteItem(a.Name, a.City, "domain", Urls.AccountOf(a.Id)))] : [];

    // a handful, kept in memory
    private async Task<List<PaletteItem>> RulesAsync(string text, Actor actor, IStringLocalizer<Texts> l, CancellationToken ct)
    {
        if (!actor.May(Permission.ReadCompliance))
        {
            return [];
        }

        var rules = await rulebooks.RecentAsync(ct);
        var language = Languages.OfStaffPages;
        var profiles = rules.Profiles.Where(p => Holds(p.Name, text) || Holds(p.Code, text)).Select(p => new PaletteItem(p.Name, l["Compliance profile"], "rule", Urls.Profile(p.Id)));
        var purposes = from profile in rules.Profiles
                       from purpose in rules.PurposesOf(profile)
                       where Holds(purpose.Name.In(language), text) || Holds(purpose.Code, text) || purpose.Topics.Any(t => Holds(t.Name.In(language), text))
                       select new PaletteItem(purpose.Name.In(language), l["Purpose of {0}", profile.Name], "flag_circle", Urls.Purpose(profile.Id, purpose.Id));
        return [.. profiles.Concat(purposes).Take(Most)];
    }

    internal static bool Holds(string text, string part) => CultureInfo.CurrentCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>What is found by a number or an address alone: receipts, mails, colleagues.</summary>
internal sealed class PaletteRecords(FindReceipt receipts, FindEmails emails, FindMembers members)
{
    private const int Most = 3, ReceiptDigits = 6;

    public async Task<IReadOnlyList<PaletteGroup>> RunAsync(string text, Actor actor, IStringLocalizer<Texts> l, CancellationToken ct) =>
    [
        new(l["Receipts"], await ReceiptAsync(text, actor, l, ct)),
        new(l["Mails"], await MailsAsync(text, actor, ct)),
        new(l["Team"], await MembersAsync(text, actor, ct)),
    ];

    private async Task<List<PaletteItem>> ReceiptAsync(string text, Actor actor, IStringLocalizer<Texts> l, CancellationToken ct)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= ReceiptDigits && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '-') && long.TryParse(digits, CultureInfo.InvariantCulture, out var number)
            && actor.May(Permission.ReadConsent) && (await receipts.RunAsync(new(number), actor, ct)).Ok
                ? [new(l["Receipt {0}", digits], "", "receipt_long", Urls.StaffReceipt(new(number)))] : [];
    }

    private async Task<List<PaletteItem>> MailsAsync(string text, Actor actor, CancellationToken ct)
        => text.Contains('@', StringComparison.Ordinal) && actor.May(Permission.ReadMail) && await emails.RunAsync(new(To: text), actor, ct) is { Ok: true } found
            ? [.. found.Value.Rows.Take(Most).Select(m => new PaletteItem(m.Subject, m.To, "mail", Urls.Email(m.Id)))] : [];

    private async Task<List<PaletteItem>> MembersAsync(string text, Actor actor, CancellationToken ct)
        => actor.May(Permission.ManageTeam) && await members.RunAsync(new(text, Take: Most), actor, ct) is { Ok: true } found
            ? [.. found.Value.Rows.Select(m => new PaletteItem(m.Name, m.Email, "badge", Urls.Member(m.Id)))] : [];
}
