using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Somebody else said no as well to what an import had opted out already, or a person to what is opted out for them already. Such
/// a no writes no event, because nothing changes; but neither the import's undo nor the end of a merge may take it back with its own.</summary>
public sealed class RepeatedOptOut : IEntity
{
    /// <summary>The event that stands.</summary>
    public Id<ConsentEvent> EventId { get; init; }

    /// <summary>When it was last said, in UTC ticks; kept where consent hangs on the contact, else 0.</summary>
    public long LastAt { get; init; }

    /// <summary>Notes those whose standing event is not of the very import that repeats it.</summary>
    internal static async Task NoteAsync(WriteSession session, IReadOnlyList<OptOutRepeat> repeats, CancellationToken ct)
    {
        foreach (var some in repeats.Chunk(AtATime))
        {
            await using var command = session.Connection.CreateCommand();
            command.Transaction = session.Transaction;
            command.CommandText = $"""
                WITH r(point_id, event_id, batch) AS (VALUES {string.Join(", ", some.Select(Values))})
                INSERT INTO repeated_opt_outs (event_id, last_at)
                SELECT DISTINCT e.id, CASE WHEN e.key_contact_id = 0 THEN 0 ELSE {session.Now.UtcTicks.ToString(CultureInfo.InvariantCulture)} END FROM r CROSS JOIN consent_events e
                WHERE e.point_id = r.point_id AND e.id = r.event_id AND (e.import_batch <> r.batch OR e.import_batch = 0) AND (e.import_batch <> 0 OR e.key_contact_id <> 0)
                ON CONFLICT (event_id) DO UPDATE SET last_at = excluded.last_at WHERE excluded.last_at > repeated_opt_outs.last_at
                """;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private const int AtATime = 256;

    // numbers only, so there is nothing to escape
    private static string Values(OptOutRepeat repeat)
        => string.Create(CultureInfo.InvariantCulture, $"({repeat.PointId.Value}, {repeat.EventId.Value}, {repeat.ImportBatch})");
}

/// <summary>An opt-out that met one that stands; its own import, 0 = none.</summary>
public readonly record struct OptOutRepeat(Id<Contacts.ContactPoint> PointId, Id<ConsentEvent> EventId, long ImportBatch);
