using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>An own field of a person as somebody sees it.</summary>
/// <param name="Value">Empty = none, or not for their eyes.</param>
/// <param name="Masked">There is a value, and it is sensitive: <see cref="ReadSensitiveField"/> shows it and writes the read down.</param>
public sealed record OwnField(FindContactFields.Row Field, string Value, bool Masked);

/// <summary>The own fields for one actor: what of stored values they see, and what becomes of values that they say. All doors ask here.</summary>
internal sealed class FieldBook
{
    /// <summary>Stands for a sensitive value in the trail, whatever it is.</summary>
    public const string Mask = "•••";

    private readonly HashSet<string> codes; // of all fields: hidden and retired ones too

    private FieldBook(List<FindContactFields.Row> rows, HashSet<string> codes) => (Rows, this.codes) = (rows, codes);

    /// <summary>Those that the actor may read or write, in the order of forms.</summary>
    public IReadOnlyList<FindContactFields.Row> Rows { get; }

    public static async Task<FieldBook> ReadAsync(PortalDb db, Actor actor, CancellationToken ct)
    {
        var known = await db.Set<ContactFieldDefinition>().AsNoTracking().Select(f => f.Code).ToListAsync(ct);
        var rows = known.Count == 0 ? [] : await FindContactFields.RowsAsync(db, actor, retired: false, ct);
        return new(rows.FindAll(r => r.MayRead || r.MayWrite), known.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>For a page: every field, sensitive values masked.</summary>
    public IReadOnlyList<OwnField> Show(IReadOnlyDictionary<string, string> stored) => [.. Rows.Select(r =>
    {
        var value = r.MayRead ? stored.GetValueOrDefault(r.Code, "") : "";
        return r.IsSensitive ? new OwnField(r, "", value.Length > 0) : new(r, value, false);
    })];

    /// <summary>For programs and files: the values that may be read, by code, sensitive ones in full; whoever takes them writes the read down.</summary>
    public IReadOnlyDictionary<string, string> Open(IReadOnlyDictionary<string, string> stored, bool sensitive = true) => Rows.Where(r => r.MayRead && (sensitive || !r.IsSensitive) && stored.GetValueOrDefault(r.Code) is { Length: > 0 })
        .ToDictionary(r => r.Code, r => stored[r.Code], StringComparer.Ordinal);

    /// <summary>Labels of the sensitive fields that <see cref="Open"/> gave away.</summary>
    public IReadOnlyList<string> SensitiveIn(IReadOnlyDictionary<string, string> opened) => [.. Rows.Where(r => r.IsSensitive && opened.ContainsKey(r.Code)).Select(r => r.Label)];

    /// <summary>Stored values that no field was defined for: plain text, for whoever may read people.</summary>
    public IReadOnlyDictionary<string, string> Loose(IReadOnlyDictionary<string, string> stored) => stored.Where(f => !codes.Contains(f.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The stored values with what was said laid over them. What nobody names stays, also what the actor may not see; empty clears.</summary>
    public Dictionary<string, string> Lay(IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string?>? said, List<Problem> problems, ChangeList changes)
    {
        Dictionary<string, string> next = new(stored, StringComparer.Ordinal);
        foreach (var (code, text) in said ?? new Dictionary<string, string?>())
        {
            var row = Rows.FirstOrDefault(r => r.Code == code);
            var was = stored.GetValueOrDefault(code, "");
            if (row is { MayWrite: false, MayRead: true } && was == Text.Clean(text))
            {
                continue; // sent back as it was read
            }

            var taken = Take(row, code, text, stored);
            if (!taken.Ok)
            {
                problems.AddRange(taken.Problems);
            }
            else if (taken.Value != was)
            {
                next[code] = taken.Value;
                changes.Add(Told(row, code, was, taken.Value));
            }
        }

        foreach (var cleared in next.Where(f => f.Value.Length == 0).ToList())
        {
            next.Remove(cleared.Key);
        }

        return next;
    }

    /// <summary>Tells of values that were put together elsewhere, by a merge, as the trail tells of those that somebody said.</summary>
    public void Tell(IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string> now, ChangeList changes)
    {
        foreach (var code in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (before, after) = (was.GetValueOrDefault(code, ""), now.GetValueOrDefault(code, ""));
            if (before != after)
            {
                changes.Add(Told(Rows.FirstOrDefault(r => r.Code == code), code, before, after));
            }
        }
    }

    /// <summary>By which problems and forms name a field.</summary>
    public static string NameOf(string code) => $"fields.{code}";

    private Outcome<string> Take(FindContactFields.Row? row, string code, string? text, IReadOnlyDictionary<string, string> stored)
    {
        if (row is { MayWrite: true })
        {
            return row.Read(text, NameOf(code));
        }

        if (row is not null)
        {
            return Problem.Forbidden($"You may not change the field {row.Label}.", NameOf(code));
        }

        return codes.Contains(code) || !stored.ContainsKey(code) ? Problem.Invalid(NameOf(code), "There is no field with this code, or you may not change it.")
            : ContactFieldValue.Read(ContactFieldKind.Text, [], text, out var mend) is { } value ? value : Problem.Invalid(NameOf(code), mend!);
    }

    private static Change Told(FindContactFields.Row? row, string code, string was, string now)
    {
        string? Value(string value) => value.Length == 0 ? null : row is { IsSensitive: true } ? Mask : value;
        return new((row?.Label ?? code).Replace('.', ' '), Value(was), Value(now)) { Guard = code };
    }
}
