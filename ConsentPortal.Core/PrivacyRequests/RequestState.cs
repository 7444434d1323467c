using System.Collections.Frozen;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How far a request has come (domain.md §7).</summary>
public enum RequestState
{
    Received,
    Acknowledged,

    /// <summary>The person was asked to show that they are who they say.</summary>
    IdentityPending,
    Verified,
    InProgress,

    /// <summary>A second person looks at what is about to be done or sent.</summary>
    Review,
    Fulfilled,
    PartiallyFulfilled,
    Refused,
    Withdrawn,
    ExpiredUnverified,
}

/// <summary>Which state may follow which.</summary>
public static class RequestStates
{
    private static readonly FrozenDictionary<RequestState, RequestState[]> Next = new Dictionary<RequestState, RequestState[]>
    {
        [RequestState.Received] = [RequestState.Acknowledged, RequestState.Withdrawn],
        [RequestState.Acknowledged] = [RequestState.IdentityPending, RequestState.Verified, RequestState.Refused, RequestState.Withdrawn],
        [RequestState.IdentityPending] = [RequestState.Verified, RequestState.ExpiredUnverified, RequestState.Refused, RequestState.Withdrawn],
        [RequestState.Verified] = [RequestState.IdentityPending, RequestState.InProgress, RequestState.Refused, RequestState.Withdrawn],
        [RequestState.InProgress] = [RequestState.IdentityPending, RequestState.Review, RequestState.Withdrawn],
        [RequestState.Review] = [RequestState.InProgress, RequestState.Fulfilled, RequestState.PartiallyFulfilled, RequestState.Refused],
    }.ToFrozenDictionary();

    public static bool IsClosed(RequestState state) => !Next.ContainsKey(state);

    /// <summary>Objecting to marketing and opting out of sale need no more than the address (GDPR art. 21; 11 CCR § 7026(d)).</summary>
    public static bool NeedsIdentity(RequestKind kind) => kind != RequestKind.Object;

    public static bool May(RequestState from, RequestState to, RequestKind kind) => After(from, kind).Contains(to);

    /// <summary>What may follow, in the order of the way.</summary>
    public static IReadOnlyList<RequestState> After(RequestState from, RequestKind kind) => (from, NeedsIdentity(kind)) switch
    {
        (RequestState.Received or RequestState.Acknowledged, false) =>
            [.. Next[from].Where(s => s is not (RequestState.IdentityPending or RequestState.Verified)), RequestState.InProgress],
        _ => Next.GetValueOrDefault(from, []),
    };
}
