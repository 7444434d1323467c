using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>The own fields of two records that become one, and of one that becomes two again: like the other fields, and decided without a look at
/// the values, so that nobody learns one who may not read it.</summary>
internal static class MergedOwnFields
{
    /// <summary>Those that were chosen and are not this actor's to change.</summary>
    public static async Task<IEnumerable<Problem>> RefusalsAsync(PortalDb db, IReadOnlySet<string> chosen, Actor actor, CancellationToken ct)
    {
        if (chosen.Count == 0)
        {
            return [];
        }

        var book = await FieldBook.ReadAsync(db, actor, ct);
        return chosen.Where(c => !book.Rows.Any(r => r.Code == c && r.MayWrite)).Select(c => Problem.Forbidden("There is no field with this code, or you may not change it.", FieldBook.NameOf(c)));
    }

    /// <summary>The survivor's values, unless the other's are chosen or alone are there.</summary>
    public static Dictionary<string, string> Join(Contact survivor, Contact merged, IReadOnlySet<string> fromMerged)
    {
        Dictionary<string, string> joined = new(survivor.Fields, StringComparer.Ordinal);
        foreach (var (code, theirs) in merged.Fields.Where(f => f.Value.Length > 0 && (fromMerged.Contains(f.Key) || !survivor.Fields.ContainsKey(f.Key))))
        {
            joined[code] = theirs;
        }

        return joined;
    }

    /// <summary>The survivor's values without what the merge brought, as far as nobody changed it since.</summary>
    /// <param name="kept">Takes the codes of those that the merge brought and somebody changed since: they stay.</param>
    public static Dictionary<string, string> Part(IReadOnlyDictionary<string, string> now, MergeNotes notes, List<string> kept)
    {
        Dictionary<string, string> parted = new(now, StringComparer.Ordinal);
        foreach (var code in notes.OwnBefore.Keys.Union(notes.OwnAfter.Keys, StringComparer.Ordinal))
        {
            var (before, after, current) = (notes.OwnBefore.GetValueOrDefault(code), notes.OwnAfter.GetValueOrDefault(code), now.GetValueOrDefault(code));
            if (before == after)
            {
                continue; // the merge did nothing to it
            }

            if (current != after)
            {
                kept.Add(code);
            }
            else if (before is null)
            {
                parted.Remove(code);
            }
            else
            {
                parted[code] = before;
            }
        }

        return parted;
    }
}
