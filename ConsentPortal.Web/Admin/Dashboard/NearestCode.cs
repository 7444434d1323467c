using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>What somebody may have meant who typed a code that does not exist: the one with the fewest letters changed, if these are few.</summary>
internal static class NearestCode
{
    public static string? Of(FindUnknownCodes.Row asked, Rulebook rules)
    {
        var codes = asked.Kind switch
        {
            UnknownCodeKind.Profile => rules.Profiles.Select(p => p.Code),
            UnknownCodeKind.Topic => rules.Purposes.SelectMany(p => p.Topics).Select(t => t.Code),
            _ => rules.Purposes.Select(p => p.Code),
        };
        return asked.Code == UnknownCode.Others ? null : Of(asked.Code, codes);
    }

    public static string? Of(string typed, IEnumerable<string> codes)
    {
        var nearest = codes.Distinct(StringComparer.Ordinal).Select(code => (Code: code, Distance: Distance(typed.ToLowerInvariant(), code))).OrderBy(c => c.Distance).ThenBy(c => c.Code, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Code is not null && nearest.Distance <= Math.Max(2, nearest.Code.Length / 3) ? nearest.Code : null;
    }

    // Levenshtein: letters put in, left out or swapped for another
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
