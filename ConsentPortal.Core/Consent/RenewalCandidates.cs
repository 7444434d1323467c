using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Decides for each address of a step whether it may be asked, by the same rule that decides for senders: a message that asks for
/// consent is itself a commercial one (CASL).</summary>
public sealed class RenewalCandidates(FactReaders readers)
{
    /// <summary>At most one such question to an address and purpose in this time.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(30);

    /// <summary>What to ask, or why not.</summary>
    internal sealed record Candidate(ConfirmationAsk? Ask, RenewalSkip Skip);

    private sealed record Scene(RenewalRun Run, ComplianceProfile Profile, Purpose Purpose, DateTimeOffset Now, ILookup<Id<ContactPoint>, ConsentRecord> Ending, Dictionary<Id<ContactPoint>, ContactPoint> Points,
        Dictionary<Id<ContactPoint>, Id<RenewalRun>> Asked, HashSet<Id<ConsentEvent>> OnBehalf, ILookup<Id<ContactPoint>, string> Languages);

    /// <summary>One each, but none for an address that this very run has asked before (its topics may end on different days).</summary>
    internal async Task<List<Candidate>> OfAsync(PortalDb db, RenewalRun run, ComplianceProfile profile, Purpose purpose, List<Id<ContactPoint>> ids, DateTimeOffset now, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var scene = await SceneAsync(db, run, profile, purpose, ids, now, ct);
        List<ConsentRecord> records = [.. ids.SelectMany(id => scene.Ending[id])];
        FactBatch facts = new();
        records.ForEach(r => facts.Add(new(default, r.PointId, ContactId: r.ContactId)));
        using (var loan = readers.Borrow())
        {
            await loan.Reader.ReadAsync(facts, Question(scene, null), ct);
        }

        var judged = records.Select((r, i) => (Record: r, Facts: facts.Facts(i))).ToLookup(j => j.Record.PointId);
        return [.. ids.Where(id => !(scene.Asked.TryGetValue(id, out var by) && by == run.Id)).Select(id => Of(scene, id, [.. judged[id]]))];
    }

    private static async Task<Scene> SceneAsync(PortalDb db, RenewalRun run, ComplianceProfile profile, Purpose purpose, List<Id<ContactPoint>> ids, DateTimeOffset now, CancellationToken ct)
    {
        var ending = await RenewalRecords.Of(db, run.PurposeId, run.TopicId, default, now, run.Until).Where(r => ids.Contains(r.PointId)).ToListAsync(ct);
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var since = now - Quiet;
        var asked = await db.Set<ConsentRequest>().AsNoTracking().Where(r => ids.Contains(r.PointId) && r.Kind == ConsentRequestKind.Renewal && r.RequestedAt > since
            && r.Items.Any(i => i.PurposeId == run.PurposeId)).Select(r => new { r.PointId, r.RunId, r.Id }).ToListAsync(ct);
        var events = ending.ConvertAll(r => r.EventId);
        var onBehalf = await db.Set<ConsentEvent>().AsNoTracking().Where(e => ids.Contains(e.PointId) && events.Contains(e.Id) && e.OnBehalfOf == ActorKind.Subject).Select(e => e.Id).ToListAsync(ct);
        var languages = await (from l in db.Set<ContactPointLink>().AsNoTracking()
                               join c in db.Set<Contact>() on l.ContactId equals c.Id
                               where ids.Contains(l.PointId) && l.Until == null && c.Language != ""
                               select new { l.PointId, c.Language }).Distinct().ToListAsync(ct);
        return new(run, profile, purpose, now, ending.ToLookup(r => r.PointId), points, asked.GroupBy(a => a.PointId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.Id)!.RunId), [.. onBehalf],
            languages.ToLookup(l => l.PointId, l => l.Language));
    }

    private static Candidate Of(Scene scene, Id<ContactPoint> id, List<(ConsentRecord Record, PointFacts Facts)> judged)
    {
        if (scene.Points.GetValueOrDefault(id) is not { Channel: Channel.Email, ErasedAt: null })
        {
            return new(null, RenewalSkip.Unreachable);
        }

        if (scene.Asked.ContainsKey(id))
        {
            return new(null, RenewalSkip.AskedLately);
        }

        var allowed = judged.FindAll(j => ConsentDecision.Decide(Question(scene, j.Record), j.Facts, scene.Now).Message.Allowed);
        var own = allowed.FindAll(j => j.Record.ActorKind != ActorKind.Guardian);
        var mayAsk = own.FindAll(j => j.Record.ActorKind == ActorKind.Subject || scene.OnBehalf.Contains(j.Record.EventId)
            || (j.Facts.Contacts.Count > 0 && j.Facts.Contacts.TrueForAll(c => c.Level >= ConsentLevel.Consent)));
        return mayAsk.Count > 0 ? new(Ask(scene, id, mayAsk.ConvertAll(j => j.Record)), default)
            : new(null, allowed.Count == 0 ? RenewalSkip.Denied : own.Count == 0 ? RenewalSkip.Guardian : RenewalSkip.NoOwnAct);
    }

    private static ConfirmationAsk Ask(Scene scene, Id<ContactPoint> id, List<ConsentRecord> records)
        => new(id, scene.Profile, scene.Languages[id].ToList() is [var only] ? only : scene.Profile.DefaultLanguage,
            [.. records.OrderBy(r => r.TopicId).Select(r => new AskedItem(scene.Purpose, Topic(scene, r.TopicId), r.ContactId, r.EventId))])
        {
            Kind = ConsentRequestKind.Renewal, RunId = scene.Run.Id, Ends = records.Min(r => r.ValidUntil),
        };

    private static Topic? Topic(Scene scene, Id<Topic> id) => scene.Purpose.Topics.FirstOrDefault(t => t.Id == id);

    private static RuleQuestion Question(Scene scene, ConsentRecord? record)
    {
        var topic = record is null ? null : Topic(scene, record.TopicId);
        return new RuleQuestion
        {
            RulebookVersion = 0, Known = true, Active = scene.Profile.State.Active && scene.Purpose.State.Active && topic?.State.Active != false, Profile = scene.Profile, Purpose = scene.Purpose, Topic = topic,
            Channel = Channel.Email, Model = Rulebook.ModelOf(scene.Profile, scene.Purpose, scene.Purpose.Type == PurposeType.DataUse ? Channel.None : Channel.Email),
        };
    }
}
