using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>The demo's rulebook: the profile that every portal has, a strict European one with purposes of its own, and an American one
/// that shares purposes (and so consent) with the first.</summary>
internal sealed class DemoRulebook(PortalDb db, IdSource ids, DemoClock clock)
{
    /// <summary>How long a yes to invitations holds in Europe.</summary>
    public const int EventMonths = 12;

    private static readonly Dictionary<Channel, EnforcementModel> UntilRefused = new() { [Channel.None] = EnforcementModel.NonRestrictive };

    public ComplianceProfile Default { get; private set; } = null!;

    public ComplianceProfile Europe { get; private set; } = null!;

    public ComplianceProfile America { get; private set; } = null!;

    public Purpose Commercial { get; private set; } = null!;

    public Purpose Tracking { get; private set; } = null!;

    public Purpose EuropeMarketing { get; private set; } = null!;

    public Purpose EuropeEvents { get; private set; } = null!;

    public Purpose EuropeTracking { get; private set; } = null!;

    public Purpose Profiling { get; private set; } = null!;

    public Purpose SaleOrShare { get; private set; } = null!;

    public async Task MakeAsync(CancellationToken ct)
    {
        await LetDefaultBeOldAsync(ct);
        var profiles = await db.Set<ComplianceProfile>().Include(p => p.States).Include(p => p.Purposes).Include(p => p.Enforcements).AsSplitQuery().ToListAsync(ct);
        var purposes = await db.Set<Purpose>().Include(p => p.States).Include(p => p.Topics).ThenInclude(t => t.States).AsSplitQuery().ToListAsync(ct);
        Default = profiles.Single(p => p.Code == "default");
        (Commercial, Tracking) = (purposes.Single(p => p.Code == "commercial"), purposes.Single(p => p.Code == "tracking"));
        var transactional = purposes.Single(p => p.Code == "transactional");
        Name(Default, "Meridian Instruments Ltd", "12 Harbour Street, Leeds LS1 1AA, United Kingdom", "en", "", ["CRM", "Campaigns"]);

        RulebookMaker maker = new(ids, clock.Here);
        MakeEurope(maker, transactional);
        MakeAmerica(maker, transactional);
        db.Announce(new RulebookEvent("profile.created", Europe.Id.ToString()) { SubjectName = Europe.Name }, Actor.System);
        db.Announce(new RulebookEvent("profile.created", America.Id.ToString()) { SubjectName = America.Name }, Actor.System);
        await db.SaveChangesAsync(ct);
    }

    private void MakeEurope(RulebookMaker maker, Purpose transactional)
    {
        var preset = RegimePresets.Find("gdpr-eea")!;
        Europe = Name(maker.Profile(2, "europe", "Europe", preset.DoubleOptIn), "Meridian Instruments GmbH", "Musterstraße 12, 10115 Berlin, Germany", "de", preset.Reference, ["CRM", "Campaigns", "Webshop"]);
        EuropeMarketing = maker.Purpose(11, "eu-marketing", PurposeType.Commercial, new("Marketing", "Werbung"), new("Offers and news, only if you asked for them.", "Angebote und Neuigkeiten, nur auf Ihren Wunsch."));
        Topic(maker, EuropeMarketing, 1, "newsletter", new("Newsletter", "Newsletter"), new("Once a month.", "Einmal im Monat."));
        Topic(maker, EuropeMarketing, 2, "offers", new("Offers", "Angebote"), new("Discounts on instruments and service.", "Nachlässe auf Geräte und Service."));
        Topic(maker, EuropeMarketing, 3, "surveys", new("Surveys", "Umfragen"), new("A few questions, twice a year.", "Ein paar Fragen, zweimal im Jahr."));
        EuropeEvents = maker.Purpose(12, "eu-events", PurposeType.Commercial, new("Event invitations", "Einladungen zu Veranstaltungen"), new("Trade fairs and webinars near you.", "Messen und Webinare in Ihrer Nähe."), OptOutScope.Contact);
        EuropeTracking = maker.Purpose(13, "eu-tracking", PurposeType.Tracking, new("Reading statistics", "Lesestatistik"), new("Whether a message was opened and what was clicked.", "Ob eine Nachricht geöffnet und was angeklickt wurde."));
        Profiling = maker.Purpose(14, "profiling", PurposeType.DataUse, new("Personal recommendations", "Persönliche Empfehlungen"), new("We use what you bought to suggest what may fit.", "Wir nutzen Ihre Käufe, um Passendes vorzuschlagen."));
        Use(maker, Europe, preset, [EuropeMarketing, EuropeEvents, transactional, EuropeTracking, Profiling]);
        maker.Hold(Europe, EuropeEvents, new(OptInMonths: EventMonths)); // who came to a fair a year ago is asked again
    }

    private void MakeAmerica(RulebookMaker maker, Purpose transactional)
    {
        var preset = RegimePresets.Find("can-spam")!;
        America = Name(maker.Profile(3, "north-america", "North America", preset.DoubleOptIn), "Meridian Instruments Inc.", "400 Pine Street, Suite 12, Portland, OR 97204, USA", "en", preset.Reference, ["CRM", "AI sales agent"]);
        SaleOrShare = maker.Purpose(15, "us-sale-or-share", PurposeType.DataUse, new("Sale or sharing of data", "Verkauf oder Weitergabe von Daten"),
            new("Partners learn what you looked at and show you advertising, unless you say no.", "Partner erfahren, was Sie angesehen haben, und zeigen Ihnen Werbung, wenn Sie nicht widersprechen."));
        Use(maker, America, preset with { Models = new Dictionary<PurposeType, IReadOnlyDictionary<Channel, EnforcementModel>>(preset.Models) { [PurposeType.DataUse] = UntilRefused } },
            [Commercial, transactional, Tracking, SaleOrShare]);
    }

    private void Use(RulebookMaker maker, ComplianceProfile profile, RegimePreset preset, IEnumerable<Purpose> purposes)
    {
        foreach (var purpose in purposes)
        {
            maker.Use(profile, purpose, preset);
            if (db.Entry(purpose).State == EntityState.Detached)
            {
                db.Add(purpose);
            }
        }

        db.Add(profile);
    }

    private static void Topic(RulebookMaker maker, Purpose purpose, short number, string code, LocalText name, LocalText description)
        => purpose.Topics.Add(maker.Topic(purpose, (short)(10 + number), number, code, name, description));

    private static ComplianceProfile Name(ComplianceProfile profile, string company, string address, string language, string regime, List<string> applications)
    {
        (profile.CompanyName, profile.PostalAddress, profile.DefaultLanguage, profile.Applications) = (company, address, language, applications);
        profile.Regime = regime.Length > 0 ? regime : profile.Regime;
        profile.Deadlines = RegimePresets.Find(profile.RegimeCode)?.Deadlines ?? Deadlines.None;
        profile.ControllerContact = "privacy@meridian.example";
        return profile;
    }

    // the upgrade made the defaults a second ago; the story begins long before, and decisions "as of" then need them
    private async Task LetDefaultBeOldAsync(CancellationToken ct)
    {
        var start = clock.Here;
        await db.Set<ProfileState>().ExecuteUpdateAsync(s => s.SetProperty(p => p.From, start), ct);
        await db.Set<PurposeState>().ExecuteUpdateAsync(s => s.SetProperty(p => p.From, start), ct);
        await db.Set<TopicState>().ExecuteUpdateAsync(s => s.SetProperty(p => p.From, start), ct);
        await db.Set<ProfilePurpose>().ExecuteUpdateAsync(s => s.SetProperty(p => p.From, start), ct);
        await db.Set<Enforcement>().ExecuteUpdateAsync(s => s.SetProperty(p => p.From, start), ct);
    }
}
