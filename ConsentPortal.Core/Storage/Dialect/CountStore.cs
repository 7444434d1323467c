using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Adds to the kept counts inside a write transaction.</summary>
internal static class CountStore
{
    /// <param name="After">Where the cursor must stand.</param>
    public readonly record struct Step(long After, long UpTo, DateTimeOffset At);

    /// <summary>Forgets all counts and starts at the first event.</summary>
    public static async ValueTask<Done> BeginAsync(WriteSession session, int rule, CancellationToken ct)
    {
        foreach (var sql in CountSql.Clear)
        {
            await RunAsync(session, sql, ct);
        }

        await RunAsync(session, CountSql.Begin, ct, ("name", CountCursor.Events), ("at", Instant(session, session.Now)), ("rule", rule));
        return default;
    }

    /// <summary>False where the cursor stands elsewhere: then nothing is added.</summary>
    public static async ValueTask<bool> AddAsync(WriteSession session, CountFold fold, Step step, CancellationToken ct)
    {
        if (await RunAsync(session, CountSql.Move, ct, ("upto", step.UpTo), ("at", Instant(session, step.At)), ("name", CountCursor.Events), ("after", step.After), ("rule", CountFold.Rule)) != 1)
        {
            return false;
        }

        await using Upsert standing = new(session, CountSql.AddStanding), days = new(session, CountSql.AddDay);
        foreach (var (key, count) in fold.Standing.Where(s => s.Value != 0))
        {
            await standing.RunAsync(ct, ("purpose", key.PurposeId.Value), ("topic", key.TopicId.Value), ("channel", Word.Of(key.Channel)), ("status", Word.Of(key.Status)), ("day", key.EndDay), ("count", count));
        }

        foreach (var (key, (count, doubtful)) in fold.Days)
        {
            await days.RunAsync(ct, ("day", key.Day), ("profile", key.ProfileId.Value), ("purpose", key.PurposeId.Value), ("channel", Word.Of(key.Channel)), ("change", Word.Of(key.Change)),
                ("actor", Word.Of(key.ActorKind)), ("count", count), ("doubtful", doubtful));
        }

        await AddWordsAsync(session, fold, ct);
        return true;
    }

    private static async ValueTask AddWordsAsync(WriteSession session, CountFold fold, CancellationToken ct)
    {
        if (fold.Words.Count == 0)
        {
            return;
        }

        var known = await KnownAsync(session, fold.Words.Keys.Min(k => k.Day), fold.Words.Keys.Max(k => k.Day), ct);
        await using Upsert upsert = new(session, CountSql.AddWord);
        foreach (var (key, (optIns, optOuts)) in fold.Words.OrderByDescending(w => w.Value.OptIns + w.Value.OptOuts)) // the frequent ones keep their names
        {
            var words = known.TryGetValue((key.Day, key.Kind), out var kept) ? kept : known[(key.Day, key.Kind)] = [];
            var word = words.Contains(key.Word) || words.Count < DayWord.MostADay ? key.Word : DayWord.Others;
            words.Add(word);
            await upsert.RunAsync(ct, ("day", key.Day), ("profile", key.ProfileId.Value), ("kind", Word.Of(key.Kind)), ("word", word), ("in", optIns), ("out", optOuts));
        }
    }

    private static async ValueTask<Dictionary<(int Day, CountedWord Kind), HashSet<string>>> KnownAsync(WriteSession session, int first, int last, CancellationToken ct)
    {
        Dictionary<(int, CountedWord), HashSet<string>> known = [];
        await using var command = session.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (CountSql.Words, session.Transaction);
        command.Add("first", first);
        command.Add("last", last);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var key = (reader.GetInt32(0), Word.Parse<CountedWord>(reader.GetString(1)));
            (known.TryGetValue(key, out var words) ? words : known[key] = new(StringComparer.Ordinal)).Add(reader.GetString(2));
        }

        return known;
    }

    // as each database keeps an instant
    private static object Instant(WriteSession session, DateTimeOffset at) => session.Connection is Microsoft.Data.Sqlite.SqliteConnection ? at.UtcTicks : at;

    private static async ValueTask<int> RunAsync(WriteSession session, string sql, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using Upsert once = new(session, sql);
        return await once.RunAsync(ct, values);
    }

    // one statement for many rows: it is compiled once
    private sealed class Upsert : IAsyncDisposable
    {
        private readonly System.Data.Common.DbCommand command;

        public Upsert(WriteSession session, string sql)
        {
            command = session.Connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, session.Transaction);
        }

        public async ValueTask<int> RunAsync(CancellationToken ct, params (string Name, object Value)[] values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (i == command.Parameters.Count)
                {
                    command.Add(values[i].Name, values[i].Value);
                }

                command.Parameters[i].Value = values[i].Value;
            }

            return await command.ExecuteNonQueryAsync(ct);
        }

        public ValueTask DisposeAsync() => command.DisposeAsync();
    }
}
