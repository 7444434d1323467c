using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>What an undo would do, if it were asked for now: decided by the same rules, answer by answer, and nothing is written.</summary>
public sealed class PreviewUndo(Rulebooks rulebooks, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private const int Stretch = 1000, Samples = 5;

    public sealed record Query(Id<ImportJob> JobId, bool KeepOptOuts = false)
    {
        /// <summary>Told the share that is done, 0 to 1.</summary>
        public IProgress<double>? Progress { get; init; }
    }

    /// <summary>One answer and what would become of it; the address is masked for who may not read contacts.</summary>
    public sealed record Sample(string Address, string Purpose, string? Topic, Consent.ConsentStatus Now, Consent.ConsentStatus Then);

    /// <param name="Old">The import is of a version that did not note who else said no: its opt-outs stay.</param>
    public sealed record View(UndoCounts Counts, IReadOnlyDictionary<UndoOutcome, IReadOnlyList<Sample>> First, bool Old);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ImportAccess.FindAsync(db, query.JobId, actor, ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (UndoImport.Refuse(job, await db.Set<ImportUndo>().FindAsync([job.Id], ct), null) is { } refusal)
        {
            return refusal;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return await WalkAsync(db, rules, await UndoImport.RangeAsync(db, job, clock.Now(), query.KeepOptOuts, ct), query.Progress, actor, ct);
    }

    private static async Task<View> WalkAsync(PortalDb db, Rulebook rules, UndoRange range, IProgress<double>? progress, Actor actor, CancellationToken ct)
    {
        UndoCounts counts = new();
        Dictionary<UndoOutcome, List<Sample>> first = [];
        UndoJudge judge = new(db, rules, range);
        for (var pass = 1; pass <= 2; pass++)
        {
            for (long? after = range.From; after is { } from;)
            {
                var stretch = await UndoReader.ReadAsync(db, range, pass, from, Stretch, ct);
                foreach (var verdict in await judge.DecideAsync(stretch.Cases, ct))
                {
                    counts.Add(verdict.Outcome, verdict.NoToYes);
                    Keep(first, verdict, rules, actor);
                }

                after = stretch.Reached;
                progress?.Report((pass - 1 + ((after ?? range.Until) - range.From) / (double)Math.Max(1, range.Until - range.From)) / 2);
            }
        }

        return new(counts, first.ToDictionary(f => f.Key, f => (IReadOnlyList<Sample>)f.Value), Old: !range.KnowsRepeats);
    }

    private static void Keep(Dictionary<UndoOutcome, List<Sample>> first, UndoVerdict verdict, Rulebook rules, Actor actor)
    {
        var samples = first.TryGetValue(verdict.Outcome, out var known) ? known : first[verdict.Outcome] = [];
        if (samples.Count < Samples)
        {
            var (last, then) = (verdict.Case.Last, verdict.Case.Before?.Status ?? Consent.ConsentStatus.NotSet);
            samples.Add(new(AddressOf(verdict.Point, actor), rules.Purpose(last.Key.PurposeId)?.Code ?? "", rules.Topic(last.Key.TopicId)?.Code, last.Status, then));
        }
    }

    private static string AddressOf(ContactPoint? point, Actor actor) => point?.Canonical is not { } canonical ? ""
        : actor.May(Permission.ReadContacts) ? point.Address ?? canonical : ContactPointKey.Mask(point.Channel, canonical);
}
