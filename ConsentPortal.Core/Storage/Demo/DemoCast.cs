using System.Globalization;
using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Makes the people and companies of the demo, the same ones every time.</summary>
internal sealed class DemoCast(AddressHasher hasher, IdSource ids, DemoClock clock, Random dice, long owner)
{
    private static readonly string[] Free = ["example.com", "example.org", "example.net"];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private int number;

    public List<Account> Accounts { get; } = [];

    public List<DemoPerson> People { get; } = [];

    public IReadOnlyList<Account> MakeAccounts()
    {
        foreach (var country in DemoNames.All)
        {
            foreach (var name in country.Companies)
            {
                Accounts.Add(new()
                {
                    Id = ids.Next<Account>(), Name = name, City = country.City, Country = country.Code, Website = $"https://{Domain(name, country)}", CreatedAt = clock.Here,
                });
            }
        }

        return Accounts;
    }

    /// <summary>A person at a company or at home, known since then.</summary>
    public DemoPerson MakePerson(DateTimeOffset since, ContactKind kind)
    {
        var country = DemoNames.All[Weighted()];
        var (given, family) = (Pick(country.Given), Pick(country.Family));
        var companies = Accounts.Where(a => a.Country == country.Code).ToList();
        var account = dice.Next(100) < 70 ? Pick([.. companies]) : null;
        ContactFields fields = new()
        {
            Kind = kind, FirstName = given.Name, LastName = family.Name, JobTitle = account is null ? "" : Pick(DemoNames.Titles), Language = country.Language,
            ExternalId = dice.Next(100) < 60 ? $"crm-{++number:0000}" : null, AccountId = account?.Id ?? default, OwnerId = dice.Next(100) < 55 ? owner : 0,
            Level = (ConsentLevel)Math.Min(4, dice.Next(7)), DoNotBulk = dice.Next(100) < 4, DoNotPhone = dice.Next(100) < 5, DoNotTrack = dice.Next(100) < 6, DoNotMail = dice.Next(100) < 2,
        };
        var address = Address(given, family, account is null ? Pick(Free) : new Uri(account.Website).Host);
        return Add(fields, Email(address), dice.Next(100) < 45 ? Mobile(country) : null, country, since);
    }

    public DemoPerson Add(ContactFields fields, PointDraft email, PointDraft? mobile, DemoCountry country, DateTimeOffset since)
    {
        Contact contact = new() { Id = ids.Next<Contact>(), CreatedAt = since };
        contact.Take(fields, ids, since);
        DemoPerson person = new(contact, email, mobile, country, since);
        People.Add(person);
        return person;
    }

    public PointDraft Email(string typed) => Draft(Channel.Email, typed);

    public PointDraft Mobile(DemoCountry country)
    {
        string typed;
        do
        {
            var digits = dice.Next((int)Math.Pow(10, country.PhoneDigits)).ToString(CultureInfo.InvariantCulture).PadLeft(country.PhoneDigits, '0');
            typed = country.Code switch
            {
                "US" => $"{country.PhonePrefix}01{digits[..2]}", // 555-0100 to 555-0199
                "SE" => $"{country.PhonePrefix}6{5 + dice.Next(5)}{dice.Next(10)}",
                _ => country.PhonePrefix + digits,
            };
        }
        while (!taken.Add(typed));
        return Draft(Channel.Sms, typed);
    }

    private PointDraft Draft(Channel channel, string typed) => ContactPointKey.TryParse(channel, typed, out var key)
        ? new() { Key = key, Typed = typed, Hash = hasher.Of(key), Channel = channel } : throw new InvalidOperationException("The demo made up an address that is none.");

    private string Address(DemoName given, DemoName family, string domain)
    {
        var local = $"{given.Ascii}.{family.Ascii}".ToLowerInvariant().Replace(' ', '-');
        var address = $"{local}@{domain}";
        for (var n = 2; !taken.Add(address); n++)
        {
            address = $"{local}{n}@{domain}";
        }

        return address;
    }

    /// <summary>"Bäckerei Sonnenkorn" is baeckerei-sonnenkorn.example; a name without Latin letters goes by its country.</summary>
    private static string Domain(string company, DemoCountry country)
    {
        var plain = company.ToLowerInvariant().Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal).Replace("ł", "l", StringComparison.Ordinal);
        var ascii = string.Concat(plain.Normalize(NormalizationForm.FormD).Where(c => char.IsAsciiLetterOrDigit(c) || c == ' ')).Trim().Replace(' ', '-');
        return ascii.Length > 0 ? $"{ascii}.example" : $"company-{country.Code.ToLowerInvariant()}-{Array.IndexOf(country.Companies, company) + 1}.example";
    }

    // half of the people speak English or German, the rest is spread
    private int Weighted() => dice.Next(100) switch { < 22 => 0, < 38 => 1, < 60 => 2, < 71 => 3, < 79 => 4, < 86 => 5, < 91 => 6, < 94 => 7, < 97 => 8, _ => 9 };

    private T Pick<T>(T[] from) => from[dice.Next(from.Length)];
}
