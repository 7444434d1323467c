using System.Globalization;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Who is behind the numbers that rows keep of members of staff.</summary>
internal static class StaffNames
{
    /// <summary>By number as text; who is gone is left out.</summary>
    public static async Task<Dictionary<string, string>> OfAsync(PortalDb db, IEnumerable<string> members, CancellationToken ct)
    {
        List<long> numbers = [.. members.Distinct(StringComparer.Ordinal).Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n != 0)];
        return numbers.Count == 0 ? []
            : await db.Users.AsNoTracking().Where(u => numbers.Contains(u.Id)).ToDictionaryAsync(u => u.Id.ToString(CultureInfo.InvariantCulture), u => u.DisplayName, StringComparer.Ordinal, ct);
    }
}
