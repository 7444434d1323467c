using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The integrated systems by name, with what each may and what it did lately.</summary>
public sealed class FindApplications(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public const int MostTake = 200;

    /// <param name="Text">In the name, in any case; empty = all.</param>
    public sealed record Query(string Text = "", bool Retired = false, int Take = MostTake);

    /// <param name="Keys">Those that open now.</param>
    /// <param name="Profiles">The names of those that it was said to use, or that one of its keys is bound to.</param>
    /// <param name="Today">Calls since midnight UTC.</param>
    /// <param name="Week">Calls of the last seven days, today included; <paramref name="Errors"/> of them were not answered as asked.</param>
    /// <param name="LastAt">Its last call; to the hour where it was long ago.</param>
    public sealed record Row(Id<Application> Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt, int Keys, IReadOnlyList<string> Profiles, long Today, long Week, long Errors, DateTimeOffset? LastAt);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var text = Text.Clean(query.Text);
        var all = await db.Set<Application>().AsNoTracking().Where(a => query.Retired ? a.RetiredAt != null : a.RetiredAt == null).ToListAsync(ct);
        var found = all.Where(a => a.Name.Contains(text, StringComparison.CurrentCultureIgnoreCase)).OrderBy(a => a.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        var facts = await FactsAsync(db, ct);
        return new Numbered<Row>([.. found.Take(Math.Min(query.Take, MostTake)).Select(facts.Of)], found.Count);
    }

    private async Task<Facts> FactsAsync(PortalDb db, CancellationToken ct)
    {
        var now = clock.Now();
        var today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        var counts = await db.Set<CallCount>().AsNoTracking().Where(c => c.Day > today - 7)
            .GroupBy(c => new { c.ApiKeyId, c.Day, Error = c.Status >= 400 }).Select(g => new Counted(g.Key.ApiKeyId, g.Key.Day == today, g.Key.Error, g.Sum(c => c.Count), g.Max(c => c.LastAt))).ToListAsync(ct);
        return new(
            now, (await db.Set<ApiKey>().AsNoTracking().ToListAsync(ct)).ToLookup(k => k.ApplicationId),
            (await db.Set<ApplicationUse>().AsNoTracking().Where(u => u.Until == null).ToListAsync(ct)).ToLookup(u => u.ApplicationId, u => u.ProfileCode),
            (await ProfileNames.AllAsync(db, ct)).ToDictionary(p => p.Code, p => p.Name, StringComparer.Ordinal), counts.ToLookup(c => c.Key));
    }

    private sealed record Counted(Id<ApiKey> Key, bool Today, bool Error, long Count, DateTimeOffset LastAt);

    private sealed record Facts(DateTimeOffset Now, ILookup<Id<Application>, ApiKey> Keys, ILookup<Id<Application>, string> Uses, Dictionary<string, string> Names, ILookup<Id<ApiKey>, Counted> Counts)
    {
        public Row Of(Application application)
        {
            var keys = Keys[application.Id].ToList();
            var counts = keys.SelectMany(k => Counts[k.Id]).ToList();
            var codes = Uses[application.Id].Concat(keys.Where(k => k.HoldsAt(Now) && k.ProfileCode.Length > 0).Select(k => k.ProfileCode)).Distinct(StringComparer.Ordinal);
            return new(
                application.Id, application.Name, application.CreatedAt, application.RetiredAt, keys.Count(k => k.HoldsAt(Now)),
                [.. codes.Select(c => Names.GetValueOrDefault(c, c)).Order(StringComparer.CurrentCultureIgnoreCase)],
                counts.Where(c => c.Today).Sum(c => c.Count), counts.Sum(c => c.Count), counts.Where(c => c.Error).Sum(c => c.Count),
                counts.Select(c => (DateTimeOffset?)c.LastAt).Concat(keys.Select(k => k.LastUsedAt)).Max());
        }
    }
}
