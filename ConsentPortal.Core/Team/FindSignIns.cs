using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>A member's tries to sign in, newest first: right and wrong ones of the last ninety days.</summary>
public sealed class FindSignIns(IDbContextFactory<PortalDb> databases)
{
    private const int MaxRows = 200;

    public sealed record Rows(IReadOnlyList<Row> Items);

    /// <param name="Ip">Null once forgotten.</param>
    public sealed record Row(Id<SignInEntry> Id, DateTimeOffset At, SignInResult Result, SignInWay Way, string Device, string Network, string? Ip);

    public async Task<Outcome<Rows>> RunAsync(long member, int take, Actor actor, CancellationToken ct)
    {
        if (OwnAccounts.Refuse(member, actor) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Set<SignInEntry>().AsNoTracking().Where(e => e.MemberId == member).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Math.Clamp(take, 1, MaxRows))
            .Select(e => new Row(e.Id, e.At, e.Result, e.Way, e.Device, e.Network, db.Set<SignInOrigin>().Where(o => o.Id == e.OriginId).Select(o => o.Ip).FirstOrDefault())).ToListAsync(ct);
        return new Rows(rows);
    }
}
