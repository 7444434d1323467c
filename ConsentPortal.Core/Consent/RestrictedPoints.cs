using System.Globalization;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Which addresses of a batch may only be stored (GDPR art. 18): a yes that somebody else reports for them is not taken, a no always is,
/// and what the person says themselves too (art. 18(2)).</summary>
internal static class RestrictedPoints
{
    public static readonly RecordResult Refused = new(RecordOutcome.Invalid, default, "restricted: this person's data may be stored only; opt-outs are taken, opt-ins are not.");

    /// <summary>What is refused: an opt-in or the end of a pause that is not the person's own act.</summary>
    public static bool Concerns(ConsentProposal proposal) => proposal is { Settles: false, RestoresOf: null, Point.IsNew: false, ActorKind: not (ActorKind.Subject or ActorKind.Guardian) }
        && proposal.Status is not (ConsentStatus.OptedOut or ConsentStatus.NotSet);

    /// <summary>Empty in a portal that restricts nobody, at the cost of one look at an index.</summary>
    public static async ValueTask<HashSet<Id<ContactPoint>>> AmongAsync(WriteSession session, IEnumerable<ConsentProposal> proposals, CancellationToken ct)
    {
        HashSet<Id<ContactPoint>> found = [];
        var asked = proposals.Where(Concerns).Select(p => p.Point.Id).Distinct().ToArray();
        if (asked.Length == 0 || !await AnyAsync(session, ct))
        {
            return found;
        }

        foreach (var slice in asked.Chunk(500))
        {
            await using var command = session.Connection.CreateCommand();
            command.Transaction = session.Transaction;
            command.CommandText = $"SELECT point_id FROM restrictions WHERE held_until IS NULL AND point_id IN ({string.Join(',', slice.Select(p => p.Value.ToString(CultureInfo.InvariantCulture)))})";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                found.Add(new(reader.GetInt64(0)));
            }
        }

        return found;
    }

    private static async ValueTask<bool> AnyAsync(WriteSession session, CancellationToken ct)
    {
        await using var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = "SELECT 1 FROM restrictions WHERE held_until IS NULL LIMIT 1";
        return await command.ExecuteScalarAsync(ct) is not null;
    }
}
