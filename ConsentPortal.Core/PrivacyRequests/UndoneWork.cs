using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Keeps a case from being answered as done while what was asked for is not: the mail of each kind says that it is.</summary>
internal static class UndoneWork
{
    private static readonly Problem NoPackage = Problem.Conflict("No package is ready for the person to fetch. Make and release one, or say in words how they got their copy."),
        Open = Problem.Conflict("Some of the proposed values are still open. Accept or reject each of them first."),
        Free = Problem.Conflict("The person is not restricted yet. Restrict the use of their data first, or refuse, with the reason.");

    /// <param name="note">What was done, in words.</param>
    public static async ValueTask<Problem?> RefuseAsync(RequestCase open, RequestState to, string note, CancellationToken ct)
    {
        var (db, request) = (open.Db, open.Request);
        return (request.Kind, to) switch
        {
            (RequestKind.Forget, RequestState.Fulfilled or RequestState.PartiallyFulfilled) => await open.RefuseUnerasedAsync(ct),
            (RequestKind.Get, RequestState.Fulfilled) when note.Length == 0 && !await db.Set<DataPackage>().AnyAsync(p => p.RequestId == request.Id && (p.State == PackageState.Ready || p.FetchedAt != null), ct) => NoPackage,
            (RequestKind.Update, RequestState.Fulfilled or RequestState.PartiallyFulfilled) when (request.ActedAt is null && !request.ContactId.IsNone) || await db.Set<RequestUpdate>().AnyAsync(u => u.RequestId == request.Id && u.State == UpdateState.Open, ct) => Open,
            (RequestKind.Restrict, RequestState.Fulfilled) when !request.ContactId.IsNone && !await db.Set<RequestRestriction>().AnyAsync(r => r.RequestId == request.Id, ct) => Free,
            _ => null,
        };
    }
}
