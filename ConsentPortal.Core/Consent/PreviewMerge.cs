using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What merging two records, or taking a merge back, would change: the fields, the addresses, and for which purposes somebody would gain
/// or lose a permission. Asks the one rule on the facts as they would be; writes nothing.</summary>
public sealed class PreviewMerge(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, FactReaders readers, TimeProvider clock)
{
    public sealed record Query(Id<Contact> SurvivorId, Id<Contact> MergedId)
    {
        public IReadOnlySet<MergeField> FromMerged { get; init; } = new HashSet<MergeField>();
    }

    /// <param name="After">The survivor as it would stand.</param>
    /// <param name="Lost">Addresses that would not come back; only where a merge is taken back.</param>
    /// <param name="Kept">Fields of the survivor that were changed since and stay; likewise.</param>
    public sealed record View(ContactFields After, int Addresses, int Answers, IReadOnlyList<Flip> Flips, IReadOnlyList<string> Lost, IReadOnlyList<string> Kept)
    {
        /// <summary>Likewise own fields, by their labels; only those that the asker knows of.</summary>
        public IReadOnlyList<string> KeptOwn { get; init; } = [];

        /// <summary>The versions that were compared.</summary>
        public (int Survivor, int Merged) Versions { get; init; }

        public bool AnybodyGains => Flips.Any(f => f.Allowed);
    }

    /// <summary>A decision that would turn: this address, asked without a name.</summary>
    /// <param name="Allowed">As it would be.</param>
    public sealed record Flip(Id<ContactPoint> PointId, Channel Channel, string Address, string Profile, LocalText Purpose, LocalText? Topic, bool Allowed, ReasonCode Reason);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await MergeScene.LoadAsync(db, query.SurvivorId, query.MergedId, apart: true, actor, ct) is not { } scene)
        {
            return MergeScene.Missing;
        }

        if (await scene.ProblemsAsync(db, ct) is { Count: > 0 } problems)
        {
            return problems;
        }

        var plan = MergePlan.Of(scene, query.FromMerged, new HashSet<string>(), clock.Now());
        var flips = await FlipsAsync(db, scene, plan.People(scene, await MergeLeads.FindAsync(db, scene, ct)), plan.Settlings, ct);
        return new View(plan.Fields, plan.Gained.Count, plan.Settlings.Count, flips, [], []) { Versions = (scene.Survivor.Version, scene.Merged.Version) };
    }

    /// <summary>The same for taking a merge back.</summary>
    public async Task<Outcome<View>> RunAsync(Id<ContactMerge> merge, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var opened = await OpenMerge.FindAsync(db, merge, actor, ct);
        if (!opened.Ok)
        {
            return opened.Problem!;
        }

        var scene = opened.Value.Scene;
        var plan = PartPlan.Of(scene, opened.Value.Notes, opened.Value.Merge.From, clock.Now());
        var lost = await db.Set<ContactPoint>().Where(p => plan.Lost.Contains(p.Id)).Select(p => p.Address ?? "").ToListAsync(ct);
        var leads = await MergeLeads.FindAsync(db, scene, ct);
        var flips = await FlipsAsync(db, scene, plan.People(scene, leads, opened.Value.Notes), plan.Settlings, ct);
        var known = plan.KeptOwn.Count == 0 ? [] : (await FieldBook.ReadAsync(db, actor, ct)).Rows;
        return new View(plan.Survivor, plan.Back.Count, plan.Settlings.Count, flips, lost, plan.Kept)
        {
            KeptOwn = [.. known.Where(r => plan.KeptOwn.Contains(r.Code)).Select(r => r.Label)],
        };
    }

    private async Task<IReadOnlyList<Flip>> FlipsAsync(PortalDb db, MergeScene scene, IReadOnlyList<PersonAfter> people, IReadOnlyList<Settling> settlings, CancellationToken ct)
    {
        var used = scene.Points.Concat(people.SelectMany(p => p.Points)).Distinct().ToList();
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => used.Contains(p.Id) && p.ErasedAt == null).OrderBy(p => p.Channel).ThenBy(p => p.Id).ToListAsync(ct);
        var rules = await rulebooks.FreshAsync(ct);
        FactBatch batch = new();
        points.ForEach(p => batch.Add(new(default, p.Id)));
        if (points.Count > 0)
        {
            using var loan = readers.Borrow();
            await loan.Reader.ReadAsync(batch, RuleQuestion.Everything(rules), ct);
        }

        MergeEffect effect = new(rules, scene, people, settlings, clock.Now());
        return [.. points.SelectMany((point, i) => effect.Of(point, batch.Facts(i)))];
    }
}
