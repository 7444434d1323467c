using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Kept counts, and the same counted from the rows themselves by a second, plain rule.</summary>
internal static class CountScene
{
    /// <summary>Runs until nothing is left, as the worker does; answers how many events that were.</summary>
    public static async Task<long> CountAsync(TestPortal portal, int slice = KeepCounts.Slice)
    {
        var sum = 0L;
        while (await portal.Get<KeepCounts>().RunAsync(new(slice), Actor.System, CancellationToken.None) is { Ok: true, Value: > 0 and var counted })
        {
            sum += counted;
        }

        return sum;
    }

    public static async Task<FiguresView> FiguresAsync(TestPortal portal, int days = 30, Actor? by = null)
    {
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        return (await portal.Get<ReadFigures>().RunAsync(new(today.AddDays(1 - days), today), by ?? Actors.Admin, CancellationToken.None)).Value;
    }

    /// <summary>Every kept row, in words and in order; what is nothing is left out.</summary>
    public static async Task<List<string>> KeptAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var standing = await db.Set<StandingCount>().AsNoTracking().Where(c => c.Count != 0).ToListAsync();
        var days = await db.Set<DayCount>().AsNoTracking().ToListAsync();
        var words = await db.Set<DayWord>().AsNoTracking().ToListAsync();
        return Sorted(standing.Select(c => $"stands {c.PurposeId} {c.TopicId} {c.Channel} {c.Status} {c.EndDay}: {c.Count}")
            .Concat(days.Select(c => $"day {c.Day} {c.ProfileId} {c.PurposeId} {c.Channel} {c.Change} {c.ActorKind}: {c.Count} {c.Doubtful}"))
            .Concat(words.Select(w => $"word {w.Day} {w.ProfileId} {w.Kind} {w.Word}: {w.OptIns} {w.OptOuts}")));
    }

    /// <summary>The records grouped as they stand, the events grouped as they came.</summary>
    public static async Task<List<string>> ScannedAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var channels = await db.Set<ContactPoint>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Channel);
        var records = await db.Set<ConsentRecord>().AsNoTracking().Where(r => r.Status != ConsentStatus.NotSet).ToListAsync();
        var events = await db.Set<ConsentEvent>().AsNoTracking().ToListAsync();
        var turned = events.Select(e => (Event: e, Change: Change(e))).ToList();
        return Sorted(records.GroupBy(r => $"{r.PurposeId} {r.TopicId} {channels[r.PointId]} {r.Status} {EndDay(r)}").Select(g => $"stands {g.Key}: {g.Count()}")
            .Concat(turned.GroupBy(t => $"{Day(t.Event)} {t.Event.ProfileId} {t.Event.PurposeId} {channels[t.Event.PointId]} {t.Change} {t.Event.ActorKind}").Select(g => $"day {g.Key}: {g.Count()} {g.Count(t => t.Event.Doubtful)}"))
            .Concat(turned.Where(t => t.Change is "OptIn" or "Confirmed" or "OptOut").GroupBy(t => $"{Day(t.Event)} {t.Event.ProfileId} Source {t.Event.Source}").Select(g => $"word {g.Key}: {g.Count(t => t.Change != "OptOut")} {g.Count(t => t.Change == "OptOut")}"))
            .Concat(turned.Where(t => t.Change == "OptOut").GroupBy(t => $"{Day(t.Event)} {t.Event.ProfileId} Reason {t.Event.Reason}").Select(g => $"word {g.Key}: 0 {g.Count()}")));
    }

    private static int Day(ConsentEvent e) => DateOnly.FromDateTime(e.RecordedAt.UtcDateTime).DayNumber;

    private static int EndDay(ConsentRecord r) => r is { Status: ConsentStatus.OptedIn, ValidUntil: { } end } ? DateOnly.FromDateTime(end.UtcDateTime).DayNumber : 0;

    private static string Change(ConsentEvent e)
    {
        if (e is { StatesStatus: true, NewStatus: ConsentStatus.Pending } && e.OldStatus != ConsentStatus.Pending)
        {
            return "Asked";
        }

        var turns = e.Applied && e.StatesStatus && e.OldStatus != e.NewStatus;
        return turns && e.NewStatus == ConsentStatus.OptedOut ? "OptOut" : turns && e.NewStatus == ConsentStatus.OptedIn ? e.Action == ConsentAction.Confirmed ? "Confirmed" : "OptIn" : "Other";
    }

    private static List<string> Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];
}
