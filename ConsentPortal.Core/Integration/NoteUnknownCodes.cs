using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Writes down which codes were asked for that do not exist, many calls in one save.</summary>
public sealed class NoteUnknownCodes(WriteQueue queue, UnknownCodes codes)
{
    public sealed record Command;

    /// <summary>Answers how many different codes were written.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        var taken = codes.Take();
        return taken.Count == 0 ? 0 : await queue.RunAsync(session => SaveAsync(session, taken, ct), WriteLane.Bulk, ct);
    }

    private static async ValueTask<int> SaveAsync(WriteSession session, IReadOnlyDictionary<(Id<ApiKey> Key, UnknownCodeKind Kind, string Code), long> taken, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var day = DateOnly.FromDateTime(session.Now.UtcDateTime).DayNumber;
        var keys = taken.Keys.Select(k => k.Key).Distinct().ToList();
        var known = await db.Set<UnknownCode>().Where(c => c.Day == day && keys.Contains(c.ApiKeyId)).ToListAsync(ct);
        foreach (var ((key, kind, code), count) in taken)
        {
            var full = known.Count(c => c.ApiKeyId == key) >= UnknownCode.MostADay;
            var row = Find(code) ?? (full ? Find(UnknownCode.Others) ?? Open(UnknownCode.Others) : Open(code));
            row.Add(count);

            UnknownCode? Find(string word) => known.Find(c => c.ApiKeyId == key && c.Kind == kind && c.Code == word);

            UnknownCode Open(string word)
            {
                UnknownCode opened = new() { Day = day, ApiKeyId = key, Kind = kind, Code = word };
                db.Add(opened);
                known.Add(opened);
                return opened;
            }
        }

        await db.SaveChangesAsync(ct);
        return taken.Count;
    }
}
