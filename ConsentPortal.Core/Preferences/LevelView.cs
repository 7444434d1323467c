using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The consent level of the one person behind a link.</summary>
/// <param name="Asked">The level that a mail asks to confirm and nobody answered yet.</param>
/// <param name="MayRaise">The address can confirm by mail; lowering needs nothing.</param>
public sealed record LevelView(Id<Contact> PersonId, ConsentLevel Current, bool Child, ConsentLevel? Asked, bool MayRaise)
{
    /// <summary>Null where the person is gone.</summary>
    internal static async Task<LevelView?> OfAsync(PortalDb db, Id<Contact> person, MatrixPoint point, DateTimeOffset now, CancellationToken ct)
    {
        if (person.IsNone || await LevelWriter.RulingAsync(db, person, ct) is not { } ruling)
        {
            return null;
        }

        var level = ruling.State.Level;
        var open = await db.Set<ConsentRequest>().AsNoTracking().Where(r => r.PointId == point.Id && r.LevelContactId == ruling.Id && r.ClosedAt == null && r.ExpiresAt > now && r.LevelWanted != null).ToListAsync(ct);
        var asked = open.Where(r => r.LevelFrom <= level && r.LevelWanted > level).Max(r => r.LevelWanted);
        return new(ruling.Id, level, ruling.State.Child, asked, point.Channel == Channel.Email && point.Address is not null);
    }
}
