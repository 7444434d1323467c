using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>When members signed in, and their ended sessions. Their network addresses go after thirty days in any case.</summary>
internal sealed class SignInRetention(RetiredRows rows, ForgetSignIns forget) : IRetains
{
    public RetentionClass Class { get; } = new("sign_ins", ForgetSignIns.HistoryDays, ForgetSignIns.OriginDays, 366);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => db.Set<SignInEntry>().Where(e => e.At < cut.Before).Select(e => e.At), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => forget.HistoryAsync(cut.Before, ct);
}
