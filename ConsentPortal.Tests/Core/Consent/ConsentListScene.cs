using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>A generated store, and the plain way to narrow it: everything in memory, one condition after the other.</summary>
internal sealed class ConsentListScene(TestPortal portal)
{
    private static readonly string[] Sources = ["web", "crm", "=shop"];
    private Dictionary<Id<ContactPoint>, ContactPoint> points = [];
    private Dictionary<Id<ConsentEvent>, ConsentEvent> byId = [];
    private List<ConsentRecord> records = [];
    private List<ConsentEvent> events = [];

    public Rulebook Rules { get; private set; } = default!;

    public IReadOnlyList<ConsentEvent> Events => events;

    public static async Task<ConsentListScene> OfAsync(TestPortal portal, int statements, int seed)
    {
        ConsentListScene scene = new(portal);
        Random random = new(seed);
        for (var n = 0; n < statements; n += 25)
        {
            portal.Clock.Advance(TimeSpan.FromHours(random.Next(1, 30)));
            var now = portal.Clock.Now();
            await portal.Get<RecordConsent>().RunAsync(new([.. Enumerable.Range(0, 25).Select(_ => Statement(random, now))]), Actors.CrmThatReopts, CancellationToken.None);
        }

        await scene.ReadAsync();
        return scene;
    }

    public async Task ReadAsync()
    {
        Rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        await using var db = portal.NewDb();
        points = await db.Set<ContactPoint>().AsNoTracking().ToDictionaryAsync(p => p.Id);
        records = await db.Set<ConsentRecord>().AsNoTracking().ToListAsync();
        events = await db.Set<ConsentEvent>().AsNoTracking().ToListAsync();
        byId = events.ToDictionary(e => e.Id);
    }

    /// <summary>Any filter, one in three of its conditions set, with values that occur and some that do not.</summary>
    public ConsentFilter Filter(Random random)
    {
        T? Maybe<T>(Func<T> value) where T : struct => random.Next(4) == 0 ? value() : null;
        string? Pick(string[] words) => random.Next(6) == 0 ? words[random.Next(words.Length)] : null;
        DateTimeOffset Day() => events[random.Next(events.Count)].RecordedAt;
        var purpose = Maybe(() => Rules.Purposes[random.Next(Rules.Purposes.Count)].Id) ?? default;
        return new()
        {
            Points = random.Next(8) == 0 ? [points.Keys.ElementAt(random.Next(points.Count))] : [], PurposeId = purpose, ProfileId = random.Next(6) == 0 ? Rules.Profile("default")!.Id : default,
            TopicId = Maybe(() => random.Next(2) == 0 ? default : Rules.Purpose("commercial")!.Topics[0].Id), Channel = Maybe(() => Channels.All[random.Next(4)]),
            Status = Maybe(() => Enum.GetValues<ConsentStatus>()[random.Next(5)]), ActorKind = Maybe(() => random.Next(2) == 0 ? ActorKind.Subject : ActorKind.Application),
            Action = random.Next(6) == 0 ? ConsentAction.Spoken : null, Source = Pick(Sources), Reason = random.Next(12) == 0 ? "implied_purchase" : null,
            From = random.Next(6) == 0 ? Day() : null, Until = random.Next(6) == 0 ? Day() : null, HappenedFrom = random.Next(8) == 0 ? Day().AddDays(-20) : null, HappenedUntil = random.Next(8) == 0 ? Day() : null,
            EndsBefore = random.Next(8) == 0 ? Day().AddDays(10) : null, Flagged = random.Next(16) == 0,
        };
    }

    public List<ConsentRecord> Records(ConsentFilter f, DateTimeOffset now) => [.. records.Where(r => Fits(f, r, now)).OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.EventId)];

    public List<ConsentEvent> EventsOf(ConsentFilter f) => [.. events.Where(e => Fits(f, e)).OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Sequence)];

    private bool Fits(ConsentFilter f, ConsentRecord r, DateTimeOffset now)
    {
        var status = r is { Status: ConsentStatus.OptedIn, ValidUntil: { } end } && end <= now ? ConsentStatus.Expired : r.Status;
        var behind = byId[r.EventId];
        return (f.Status is null || f.Status == status) && (f.ProfileId.IsNone || Rules.Profile(f.ProfileId)!.Purposes.Any(p => p.PurposeId == r.PurposeId))
            && (f.EndsBefore is null || (r.Status == ConsentStatus.OptedIn && r.ValidUntil < f.EndsBefore)) && Fits(f, r.PointId, r.PurposeId, r.TopicId, r.ActorKind, r.RecordedAt, r.OccurredAt) && Made(f, behind);
    }

    private bool Fits(ConsentFilter f, ConsentEvent e) => (f.Status is null || f.Status == e.NewStatus) && (f.ProfileId.IsNone || e.ProfileId == f.ProfileId) && (f.EndsBefore is null || e.ValidUntil < f.EndsBefore)
        && Fits(f, e.PointId, e.PurposeId, e.TopicId, e.ActorKind, e.RecordedAt, e.OccurredAt) && Made(f, e);

    private bool Fits(ConsentFilter f, Id<ContactPoint> point, Id<Purpose> purpose, Id<Topic> topic, ActorKind by, DateTimeOffset recorded, DateTimeOffset happened)
        => (f.Points.Count == 0 || f.Points.Contains(point)) && (f.PurposeId.IsNone || f.PurposeId == purpose) && (f.TopicId is null || f.TopicId == topic) && (f.Channel is null || f.Channel == points[point].Channel)
            && (f.ActorKind is null || f.ActorKind == by) && (f.From is null || recorded >= f.From) && (f.Until is null || recorded < f.Until)
            && (f.HappenedFrom is null || happened >= f.HappenedFrom) && (f.HappenedUntil is null || happened < f.HappenedUntil);

    private static bool Made(ConsentFilter f, ConsentEvent e)
        => (f.Action is null || f.Action == e.Action) && (f.Source is null || f.Source == e.Source) && (f.Reason is null || f.Reason == e.Reason) && (!f.Flagged || e.Doubtful);

    private static ConsentStatement Statement(Random random, DateTimeOffset now)
    {
        var (channel, n) = (Channels.All[Math.Max(0, random.Next(8) - 4)], random.Next(40));
        var yes = random.Next(3) > 0;
        return new ConsentStatement
        {
            Channel = channel, Address = channel == Channel.Email ? $"p{n}@example.com" : channel == Channel.Push ? $"token-{n}" : $"+4915{100_000_00 + n}", Profile = "default",
            Purpose = random.Next(4) == 0 ? "tracking" : "commercial", Topic = null, Status = yes ? ConsentStatus.OptedIn : ConsentStatus.OptedOut,
            OccurredAt = random.Next(2) == 0 ? now.AddDays(-random.Next(30)) : null, Action = random.Next(4) == 0 ? ConsentAction.Spoken : ConsentAction.Api, ActorKind = random.Next(2) == 0 ? ActorKind.Subject : ActorKind.Application,
            Source = Sources[random.Next(Sources.Length)], ValidUntil = yes && random.Next(3) == 0 ? now.AddDays(random.Next(1, 60)) : null, Basis = yes && random.Next(8) == 0 ? ConsentBasis.ImpliedPurchase : ConsentBasis.Express,
        } is var made && made.Purpose == "commercial" && random.Next(3) == 0 ? made with { Topic = "newsletter" } : made;
    }
}
