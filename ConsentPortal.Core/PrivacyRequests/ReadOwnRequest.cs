using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the link in a mail shows of a request: how far it has come, and nothing of what was submitted or is held.</summary>
public sealed class ReadOwnRequest(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, RequestLinks links, TimeProvider clock)
{
    /// <param name="MayShow">The person can show by a code that it is them.</param>
    /// <param name="MayWithdraw">It can still be taken back.</param>
    /// <param name="Waits">The clock stands still until the person has answered something.</param>
    public sealed record View(Id<PrivacyRequest> Id, string Number, RequestKind Kind, RequestState State, ComplianceProfile Profile, string Language, DateOnly ReceivedOn, DateOnly? DueOn, DateTimeOffset? ClosedAt)
    {
        public bool MayShow { get; init; }

        public bool MayWithdraw { get; init; }

        public bool Waits { get; init; }

        public bool Extended { get; init; }

        /// <summary>The person can show by a code that the new address is theirs.</summary>
        public bool MayProve { get; init; }
    }

    /// <summary>Null for what is not our link, and for a request that ended more than 90 days ago.</summary>
    public async Task<View?> RunAsync(string token, CancellationToken ct)
    {
        if (!links.TryRead(token, clock.Now(), out var id))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var request = await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);
        if (request is null || request.ClosedAt + RequestLinks.Kept < clock.Now() || (await rulebooks.RecentAsync(ct)).Profile(request.ProfileId) is not { } profile)
        {
            return null;
        }

        return new(id, request.Number, request.Kind, request.State, profile, request.Language, request.ReceivedOn, request.DueOn, request.ClosedAt)
        {
            MayShow = SendRequestCode.MayShow(request), MayWithdraw = RequestStates.May(request.State, RequestState.Withdrawn, request.Kind), Waits = request.PausedSince is not null, Extended = request.ExtendedAt is not null, MayProve = await NewAddresses.WaitingAsync(db, request, ct) is not null,
        };
    }
}
