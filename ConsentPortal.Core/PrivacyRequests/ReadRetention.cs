using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How long everything is kept, what the next run would take, when it comes, and what the last ones took.</summary>
public sealed class ReadRetention(IDbContextFactory<PortalDb> databases, RetentionBook book, Rulebooks rulebooks, TimeProvider clock)
{
    public const int LogMost = 100;

    /// <param name="NextAt">Null = no run was yet: within the hour.</param>
    /// <param name="Held">Cases under a legal hold: their people are left out.</param>
    public sealed record View(IReadOnlyList<Row> Rows, DateTimeOffset? NextAt, int Held);

    /// <param name="Over">Rows that a run would take now.</param>
    /// <param name="Laws">Profiles of these laws keep it for another time; their rows are counted too.</param>
    public sealed record Row(RetentionClass Class, int Days, int Version, long Over, DateTimeOffset? Oldest, IReadOnlyList<Law> Laws);

    /// <param name="Code">As the presets name it: <c>ccpa</c>.</param>
    public sealed record Law(string Code, int Days, RetentionTerm Term, long Over);

    public sealed record Line(Id<RetentionRun> Id, string Class, DateTimeOffset At, DateTimeOffset Before, long Rows, int Milliseconds, RetentionEnd End, string? Member);

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (Refuse(actor) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var rules = await db.Set<RetentionRule>().AsNoTracking().ToDictionaryAsync(r => r.Class, ct);
        var days = rules.ToDictionary(r => r.Key, r => r.Value.Days);
        var (held, now) = (await RequestHold.FindAsync(db, ct), clock.Now());
        var rulebook = await rulebooks.FreshAsync(ct);
        List<Row> rows = [];
        foreach (var room in book.All)
        {
            List<(RetentionPart Part, RetentionSize Size)> parts = [];
            foreach (var part in RetentionBook.Parts(room.Class, days, rulebook))
            {
                parts.Add((part, await room.CountAsync(part.Cut(now, held), ct)));
            }

            var laws = parts.Skip(1).Select(p => new Law(p.Part.Law, p.Part.Days, room.Class.ByLaw[p.Part.Law], p.Size.Rows)).ToList();
            rows.Add(new(room.Class, parts[0].Part.Days, rules.GetValueOrDefault(room.Class.Code)?.Version ?? 0, parts.Sum(p => p.Size.Rows), parts.Min(p => p.Size.Oldest), laws));
        }

        var next = await db.Set<RetentionTurn>().AsNoTracking().Select(t => (DateTimeOffset?)t.NextAt).FirstOrDefaultAsync(ct);
        return new View(rows, next, held.Requests.Count);
    }

    /// <summary>The log, newest first.</summary>
    /// <param name="before">Lines older than this one; none = the newest.</param>
    public async Task<Outcome<IReadOnlyList<Line>>> LogAsync(Id<RetentionRun> before, Actor actor, CancellationToken ct)
    {
        if (Refuse(actor) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var runs = before.IsNone ? db.Set<RetentionRun>() : db.Set<RetentionRun>().Where(r => r.Id < before);
        var lines = await runs.AsNoTracking().OrderByDescending(r => r.Id).Take(LogMost).ToListAsync(ct);
        var members = lines.Select(l => l.MemberId).Where(m => m != 0).Distinct().ToList();
        var names = await db.Users.Where(u => members.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return lines.ConvertAll(l => new Line(l.Id, l.Class, l.At, l.Before, l.Rows, l.Milliseconds, l.End, l.MemberId == 0 ? null : names.GetValueOrDefault(l.MemberId, "")));
    }

    // who sets it, and who answers for it
    private static Problem? Refuse(Actor actor) => actor.May(Permission.EditCompliance) ? null : actor.Lacks(Permission.WorkRequests);
}
