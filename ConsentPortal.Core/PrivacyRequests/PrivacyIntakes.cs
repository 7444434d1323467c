using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How the profiles take requests in, a few seconds old at most: every public page asks whether it may link to the forms.</summary>
public sealed class PrivacyIntakes(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(5);
    private volatile Known? known;

    /// <summary>True where the profile has public pages for requests.</summary>
    public async ValueTask<bool> ShownAsync(Id<ComplianceProfile> profile, CancellationToken ct) => await OfAsync(profile, ct) is not { Hidden: true };

    /// <summary>What the form of this kind asks for.</summary>
    internal async ValueTask<IReadOnlyList<AskedField>> AskedAsync(Id<ComplianceProfile> profile, RequestKind kind, CancellationToken ct)
        => (await OfAsync(profile, ct))?.Asked.GetValueOrDefault(Word.Of(kind)) is { Length: > 0 } text ? AskedField.Read(text) : AskedField.Usual(kind);

    internal void Forget() => known = null;

    private async ValueTask<PrivacyIntake?> OfAsync(Id<ComplianceProfile> profile, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known is not { } there || now - there.At > Old)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            known = there = new(now, await db.Set<PrivacyIntake>().AsNoTracking().ToDictionaryAsync(i => i.ProfileId, ct));
        }

        return there.Rows.GetValueOrDefault(profile);
    }

    private sealed record Known(DateTimeOffset At, Dictionary<Id<ComplianceProfile>, PrivacyIntake> Rows);
}
