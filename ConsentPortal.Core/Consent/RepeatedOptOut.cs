using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Somebody else said no as well to what an import had opted out already. Such a no writes no event, because nothing changes; but
/// the import's own undo must not take it back with its own.</summary>
public sealed class RepeatedOptOut : IEntity, IAppendOnly
{
    /// <summary>The import's event that stands.</summary>
    public Id<ConsentEvent> EventId { get; init; }

    /// <summary>Notes those whose standing event is of another import than what repeats it.</summary>
    internal static async Task NoteAsync(WriteSession session, IReadOnlyList<OptOutRepeat> repeats, CancellationToken ct)
    {
        foreach (var some in repeats.Chunk(AtATime))
        {
            await using var command = session.Connection.CreateCommand();
            command.Transaction = session.Transaction;
            command.CommandText = $"""
                WITH r(point_id, event_id, batch) AS (VALUES {string.Join(", ", some.Select(Values))})
                INSERT INTO repeated_opt_outs (event_id) SELECT e.id FROM r CROSS JOIN consent_events e
                WHERE e.point_id = r.point_id AND e.id = r.event_id AND e.import_batch <> 0 AND e.import_batch <> r.batch ON CONFLICT DO NOTHING
                """;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private const int AtATime = 256;

    // numbers only, so there is nothing to escape
    private static string Values(OptOutRepeat repeat)
        => string.Create(CultureInfo.InvariantCulture, $"({repeat.PointId.Value}, {repeat.EventId.Value}, {repeat.ImportBatch})");
}

/// <summary>An opt-out that met an import's opt-out; its own import, 0 = none.</summary>
public readonly record struct OptOutRepeat(Id<Contacts.ContactPoint> PointId, Id<ConsentEvent> EventId, long ImportBatch);
