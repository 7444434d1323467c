using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>What of guarded values in the trail somebody sees.</summary>
internal static class TrailGuards
{
    /// <summary>Changes with the values closed that are not for this actor: those of a sensitive own field for everybody (each read of one is written
    /// down, and this would be one more), those of another field for who may not read it.</summary>
    public static async Task<Func<IReadOnlyList<Change>, IReadOnlyList<Change>>> CloserAsync(this PortalDb db, Actor actor, CancellationToken ct)
    {
        var closed = (await db.Set<ContactFieldDefinition>().AsNoTracking().ToListAsync(ct)).Where(f => f.IsSensitive || !f.ReadableBy(actor)).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        return changes => changes.Any(c => c.Guard is not null) ? [.. changes.Select(c => c.Guard is { } guard && closed.Contains(guard) ? Close(c) : c)] : changes;
    }

    private static Change Close(Change change) => change with { Old = change.Old is null ? null : FieldBook.Mask, New = change.New is null ? null : FieldBook.Mask };
}
