using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Reads the choices of one page: every active purpose of the profile with its visible topics, as senders would be answered now.</summary>
public sealed class ChoiceReader(IDbContextFactory<PortalDb> databases, MatrixDecider decider, SendText texts, TimeProvider clock)
{
    /// <summary>Whose page it is: the link's scope, the points it speaks for, the one person it names (or none), and whether several share the address.</summary>
    internal sealed record Reader(LinkScope Scope, LinkFacts Facts, Id<Contact> Named)
    {
        public bool Several => Named.IsNone && Facts.People.Count > 1;
    }

    internal async Task<List<PurposeChoices>> ReadAsync(Rulebook rules, Reader reader, CancellationToken ct)
    {
        var (scope, points) = (reader.Scope, reader.Facts.Points);
        var rows = await decider.DecideAsync(rules, scope.Profile, points, reader.Named, clock.Now(), ct);
        ChoiceMaker make = new(points, reader.Facts.Asked, await BarsAsync(rows, points, ct), new(reader.Several, texts.IsReady));
        List<PurposeChoices> purposes = [];
        foreach (var row in rows.Where(r => !r.IsTopic && r.Active))
        {
            var purpose = rules.Purpose(row.PurposeId)!;
            var topics = rows.Where(r => r.IsTopic && r.PurposeId == row.PurposeId).Select(r => (Row: r, Topic: rules.Topic(r.TopicId)!)).Where(t => t.Topic.Visible)
                .OrderBy(t => t.Topic.Order).Select(t => new TopicChoices(t.Topic, make.Choices(purpose, t.Topic, t.Row), scope.Topic == t.Topic));
            purposes.Add(new(purpose, make.Choices(purpose, null, row), [.. topics], scope.Purpose == purpose && scope.Topic is null));
        }

        // what the message was sent for comes first: that is why the reader is here
        return [.. purposes.OrderByDescending(p => p.Purpose == scope.Purpose).ThenBy(p => p.Purpose.Type)];
    }

    // most addresses are not suppressed, and need no look
    private async Task<Bars> BarsAsync(List<MatrixRow> rows, List<MatrixPoint> points, CancellationToken ct)
    {
        if (!rows.Exists(r => r.Cells.Any(c => (c.WithoutPause ?? c.Reason) == ReasonCode.Suppressed)))
        {
            return new();
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await Bars.OfAsync(db, points, ct);
    }
}
