using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Writes down flagged saves and counts them by message and by network, in the transaction of the save itself.</summary>
public static class FlagBook
{
    /// <summary>Call it inside <see cref="WriteQueue.RunAsync"/>, after the save's offer was made.</summary>
    public static async ValueTask AddAsync(WriteSession session, FlaggedSave save, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        db.Add(save);
        var soon = !save.MessageRefId.IsNone && save.SavedAt - IdSource.BirthOf(save.MessageRefId.Value) <= FlagTally.Soon;
        foreach (var (group, key) in KeysOf(save))
        {
            (await FindAsync(db, group, key, ct) ?? Open(db, group, key, save.SavedAt)).Add(save.SavedAt, soon);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Counts that a save was taken back; does nothing for one that was not flagged.</summary>
    internal static async ValueTask TakeBackAsync(PortalDb db, Id<UndoOffer> offer, CancellationToken ct)
    {
        if (await db.Set<FlaggedSave>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == offer, ct) is not { } save)
        {
            return;
        }

        foreach (var (group, key) in KeysOf(save))
        {
            (await FindAsync(db, group, key, ct))?.TakeBack();
        }
    }

    private static (FlagGroup Group, string Key)[] KeysOf(FlaggedSave save) => [(FlagGroup.Message, save.MessageRefId.ToString()), (FlagGroup.Network, save.Network)];

    private static Task<FlagTally?> FindAsync(PortalDb db, FlagGroup group, string key, CancellationToken ct)
        => db.Set<FlagTally>().FirstOrDefaultAsync(t => t.Group == group && t.Key == key, ct);

    private static FlagTally Open(PortalDb db, FlagGroup group, string key, DateTimeOffset now)
    {
        FlagTally tally = new() { Group = group, Key = key, FirstAt = now };
        db.Add(tally);
        return tally;
    }
}
