using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The other public events as they leave the house: suppressions and changes of the rules, from the outbox in which their own
/// saves put them. A message gets its place after its commit (<see cref="PlaceOutbox"/>), so no late one lies behind a reader.</summary>
internal sealed class PortalEvents(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks) : IOutgoingEvents
{
    private const int Slice = 1000;
    private static readonly string[] OfPersons = [OutgoingKinds.PersonCorrected, OutgoingKinds.PersonRestricted, OutgoingKinds.PersonReleased], Stops = [OutgoingKinds.SuppressionAdded, OutgoingKinds.PersonRestricted];

    public string Stream => "portal";

    public IReadOnlyList<string> Kinds { get; } = [OutgoingKinds.SuppressionAdded, OutgoingKinds.SuppressionLifted, OutgoingKinds.ProfilePublished, OutgoingKinds.PersonErased, .. OfPersons];

    public async Task<long> HeadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<OutboxMessage>().MaxAsync(m => (long?)m.Sequence, ct) ?? 0;
    }

    public async Task<OutgoingSlice> ReadAsync(OutgoingQuery query, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var messages = Of(db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Sequence > query.After && m.Sequence <= query.UpTo), query.Lane);
        var looked = await messages.OrderBy(m => m.Sequence).Take(query.Most).ToListAsync(ct);
        return new(await ToldAsync(db, looked, kinds, reader, ct), looked.Count == query.Most ? looked[^1].Sequence : query.UpTo);
    }

    public async Task<IReadOnlyList<OutgoingEvent>> AgainAsync(IReadOnlyCollection<long> sequences, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ToldAsync(db, await db.Set<OutboxMessage>().AsNoTracking().Where(m => sequences.Contains(m.Sequence)).OrderBy(m => m.Sequence).ToListAsync(ct), kinds, reader, ct);
    }

    public async Task<DateTimeOffset?> OldestUrgentAsync(long after, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        if (!Stops.Any(kinds.Contains))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        for (Id<OutboxMessage> last = default; ;)
        {
            var behind = db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Id > last && (m.Sequence > after || m.DispatchedAt == null));
            var waiting = await Of(behind, OutgoingLane.Urgent).OrderBy(m => m.Id).Take(Slice).ToListAsync(ct);
            if ((await ToldAsync(db, waiting, kinds, reader, ct)).Select(e => (DateTimeOffset?)e.At).Min() is var oldest && (oldest is not null || waiting.Count < Slice))
            {
                return oldest;
            }

            last = waiting[^1].Id;
        }
    }

    private static IQueryable<OutboxMessage> Of(IQueryable<OutboxMessage> messages, OutgoingLane? lane) => lane switch
    {
        OutgoingLane.Urgent => messages.Where(m => m.Kind == SuppressionEvent.Added || m.Kind == OutgoingKinds.PersonRestricted),
        OutgoingLane.Normal => messages.Where(m => m.Kind != SuppressionEvent.Added && m.Kind != OutgoingKinds.PersonRestricted),
        _ => messages,
    };

    private static string? KindOf(OutboxMessage message) => message.Kind switch
    {
        SuppressionEvent.Added => OutgoingKinds.SuppressionAdded,
        SuppressionEvent.Lifted => OutgoingKinds.SuppressionLifted,
        OutgoingKinds.PersonErased => OutgoingKinds.PersonErased,
        var kind when OfPersons.Contains(kind) => kind,
        var kind => RulebookEvents.All.Contains(kind) ? OutgoingKinds.ProfilePublished : null,
    };

    private async Task<IReadOnlyList<OutgoingEvent>> ToldAsync(PortalDb db, List<OutboxMessage> messages, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        messages = messages.FindAll(m => KindOf(m) is { } kind && kinds.Contains(kind));
        if (messages.Count == 0)
        {
            return [];
        }

        var mine = SeenRules.Of(await rulebooks.FreshAsync(ct), reader);
        var known = await ExternalIdsAsync(db, messages, ct);
        var stopped = await StoppedAsync(db, messages, reader.May(Permission.ReadContacts), ct);
        List<OutgoingEvent> told = [];
        foreach (var message in messages)
        {
            var (kind, subject) = (KindOf(message)!, SubjectOf(message));
            var made = kind switch
            {
                OutgoingKinds.ProfilePublished => Rule(message, subject, mine),
                OutgoingKinds.PersonErased => (subject, EventData.OfErased(message.Payload)),
                _ when OfPersons.Contains(kind) => (subject, EventData.OfPerson(message.Payload, known.GetValueOrDefault(subject))),
                _ => stopped.GetValueOrDefault(subject)?.Told(kind == OutgoingKinds.SuppressionLifted, mine),
            };
            if (made is { } data)
            {
                told.Add(new(message.Sequence, message.Id.Value, kind, Stops.Contains(kind) ? OutgoingLane.Urgent : OutgoingLane.Normal, data.Subject, message.CreatedAt, data.Data));
            }
        }

        return told;
    }

    // looked up when it is told: the message itself names nobody
    private static async Task<Dictionary<long, string?>> ExternalIdsAsync(PortalDb db, List<OutboxMessage> messages, CancellationToken ct)
    {
        var people = messages.Where(m => OfPersons.Contains(m.Kind)).Select(m => new Id<Contact>(SubjectOf(m))).Distinct().ToList();
        return people.Count == 0 ? [] : await db.Set<Contact>().AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, c => c.ExternalId, ct);
    }

    private static async Task<Dictionary<long, Stopped>> StoppedAsync(PortalDb db, List<OutboxMessage> messages, bool seesAddresses, CancellationToken ct)
    {
        var ids = messages.Where(m => KindOf(m) is OutgoingKinds.SuppressionAdded or OutgoingKinds.SuppressionLifted).Select(m => new Id<Suppression>(SubjectOf(m))).Distinct().ToList();
        var suppressions = ids.Count == 0 ? [] : await db.Set<Suppression>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync(ct);
        var keys = suppressions.ConvertAll(s => s.KeyHash);
        var points = keys.Count == 0 ? [] : await db.Set<ContactPoint>().AsNoTracking().Where(p => keys.Contains(p.KeyHash)).OrderByDescending(p => p.Id).Select(p => new { p.Id, p.Address, p.KeyHash }).ToListAsync(ct);
        var latest = points.ToLookup(p => Convert.ToHexString(p.KeyHash));
        return suppressions.ToDictionary(s => s.Id.Value, s => latest[Convert.ToHexString(s.KeyHash)].FirstOrDefault() is { } point ? new Stopped(s, point.Id, seesAddresses ? point.Address : null) : new Stopped(s, default, null));
    }

    private static (long Subject, byte[] Data)? Rule(OutboxMessage message, long subject, SeenRules mine)
    {
        var purpose = mine.Book.Purposes.FirstOrDefault(p => p.Id.Value == subject);
        List<string> profiles = [.. purpose is null ? mine.Book.Profiles.Where(p => p.Id.Value == subject).Select(p => p.Code) : mine.Book.Profiles.Where(p => mine.Book.Uses(p, purpose)).Select(p => p.Code)];
        profiles = mine.Bound is { } bound ? profiles.FindAll(p => p == bound) : profiles;
        return mine.Bound is not null && profiles.Count == 0 ? null : (subject, EventData.Of(message.Kind, purpose?.Code, profiles));
    }

    private static long SubjectOf(OutboxMessage message)
    {
        using var json = JsonDocument.Parse(message.Payload);
        return long.TryParse(json.RootElement.GetProperty("subject").GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
    }

    private sealed record Stopped(Suppression Suppression, Id<ContactPoint> Point, string? Address)
    {
        // an address that no contact point has keeps its order under the suppression's own number
        public (long Subject, byte[] Data)? Told(bool lifted, SeenRules mine) => Suppression.Scope == SuppressionScope.Purpose && !mine.Sees(Suppression.PurposeId) ? null
            : (Point.IsNone ? Suppression.Id.Value : Point.Value, EventData.Of(Suppression, lifted, Point.IsNone ? null : Point.ToString(), Address, Suppression.PurposeId.IsNone ? null : mine.Code(Suppression.PurposeId)));
    }
}
