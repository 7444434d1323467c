using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Shows, before a change of the rulebook is saved, whose answer it would turn: the edit is rehearsed, and both rulebooks answer
/// for every address by the rule that decides for senders. Nothing is stored.</summary>
public sealed class PreviewEffect(RulebookWriter writer, Rulebooks rulebooks, PointScans scans, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public sealed record Query(RulebookChange Change);

    /// <param name="progress">Told after every slice of addresses.</param>
    public async Task<Outcome<EffectView>> RunAsync(Query query, Actor actor, IProgress<EffectProgress>? progress, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var before = await rulebooks.FreshAsync(ct);
        var after = await writer.RehearseAsync(query.Change, actor, ct);
        return after.Ok ? await CountAsync(ChangedQuestion.Between(before, after.Value), actor, progress, ct) : after.Problems.ToList();
    }

    private async Task<EffectView> CountAsync(List<ChangedQuestion> questions, Actor actor, IProgress<EffectProgress>? progress, CancellationToken ct)
    {
        var now = clock.Now();
        EffectTally tally = new(questions);
        if (questions.Count > 0)
        {
            await using var scan = scans.Open(new([.. questions.Select(q => q.Purpose.Id).Distinct()]));
            await WalkAsync(scan, tally, now, progress, ct);
        }

        return new(tally.Points, tally.Starts, tally.Stops, await RowsAsync(questions, actor, ct), now);
    }

    private static async Task WalkAsync(IPointScan scan, EffectTally tally, DateTimeOffset now, IProgress<EffectProgress>? progress, CancellationToken ct)
    {
        ScanSlice slice = new();
        var (done, all) = (0L, progress is null ? 0 : await scan.CountAsync(ct));
        while (await scan.NextAsync(slice, ct))
        {
            for (var i = 0; i < slice.Count; i++)
            {
                tally.Add(slice[i], now);
            }

            progress?.Report(new(done += slice.Count, all));
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<List<EffectRow>> RowsAsync(List<ChangedQuestion> questions, Actor actor, CancellationToken ct)
    {
        var ids = questions.SelectMany(q => q.Examples.Select(e => e.Id)).Distinct().ToList();
        Dictionary<Id<ContactPoint>, string?> addresses = [];
        if (ids.Count > 0 && actor.May(Permission.ReadContacts) && !actor.OwnContactsOnly)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            addresses = await db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Address, ct);
        }

        return questions.ConvertAll(q => new EffectRow(q.Profile.Id, q.Profile.Name, q.Purpose.Id, q.Purpose.Name, q.Topic?.Name, q.Channel)
        {
            TopicId = q.Topic?.Id ?? default, Starts = q.Starts, Stops = q.Stops, Examples = [.. q.Examples.Select(e => new EffectExample(e.Id, addresses.GetValueOrDefault(e.Id), e.Before, e.After))],
        });
    }
}
