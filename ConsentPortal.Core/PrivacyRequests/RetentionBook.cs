using ConsentPortal.Core.Compliance;
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

    /// <summary>The parts of a class that are kept for different times: what each law says of its own profiles, and all the rest.</summary>
    internal static IReadOnlyList<RetentionPart> Parts(RetentionClass kind, IReadOnlyDictionary<string, int> rules, Rulebook rulebook)
    {
        var own = rulebook.Profiles.Where(p => kind.ByLaw.ContainsKey(p.RegimeCode)).GroupBy(p => p.RegimeCode, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Ids: g.Select(p => p.Id.Value).ToList())).ToList();
        return
        [
            new("", Days(kind, rules), new([.. own.SelectMany(o => o.Ids)], true)),
            .. own.Select(o => new RetentionPart(o.Key, Days(kind, o.Key, rules), new(o.Ids, false))),
        ];
    }

    /// <summary>An administrator may have it kept longer than the law, never shorter.</summary>
    internal static int Days(RetentionClass kind, string law, IReadOnlyDictionary<string, int> rules)
        => !kind.ByLaw.TryGetValue(law, out var term) ? Days(kind, rules) : rules.ContainsKey(kind.Code) ? Math.Max(term.Least, Days(kind, rules)) : term.Days;

    internal static Task<Dictionary<string, int>> RulesAsync(PortalDb db, CancellationToken ct) => db.Set<RetentionRule>().AsNoTracking().ToDictionaryAsync(r => r.Class, r => r.Days, ct);

    private static int Order(string code) => Array.IndexOf(["requests", "submissions", "questions", "forms", "evidence", "phone_evidence", "erased_proof", "audit", "mails", "texts"], code) is var at and >= 0 ? at : int.MaxValue;
}

/// <summary>What of a class is kept for one time.</summary>
/// <param name="Law">Whose profiles they are; empty = all that no law of its own speaks of.</param>
internal sealed record RetentionPart(string Law, int Days, RetentionScope Scope)
{
    /// <summary>As the log names it: <c>requests</c>, <c>requests/ccpa</c>.</summary>
    public string Name(RetentionClass kind) => Law.Length == 0 ? kind.Code : $"{kind.Code}/{Law}";

    public RetentionCut Cut(DateTimeOffset now, RetentionHold held) => new(now.AddDays(-Days), now, held) { Scope = Scope };
}
