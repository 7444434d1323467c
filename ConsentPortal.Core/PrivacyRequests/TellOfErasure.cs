using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Tells every application in use that a person is to be forgotten, by the numbers and ids by which it knows them (GDPR art. 19), and
/// asks it to acknowledge. Who does not answer is told again.</summary>
public sealed class TellOfErasure(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>Adds to the caller's save: the message leaves if and only if the step is done.</summary>
    internal async Task<int> RunAsync(PortalDb db, Erasure erasure, ErasureAims aims, CancellationToken ct)
    {
        var known = await db.Set<ErasureNotice>().Where(n => n.ErasureId == erasure.Id).Select(n => n.ApplicationId).ToListAsync(ct);
        var applications = await db.Set<Application>().Where(a => a.RetiredAt == null && !known.Contains(a.Id)).Select(a => a.Id).ToListAsync(ct);
        var now = clock.Now();
        var message = Message(JsonSerializer.Serialize(new
        {
            subject = Number(erasure.Id.Value), points = aims.Subject.ContactPoints.Select(Number), contacts = aims.Subject.Contacts.Select(Number),
            externalIds = applications.Count > 0 ? aims.ExternalIds : [], // where nobody is told, nobody needs them
        }), now);
        db.Add(message);
        db.AddRange(applications.Select(a => new ErasureNotice { ErasureId = erasure.Id, ApplicationId = a, ToldAt = now, DueAt = now + ErasureNotice.Due }.Tell(message.Id.Value, now)));
        return applications.Count;
    }

    /// <summary>Tells those again who have not acknowledged; answers how many. One message serves all of an erasure.</summary>
    public async Task<int> RemindAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        var late = now - ErasureNotice.Patience;
        var silent = await db.Set<ErasureNotice>().Where(n => n.AcknowledgedAt == null && n.LastToldAt <= late).ToListAsync(ct);
        foreach (var some in silent.GroupBy(n => n.ErasureId))
        {
            var first = some.Min(n => n.MessageId);
            if (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Id == new Id<OutboxMessage>(first)).Select(m => m.Payload).FirstOrDefaultAsync(ct) is { } payload)
            {
                var again = Message(payload, now);
                db.Add(again);
                some.ToList().ForEach(n => n.Remind(again.Id.Value, now));
            }
        }

        await db.SaveChangesAsync(ct);
        return silent.Count;
    }

    /// <summary>Once all who were told have acknowledged, what they were told keeps no id by which they knew the person. Adds to the caller's save.</summary>
    internal static async Task ForgetIdsAsync(PortalDb db, Id<Erasure> erasure, CancellationToken ct)
    {
        var start = $$"""{"subject":"{{Number(erasure.Value)}}",""";
        foreach (var message in await db.Set<OutboxMessage>().Where(m => m.Kind == OutgoingKinds.PersonErased && m.Payload.StartsWith(start)).ToListAsync(ct))
        {
            var told = JsonNode.Parse(message.Payload)!.AsObject();
            told["externalIds"] = new JsonArray();
            message.Payload = told.ToJsonString();
        }
    }

    private OutboxMessage Message(string payload, DateTimeOffset now) => new() { Id = ids.Next<OutboxMessage>(), Kind = OutgoingKinds.PersonErased, Payload = payload, CreatedAt = now };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
