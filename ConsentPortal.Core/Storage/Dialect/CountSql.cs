namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The statements of kept counts, alike on both databases but for how an instant becomes a day.</summary>
internal static class CountSql
{
    /// <summary>Events that are alike in everything counted, in the numbers above @after up to @upto. The end that an opt-in had before is
    /// that of the event before it for the same key; the plus signs keep the search within the address.</summary>
    public static string Events(bool sqlite) => $"""
        SELECT day, profile_id, purpose_id, topic_id, channel, old_status, new_status, applied, states_status, action, actor_kind, source, reason, doubtful, old_end, new_end, COUNT(*)
        FROM (SELECT {Day("e.recorded_at", sqlite)} AS day, e.profile_id, e.purpose_id, e.topic_id, p.channel, e.old_status, e.new_status, e.applied, e.states_status, e.action, e.actor_kind, e.source, e.reason, e.doubtful,
            CASE WHEN e.applied AND e.states_status AND e.old_status = 'optedIn' THEN COALESCE((SELECT {Day("b.valid_until", sqlite)} FROM consent_events b
                WHERE b.point_id = e.point_id AND b.purpose_id = e.purpose_id AND b.topic_id = e.topic_id AND b.key_contact_id = e.key_contact_id AND b.applied AND b.states_status
                  AND +b.sequence < e.sequence ORDER BY +b.sequence DESC LIMIT 1), 0) ELSE 0 END AS old_end,
            CASE WHEN e.applied AND e.states_status AND e.new_status = 'optedIn' THEN COALESCE({Day("e.valid_until", sqlite)}, 0) ELSE 0 END AS new_end
          FROM consent_events e JOIN contact_points p ON p.id = e.point_id WHERE e.sequence > @after AND e.sequence <= @upto) AS alike
        GROUP BY day, profile_id, purpose_id, topic_id, channel, old_status, new_status, applied, states_status, action, actor_kind, source, reason, doubtful, old_end, new_end
        """;

    /// <summary>How far it is, by which rule, and how far it could be: one snapshot.</summary>
    public const string Cursor = """
        SELECT COALESCE((SELECT sequence FROM count_cursors WHERE name = @name), 0), COALESCE((SELECT rule FROM count_cursors WHERE name = @name), 0),
               COALESCE((SELECT value FROM counters WHERE name = 'events'), 0)
        """;

    public const string Move = "UPDATE count_cursors SET sequence = @upto, up_to = @at WHERE name = @name AND sequence = @after AND rule = @rule";

    public const string Begin = "INSERT INTO count_cursors (name, sequence, up_to, rule) VALUES (@name, 0, @at, @rule) ON CONFLICT (name) DO UPDATE SET sequence = 0, up_to = excluded.up_to, rule = excluded.rule";

    public static readonly string[] Clear = ["DELETE FROM standing_counts", "DELETE FROM day_counts", "DELETE FROM day_words"];

    public const string AddStanding = """
        INSERT INTO standing_counts (purpose_id, topic_id, channel, status, end_day, count) VALUES (@purpose, @topic, @channel, @status, @day, @count)
        ON CONFLICT (purpose_id, topic_id, channel, status, end_day) DO UPDATE SET count = standing_counts.count + excluded.count
        """;

    public const string AddDay = """
        INSERT INTO day_counts (day, profile_id, purpose_id, channel, change, actor_kind, count, doubtful) VALUES (@day, @profile, @purpose, @channel, @change, @actor, @count, @doubtful)
        ON CONFLICT (day, profile_id, purpose_id, channel, change, actor_kind) DO UPDATE SET count = day_counts.count + excluded.count, doubtful = day_counts.doubtful + excluded.doubtful
        """;

    public const string AddWord = """
        INSERT INTO day_words (day, profile_id, kind, word, opt_ins, opt_outs) VALUES (@day, @profile, @kind, @word, @in, @out)
        ON CONFLICT (day, profile_id, kind, word) DO UPDATE SET opt_ins = day_words.opt_ins + excluded.opt_ins, opt_outs = day_words.opt_outs + excluded.opt_outs
        """;

    public const string Words = "SELECT DISTINCT day, kind, word FROM day_words WHERE day BETWEEN @first AND @last";

    // SQLite keeps an instant as ticks; a day has 864,000,000,000 of them
    private static string Day(string instant, bool sqlite) => sqlite ? $"{instant} / 864000000000" : $"(({instant} AT TIME ZONE 'UTC')::date - DATE '0001-01-01')";
}
