using System.Runtime.CompilerServices;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Somebody took a list of addresses out of the portal: whose answers a change would turn.</summary>
public sealed record EffectListed() : PortalEvent(EventKind, "rulebook", "0")
{
    public const string EventKind = "rulebook.effect_listed";
}

/// <summary>Lists, address by address, what a change of the rulebook would turn (see <see cref="PreviewEffect"/>), as a stream. It takes
/// addresses out of the portal, so it is written down who did.</summary>
public sealed class ListEffect(RulebookWriter writer, Rulebooks rulebooks, PointScans scans, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public sealed record Query(RulebookChange Change);

    /// <summary>One answer that would turn. Profile, purpose and topic by their codes; <c>Topic</c> null for the purpose itself.</summary>
    public readonly record struct Line(Id<ContactPoint> PointId, string Address, Channel Channel, string Profile, string Purpose, string? Topic, ReasonCode Before, ReasonCode After);

    /// <summary>The lines are read while they are taken.</summary>
    public sealed record Listing(IAsyncEnumerable<Line> Lines);

    public async Task<Outcome<Listing>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if ((actor.Lacks(Permission.EditCompliance) ?? actor.Lacks(Permission.ExportPeople)) is { } missing)
        {
            return missing;
        }

        var before = await rulebooks.FreshAsync(ct);
        var after = await writer.RehearseAsync(query.Change, actor, ct);
        if (!after.Ok)
        {
            return after.Problems.ToList();
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        db.Announce(new EffectListed(), actor);
        await db.SaveChangesAsync(ct);
        return new Listing(ReadAsync(ChangedQuestion.Between(before, after.Value), ct));
    }

    private async IAsyncEnumerable<Line> ReadAsync(List<ChangedQuestion> questions, [EnumeratorCancellation] CancellationToken ct)
    {
        List<Line> lines = [];
        EffectTally tally = new(questions)
        {
            Turned = (point, q, was, then) => lines.Add(new(point.Facts.PointId, point.Address ?? "", point.Channel, q.Profile.Code, q.Purpose.Code, q.Topic?.Code, was, then)),
        };
        var now = clock.Now();
        await using var scan = scans.Open(new([.. questions.Select(q => q.Purpose.Id).Distinct()], Addresses: true));
        for (ScanSlice slice = new(); questions.Count > 0 && await scan.NextAsync(slice, ct);)
        {
            for (var i = 0; i < slice.Count; i++)
            {
                tally.Add(slice[i], now);
            }

            foreach (var line in lines)
            {
                yield return line;
            }

            lines.Clear();
        }
    }
}
