using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Person number n is always the same person.</summary>
internal sealed class SeedCast(AddressHasher hasher, IdSource ids, Rulebook rules)
{
    private const int Shared = 30, OptedOut = 12;
    private static readonly string[] Domains = ["example.com", "example.org", "example.net"];
    private readonly ComplianceProfile profile = rules.Profile("default")!;
    private readonly Purpose commercial = rules.Purpose("commercial")!, tracking = rules.Purpose("tracking")!;
    private PointDraft? last;

    public List<(Contact Contact, PointDraft Point)> Make(int first, int count, DateTimeOffset now)
    {
        last = null; // a draft belongs to one batch
        List<(Contact, PointDraft)> people = new(count);
        for (var n = first; n < first + count; n++)
        {
            var country = DemoNames.All[n % DemoNames.All.Length];
            var given = country.Given[n / 7 % country.Given.Length];
            var family = country.Family[n / 3 % country.Family.Length];
            last = last is not null && n % Shared == 0 ? last : Point(FormattableString.Invariant($"{given.Ascii}.{family.Ascii}.{n}@{Domains[n % 3]}"));
            Contact contact = new() { Id = ids.Next<Contact>(), CreatedAt = now };
            contact.Take(new()
            {
                Kind = n % 4 == 0 ? ContactKind.Lead : ContactKind.Contact, FirstName = given.Name, LastName = family.Name, Language = country.Language, Level = (ConsentLevel)(n % 5),
                ExternalId = FormattableString.Invariant($"seed-{n}"),
            }, ids, now);
            people.Add((contact, last));
        }

        return people;
    }

    /// <summary>Two answers: about the newsletter, and about tracking; or one that stops all.</summary>
    public IEnumerable<ConsentProposal> Answers((Contact Contact, PointDraft Point) person)
    {
        var n = Number(person.Contact) % OptedOut;
        yield return n == 0 ? Say(person, commercial, null, ConsentStatus.OptedOut) : Say(person, commercial, commercial.Topics[n % commercial.Topics.Count], ConsentStatus.OptedIn);
        yield return Say(person, tracking, null, n % 3 == 0 ? ConsentStatus.OptedOut : ConsentStatus.OptedIn);
    }

    private ConsentProposal Say((Contact Contact, PointDraft Point) person, Purpose purpose, Topic? topic, ConsentStatus status) => new()
    {
        Point = person.Point, Profile = profile, Purpose = purpose, Topic = topic, ContactId = person.Contact.Id, Status = status, Action = ConsentAction.Import, ActorKind = ActorKind.System, Source = "seed",
    };

    private PointDraft Point(string typed)
    {
        var address = typed.ToLowerInvariant().Replace(' ', '-');
        return ContactPointKey.TryParse(Channel.Email, address, out var key)
            ? new() { Key = key, Typed = address, Hash = hasher.Of(key), Channel = Channel.Email } : throw new InvalidOperationException("The seed made up an address that is none.");
    }

    private static int Number(Contact contact) => int.Parse(contact.ExternalId.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);
}
