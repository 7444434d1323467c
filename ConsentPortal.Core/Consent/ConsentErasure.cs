using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What was agreed to stays as proof (GDPR art. 17(3)(b), (e)): events and records by the number of an address that is blank, with the
/// wording that everybody saw. What was said in words, from where, and every open question goes.</summary>
public sealed class ConsentErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases, TimeProvider clock) : IErasesPersonalData
{
    /// <summary>Until claims lapse, counted from the erasure (standards: 36 months where nothing else is set).</summary>
    public const int ProofKeptMonths = 36;

    public string Room => "Consent";

    public IReadOnlyList<string> Tables { get; } =
    [
        "consent_events", "consent_records", "suppressions", "consent_requests", "consent_request_items", "requested_people", "address_codes", "undo_offers", "told_saves", "flagged_saves", "contact_merges",
        "message_references",
    ];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        ErasureScope scope = new(db, subject);
        var events = await scope.Events().CountAsync(ct);
        return
        [
            new("consent-proof", ErasureOutcome.Keep, events, "proof-of-consent", DateOnly.FromDateTime(clock.Now().UtcDateTime).AddMonths(ProofKeptMonths)) { Retention = ErasedProofRetention.Code },
            new("consent-evidence", ErasureOutcome.Erase, (await scope.EvidenceAsync(ct)).Count),
            new("consent-questions", ErasureOutcome.Erase, await scope.Questions().CountAsync(ct) + await scope.Codes().CountAsync(ct) + await scope.Told().CountAsync(ct)),
            new("merges", ErasureOutcome.Erase, await scope.Merges().CountAsync(ct)),
        ];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var reading = await databases.CreateDbContextAsync(ct);
        var evidence = await new ErasureScope(reading, subject).EvidenceAsync(ct);
        return await queue.RunAsync(async session =>
        {
            var db = await session.DbAsync(ct);
            ErasureScope scope = new(db, subject);
            return await SideRowEraser.EraseAsync(db, evidence, session.Now, ct) + await AskNoMoreAsync(db, scope, session.Now, ct) + await scope.Merges().ExecuteDeleteAsync(ct) + await MessagesAsync(db, subject, ct);
        }, WriteLane.Bulk, ct);
    }

    // people before the questions that lead to them
    private static async Task<int> AskNoMoreAsync(PortalDb db, ErasureScope scope, DateTimeOffset now, CancellationToken ct)
    {
        var gone = await scope.People().ExecuteDeleteAsync(ct);
        await db.Set<ConsentRequestItem>().Where(i => scope.Questions().Select(q => q.Id).Contains(i.RequestId)).ExecuteDeleteAsync(ct);
        gone += await scope.Questions().ExecuteDeleteAsync(ct) + await scope.Codes().ExecuteDeleteAsync(ct) + await scope.Told().ExecuteDeleteAsync(ct) + await scope.Flagged().ExecuteDeleteAsync(ct);
        await scope.Offers().Where(o => o.ExpiresAt > now).ExecuteUpdateAsync(o => o.SetProperty(x => x.ExpiresAt, now), ct);
        return gone;
    }

    // a sender may have put an address into its name for a message; the number stays good for old links
    private static async Task<int> MessagesAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var told = await db.Set<MessageReference>().AsNoTracking().Holding(Traces.Of(subject), m => m.Text).Select(m => m.Id).ToListAsync(ct);
        foreach (var id in told)
        {
            await db.Set<MessageReference>().Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Text, $"erased {id}"), ct);
        }

        return told.Count;
    }
}

/// <summary>The rows of this room that are about a person.</summary>
internal sealed class ErasureScope(PortalDb db, PersonalDataSubject subject)
{
    // what is sent in together lies together in the ledger: the most that one call may hold, and as much again
    private const int Neighbours = 2000;
    private readonly List<Id<ContactPoint>> points = [.. subject.ContactPoints.Select(p => new Id<ContactPoint>(p))];
    private readonly List<Id<Contact>> people = [.. subject.Contacts.Select(c => new Id<Contact>(c))];

    public IQueryable<ConsentEvent> Events() => db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId));

    public IQueryable<ConsentRequest> Questions() => db.Set<ConsentRequest>().Where(r => points.Contains(r.PointId) || points.Contains(r.AskedPointId));

    public IQueryable<AddressCode> Codes() => db.Set<AddressCode>().Where(c => points.Contains(c.PointId));

    public IQueryable<ToldSaves> Told() => db.Set<ToldSaves>().Where(t => points.Contains(t.PointId));

    public IQueryable<FlaggedSave> Flagged() => db.Set<FlaggedSave>().Where(f => points.Contains(f.PointId));

    public IQueryable<UndoOffer> Offers() => db.Set<UndoOffer>().Where(o => points.Contains(o.PointId) || points.Contains(o.OtherPointId));

    public IQueryable<ContactMerge> Merges() => db.Set<ContactMerge>().Where(m => people.Contains(m.SurvivorId) || people.Contains(m.MergedId));

    public IQueryable<RequestedPerson> People()
    {
        var asked = Questions().Select(q => q.PersonId);
        var guardians = db.Set<RequestedPerson>().Holding(Traces.Of(subject), p => p.GuardianAddress, p => p.GuardianName).Select(p => p.Id);
        return db.Set<RequestedPerson>().Where(p => asked.Contains(p.Id) || people.Contains(p.ContactId) || guardians.Contains(p.Id));
    }

    /// <summary>Side rows of their events and suppressions that are nobody else's: what a call said of many people at once stays.</summary>
    public async Task<HashSet<Id<SideRow>>> EvidenceAsync(CancellationToken ct)
    {
        HashSet<Id<SideRow>> own = [];
        var said = await Events().Where(e => e.JustificationId != default || e.OriginId != default).Select(e => new { e.Sequence, e.JustificationId, e.OriginId, e.ImportBatch }).ToListAsync(ct);
        foreach (var group in said.GroupBy(e => e.OriginId).Where(g => !g.Key.IsNone))
        {
            if (group.All(e => e.ImportBatch == 0) && !await IsSharedAsync(group.Key, group.Min(e => e.Sequence), group.Max(e => e.Sequence), ct))
            {
                own.Add(group.Key);
            }
        }

        own.UnionWith(said.Select(e => e.JustificationId));
        var hashes = subject.KeyHashes.ToList();
        own.UnionWith(await db.Set<Suppression>().Where(s => hashes.Contains(s.KeyHash)).Select(s => s.NoteId).ToListAsync(ct));
        own.RemoveWhere(r => r.IsNone);
        return own;
    }

    private Task<bool> IsSharedAsync(Id<SideRow> origin, long first, long last, CancellationToken ct)
        => db.Set<ConsentEvent>().AnyAsync(e => e.Sequence >= first - Neighbours && e.Sequence <= last + Neighbours && e.OriginId == origin && !points.Contains(e.PointId), ct);
}
