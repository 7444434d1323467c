using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>The people whom a tour of the portal wants to meet: a family on one address, a shared office, a child with a guardian, a lead
/// that became a contact, and addresses that must not be written to.</summary>
internal sealed class DemoScenes(DemoCast cast, DemoStory story, DemoRulebook rules, DateTimeOffset now, long owner)
{
    private static readonly DemoCountry Germany = DemoNames.All.Single(c => c.Code == "DE"), Britain = DemoNames.All.Single(c => c.Code == "GB");

    /// <summary>Addresses with the suppression each gets, by how many days ago.</summary>
    public List<(PointDraft Point, SuppressionScope Scope, SuppressionReason Reason, string Note, int DaysAgo)> Suppressions { get; } = [];

    /// <summary>Whose yes to invitations ends in the next weeks, the nearest end first.</summary>
    public List<DemoPerson> Lapsing { get; } = [];

    public void Play()
    {
        Ending();
        Family();
        Office();
        Converted();
        Stopped();
    }

    private void Family()
    {
        var since = now.AddDays(-300);
        var email = cast.Email("familie.becker@example.org");
        var katrin = cast.Add(Person("Katrin", "Becker", "de") with { ExternalId = "crm-becker-1", Level = ConsentLevel.Marketing }, email, cast.Mobile(Germany), Germany, since);
        var jonas = cast.Add(Person("Jonas", "Becker", "de") with { ExternalId = "crm-becker-2", Level = ConsentLevel.Subscriptions }, email, null, Germany, since);
        var lina = cast.Add(Person("Lina", "Becker", "de") with { Child = true, GuardianId = katrin.Contact.Id, Level = ConsentLevel.Consent, ExternalId = "crm-becker-3" }, cast.Email("lina.becker@example.org"), null, Germany, since);
        Say(katrin, rules.EuropeEvents, ConsentStatus.OptedIn, 200);
        Say(jonas, rules.EuropeEvents, ConsentStatus.OptedOut, 120);
        var at = now.AddDays(-190);
        story.Add(at, () => DemoStory.Proposal(rules.Europe, rules.EuropeMarketing, "newsletter", lina.Email, lina.Contact.Id, ConsentStatus.OptedIn, ConsentAction.Confirmed, at) with
        {
            ActorKind = ActorKind.Guardian, ConfirmedAt = at, Source = "family form", Evidence = new() { Wording = "Ich erlaube als Erziehungsberechtigte, dass mein Kind den Newsletter erhält.", WordingVersion = "1", Language = "de" },
        });
    }

    private void Office()
    {
        var account = cast.Accounts.First(a => a.Country == "GB");
        var email = cast.Email($"office@{new Uri(account.Website).Host}");
        var people = new[] { ("Wilhelmina", "Featherstonehaugh-Cholmondeley"), ("Ravi", "Kapoor"), ("Siobhán", "Doyle") }
            .Select(n => cast.Add(Person(n.Item1, n.Item2, "en") with { AccountId = account.Id, JobTitle = "Office Manager" }, email, null, Britain, now.AddDays(-240))).ToList();
        var at = now.AddDays(-90);
        story.Add(at, () => DemoStory.Proposal(rules.Default, rules.Commercial, "newsletter", email, people[1].Contact.Id, ConsentStatus.OptedIn, ConsentAction.Ticked, at) with { Source = "website footer" });
    }

    // they said yes at a fair, a little less than the months ago that it holds
    private void Ending()
    {
        foreach (var (first, last, language, days) in ((string, string, string, int)[])
            [("Anneliese", "Vogt", "de", 3), ("Matthias", "Krüger", "de", 6), ("Sofia", "Brandt", "de", 11), ("Henrik", "Sauer", "de", 17), ("Clara", "Neumann", "en", 24), ("Tobias", "Falk", "de", 41)])
        {
            var at = now.AddMonths(-DemoRulebook.EventMonths).AddDays(days);
            var person = cast.Add(Person(first, last, language) with { ExternalId = $"crm-fair-{days}", Level = ConsentLevel.Subscriptions, OwnerId = owner },
                cast.Email($"{first}.{last.Replace("ü", "ue", StringComparison.Ordinal)}@example.org".ToLowerInvariant()), null, Germany, at.AddDays(-1));
            story.Add(at, () => DemoStory.Proposal(rules.Europe, rules.EuropeEvents, null, person.Email, person.Contact.Id, ConsentStatus.OptedIn, ConsentAction.Ticked, at) with { ConfirmedAt = at, Source = "trade fair" });
            Lapsing.Add(person);
        }
    }

    private void Converted()
    {
        var email = cast.Email("grace.greenwood@example.com");
        var contact = cast.Add(Person("Grace", "Greenwood", "en") with { ExternalId = "crm-greenwood", Level = ConsentLevel.Marketing, OwnerId = owner }, email, cast.Mobile(Britain), Britain, now.AddDays(-60));
        cast.Add(Person("Grace", "Greenwood", "en") with { Kind = ContactKind.Lead, BecameId = contact.Contact.Id, Level = ConsentLevel.Consent, OwnerId = owner }, email, null, Britain, now.AddDays(-150));
    }

    private void Stopped()
    {
        var points = cast.People.Where(p => p.Contact.Kind == ContactKind.Contact).Skip(20).Take(8).Select(p => p.Email).ToList();
        Suppressions.Add((points[0], SuppressionScope.Address, SuppressionReason.HardBounce, "550 5.1.1 user unknown", 210));
        Suppressions.Add((points[1], SuppressionScope.Address, SuppressionReason.HardBounce, "550 5.1.1 user unknown", 45));
        Suppressions.Add((points[2], SuppressionScope.Marketing, SuppressionReason.Complaint, "Feedback loop of the mailbox provider", 130));
        Suppressions.Add((points[3], SuppressionScope.Marketing, SuppressionReason.Objection, "Letter of the person, filed under 2025-118", 75));
        Suppressions.Add((points[4], SuppressionScope.Purpose, SuppressionReason.Manual, "Dispute about an invoice", 20));
        Suppressions.Add((cast.Email("never.write@example.net"), SuppressionScope.Address, SuppressionReason.LegalOrder, "Court order, see the case file", 160));
    }

    private void Say(DemoPerson person, Purpose purpose, ConsentStatus status, int daysAgo)
    {
        var at = now.AddDays(-daysAgo);
        story.Add(at, () => DemoStory.Proposal(rules.Europe, purpose, null, person.Email, person.Contact.Id, status, ConsentAction.Ticked, at) with { ConfirmedAt = status == ConsentStatus.OptedIn ? at : null, Source = "website footer" });
    }

    private static ContactFields Person(string first, string last, string language) => new() { Kind = ContactKind.Contact, FirstName = first, LastName = last, Language = language };
}
