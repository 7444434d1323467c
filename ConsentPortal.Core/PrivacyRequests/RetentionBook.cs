using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Every class of data that any room keeps for a time, and how long it is kept here.</summary>
public sealed class RetentionBook(IEnumerable<IRetains> rooms)
{
    /// <summary>In the order in which a page lists them and a run takes them.</summary>
    public IReadOnlyList<IRetains> All { get; } = [.. rooms.OrderBy(r => Order(r.Class.Code)).ThenBy(r => r.Class.Code, StringComparer.Ordinal)];

    public RetentionClass? Find(string code) => All.FirstOrDefault(r => r.Class.Code == code)?.Class;

    /// <summary>Never outside of what the class allows, whatever a row says.</summary>
    internal static int Days(RetentionClass kind, IReadOnlyDictionary<string, int> rules)
        => kind.Setting.Length == 0 && rules.TryGetValue(kind.Code, out var days) ? Math.Clamp(days, kind.Least, kind.Most) : kind.Days;

    internal static Task<Dictionary<string, int>> RulesAsync(PortalDb db, CancellationToken ct) => db.Set<RetentionRule>().AsNoTracking().ToDictionaryAsync(r => r.Class, r => r.Days, ct);

    private static int Order(string code) => Array.IndexOf(["requests", "submissions", "questions", "forms", "evidence", "audit", "mails", "texts"], code) is var at and >= 0 ? at : int.MaxValue;
}
