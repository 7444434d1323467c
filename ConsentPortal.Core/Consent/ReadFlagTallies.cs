using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The messages and networks with the most flagged opt-outs, among those that had one in the last 30 days. Many for one message
/// within minutes of sending are a scanner at somebody's mail gateway.</summary>
public sealed class ReadFlagTallies(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public const int Most = 8;
    public static readonly TimeSpan Back = TimeSpan.FromDays(30);

    /// <param name="Name">The sender's name for the message, or the network; empty = none named, unknown.</param>
    public sealed record Row(string Key, string Name, int Count, int SoonCount, int TakenBack, DateTimeOffset FirstAt, DateTimeOffset LastAt);

    public sealed record View(IReadOnlyList<Row> Messages, IReadOnlyList<Row> Networks);

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var messages = await TopAsync(db, FlagGroup.Message, ct);
        var ids = messages.ConvertAll(t => new Id<MessageReference>(long.Parse(t.Key, CultureInfo.InvariantCulture)));
        var names = await db.Set<MessageReference>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id.ToString(), m => m.Text, StringComparer.Ordinal, ct);
        return new View(messages.ConvertAll(t => Of(t, names.GetValueOrDefault(t.Key, ""))), (await TopAsync(db, FlagGroup.Network, ct)).ConvertAll(t => Of(t, t.Key)));
    }

    private Task<List<FlagTally>> TopAsync(PortalDb db, FlagGroup group, CancellationToken ct)
    {
        var since = clock.Now() - Back;
        return db.Set<FlagTally>().AsNoTracking().Where(t => t.Group == group && t.LastAt >= since).OrderByDescending(t => t.Count).ThenByDescending(t => t.LastAt).Take(Most).ToListAsync(ct);
    }

    private static Row Of(FlagTally tally, string name) => new(tally.Key, name, tally.Count, tally.SoonCount, tally.TakenBack, tally.FirstAt, tally.LastAt);
}
