using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Shows the origin of one event: ip and browser, or the file of an import. Sensitive, so every look is in the audit trail.</summary>
public sealed class ReadEvidence(IDbContextFactory<PortalDb> databases)
{
    public sealed record Query(Id<ContactPoint> PointId, Id<ConsentEvent> EventId);

    /// <summary>The values by name, as they were kept; empty once erased.</summary>
    public sealed record View(IReadOnlyDictionary<string, string> Values, bool Erased);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadSensitive | Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await PointScope.FindAsync(db, query.PointId, default, actor, ct) is null)
        {
            return PointScope.Missing;
        }

        var origin = await db.Set<ConsentEvent>().Where(e => e.PointId == query.PointId && e.Id == query.EventId).Select(e => e.OriginId).FirstOrDefaultAsync(ct);
        if (origin.IsNone)
        {
            return Problem.NotFound("This event keeps no ip, browser or file.");
        }

        var content = await db.Set<SideRow>().Where(s => s.Id == origin).Select(s => s.Content).FirstOrDefaultAsync(ct);
        db.Announce(new EvidenceRead(query.EventId.ToString()), actor);
        await db.SaveChangesAsync(ct);
        return new View(content is null ? new Dictionary<string, string>() : Values(content), content is null);
    }

    private static Dictionary<string, string> Values(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(content)!.Where(p => p.Value.ValueKind is not JsonValueKind.Null)
                .ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return new(StringComparer.Ordinal) { ["origin"] = content };
        }
    }

    private sealed record EvidenceRead(string SubjectId) : PortalEvent("evidence.read", "consent_event", SubjectId);
}
