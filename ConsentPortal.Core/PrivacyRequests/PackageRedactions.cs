using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What officers took out of the package of a case, laid over what was gathered.</summary>
internal sealed class PackageRedactions
{
    /// <summary>The field that tells of a record that was taken out whole.</summary>
    public const string WholeRecord = "redacted";

    private readonly Dictionary<(string Table, string Record), Dictionary<string, string>> reasons;

    private PackageRedactions(Dictionary<(string Table, string Record), Dictionary<string, string>> reasons) => this.reasons = reasons;

    public int Count => reasons.Values.Sum(r => r.Count);

    /// <summary>Each reason once, as the person reads it.</summary>
    public IEnumerable<string> Reasons => reasons.Values.SelectMany(r => r.Values).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public static async Task<PackageRedactions> OfAsync(PortalDb db, Id<PrivacyRequest> request, CancellationToken ct)
    {
        var rows = await db.Set<PackageRedaction>().AsNoTracking().Where(r => r.RequestId == request).ToListAsync(ct);
        var texts = rows.ConvertAll(r => r.ReasonId);
        var words = await db.Set<SideRow>().AsNoTracking().Where(s => texts.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Content ?? "", ct);
        return new(rows.GroupBy(r => (r.Table, r.Record)).ToDictionary(g => g.Key, g => g.ToDictionary(r => r.Field, r => words.GetValueOrDefault(r.ReasonId, ""), StringComparer.Ordinal)));
    }

    /// <summary>Why this field, or the whole record (empty), was taken out; null = it was not.</summary>
    public string? ReasonOf(PersonalRecord record, string field) => reasons.GetValueOrDefault((record.Table, record.Id))?.GetValueOrDefault(field);

    public PersonalRecord Over(PersonalRecord record)
    {
        if (!reasons.TryGetValue((record.Table, record.Id), out var taken))
        {
            return record;
        }

        return taken.TryGetValue("", out var whole)
            ? record with { At = null, Fields = [new(WholeRecord, Say(whole))] }
            : record with { Fields = [.. record.Fields.Select(f => taken.TryGetValue(f.Name, out var reason) ? f with { Value = Say(reason), Provided = false } : f)] };
    }

    private static string Say(string reason) => $"[redacted: {reason}]";
}
