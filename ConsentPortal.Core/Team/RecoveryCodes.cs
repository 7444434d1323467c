using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Makes ten codes in place of all earlier ones; the only time that they are seen.</summary>
public sealed class RecoveryCodes(SecondFactorKeys keys, IdSource ids, TimeProvider clock)
{
    internal async Task<IReadOnlyList<string>> ReplaceAsync(PortalDb db, long member, CancellationToken ct)
    {
        await ForgetAsync(db, member, ct);
        List<string> shown = [];
        for (var n = 0; n < RecoveryCode.Count; n++)
        {
            var (code, hash) = keys.NewCode(member);
            db.Add(new RecoveryCode { Id = ids.Next<RecoveryCode>(), MemberId = member, Hash = hash, CreatedAt = clock.Now() });
            shown.Add(code);
        }

        return shown;
    }

    internal static async Task ForgetAsync(PortalDb db, long member, CancellationToken ct)
        => db.RemoveRange(await db.Set<RecoveryCode>().Where(c => c.MemberId == member).ToListAsync(ct));
}
