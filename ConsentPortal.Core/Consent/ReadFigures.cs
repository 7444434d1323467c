using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The figures of a stretch of days and how consent stands now, from kept counts only: as quick with a million records as with ten.</summary>
public sealed class ReadFigures(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    private const int MostWords = 12;

    private sealed record DayPart(int Day, CountedChange Change, ActorKind ActorKind, long Count, long Doubtful);

    public async Task<Outcome<FiguresView>> RunAsync(FiguresQuery query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        var asked = query.Cut();
        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var cursor = await db.Set<CountCursor>().AsNoTracking().FirstOrDefaultAsync(c => c.Name == CountCursor.Events, ct);
        var total = await db.Set<Counter>().Where(c => c.Name == "events").Select(c => c.Value).FirstOrDefaultAsync(ct);
        var standing = await StandingAsync(db, rules, asked, ct);
        var parts = await PartsAsync(db, asked, ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber;
        return new FiguresView(new(cursor?.Sequence ?? 0, total, cursor is { Sequence: > 0 } ? cursor.UpTo : null), Standing(standing, rules, today), Days(parts, asked), Actors(parts),
            await WordsAsync(db, asked, CountedWord.Source, ct), await WordsAsync(db, asked, CountedWord.Reason, ct), Lapsing(standing, today, 30), Lapsing(standing, today, 90));
    }

    private static async Task<List<StandingCount>> StandingAsync(PortalDb db, Rulebook rules, FiguresQuery query, CancellationToken ct)
    {
        var counts = await db.Set<StandingCount>().AsNoTracking().Where(c => c.Count != 0).ToListAsync(ct);
        return query.ProfileId.IsNone ? counts : rules.Profile(query.ProfileId) is { } profile ? counts.FindAll(c => rules.PurposesOf(profile).Any(p => p.Id == c.PurposeId)) : [];
    }

    private static Task<List<DayPart>> PartsAsync(PortalDb db, FiguresQuery query, CancellationToken ct)
    {
        var (first, last) = (query.From.DayNumber, query.Until.DayNumber);
        return db.Set<DayCount>().Where(c => c.Day >= first && c.Day <= last && (query.ProfileId == default || c.ProfileId == query.ProfileId))
            .GroupBy(c => new { c.Day, c.Change, c.ActorKind })
            .Select(g => new DayPart(g.Key.Day, g.Key.Change, g.Key.ActorKind, g.Sum(c => c.Count), g.Sum(c => c.Doubtful))).ToListAsync(ct);
    }

    private static List<StandingFigures> Standing(List<StandingCount> counts, Rulebook rules, int today)
        => [.. counts.Where(c => rules.Purpose(c.PurposeId) is not null).GroupBy(c => (c.PurposeId, c.TopicId, c.Channel)).Select(g => new StandingFigures(rules.Purpose(g.Key.PurposeId)!, rules.Topic(g.Key.TopicId), g.Key.Channel,
            g.Where(c => c.Status == ConsentStatus.OptedIn && !Ended(c, today)).Sum(c => c.Count), g.Where(c => c.Status == ConsentStatus.OptedOut).Sum(c => c.Count),
            g.Where(c => c.Status == ConsentStatus.Pending).Sum(c => c.Count), g.Where(c => c.Status == ConsentStatus.OptedIn && Ended(c, today)).Sum(c => c.Count)))
            .OrderBy(f => f.Purpose.Id).ThenBy(f => f.Topic?.Id.Value ?? 0).ThenBy(f => f.Channel)];

    // what ends today still holds for a part of the day
    private static bool Ended(StandingCount count, int today) => count.EndDay != 0 && count.EndDay < today;

    private static long Lapsing(List<StandingCount> counts, int today, int days)
        => counts.Where(c => c.Status == ConsentStatus.OptedIn && c.EndDay >= today && c.EndDay < today + days).Sum(c => c.Count);

    private static List<DayFigures> Days(List<DayPart> parts, FiguresQuery query)
    {
        var byDay = parts.ToLookup(p => p.Day);
        return [.. Enumerable.Range(query.From.DayNumber, query.Until.DayNumber - query.From.DayNumber + 1).Select(day => new DayFigures(DateOnly.FromDayNumber(day), Sum(byDay[day], CountedChange.OptIn, CountedChange.Confirmed),
            Sum(byDay[day], CountedChange.OptOut), Sum(byDay[day], CountedChange.Asked), Sum(byDay[day], CountedChange.Confirmed), byDay[day].Sum(p => p.Doubtful)))];
    }

    private static List<ActorFigures> Actors(List<DayPart> parts)
        => [.. parts.GroupBy(p => p.ActorKind).Select(g => new ActorFigures(g.Key, Sum(g, CountedChange.OptIn, CountedChange.Confirmed), Sum(g, CountedChange.OptOut)))
            .Where(a => a.OptIns + a.OptOuts > 0).OrderByDescending(a => a.OptIns + a.OptOuts).ThenBy(a => a.Kind)];

    private static long Sum(IEnumerable<DayPart> parts, params ReadOnlySpan<CountedChange> changes)
    {
        var sum = 0L;
        foreach (var part in parts)
        {
            sum += changes.Contains(part.Change) ? part.Count : 0;
        }

        return sum;
    }

    // beyond the first dozen a list is no answer: the rest is one line
    private static async Task<IReadOnlyList<WordFigures>> WordsAsync(PortalDb db, FiguresQuery query, CountedWord kind, CancellationToken ct)
    {
        var (first, last) = (query.From.DayNumber, query.Until.DayNumber);
        var words = await db.Set<DayWord>().Where(w => w.Day >= first && w.Day <= last && w.Kind == kind && (query.ProfileId == default || w.ProfileId == query.ProfileId))
            .GroupBy(w => w.Word).Select(g => new { Word = g.Key, OptIns = g.Sum(w => w.OptIns), OptOuts = g.Sum(w => w.OptOuts) }).ToListAsync(ct);
        var sorted = words.OrderBy(w => w.Word == DayWord.Others).ThenByDescending(w => w.OptIns + w.OptOuts).ThenBy(w => w.Word, StringComparer.Ordinal).ToList();
        var rest = sorted.Skip(MostWords).ToList();
        List<WordFigures> found = [.. sorted.Take(MostWords).Select(w => new WordFigures(w.Word, w.OptIns, w.OptOuts))];
        return rest.Count == 0 ? found : [.. found, new(DayWord.Others, rest.Sum(w => w.OptIns), rest.Sum(w => w.OptOuts))];
    }
}
