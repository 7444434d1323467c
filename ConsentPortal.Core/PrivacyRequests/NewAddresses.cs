using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The new mail address that an update request proposes, and whether the person showed that it is theirs. Whether anybody is known by it
/// changes nothing that can be seen.</summary>
internal static class NewAddresses
{
    /// <summary>Codes to one address in a day, over all requests: whoever is named as a new address is not flooded.</summary>
    public const int MaxPerDay = 5;

    /// <summary>As typed; null where none is proposed, it is none, or it is the one that the request was made with.</summary>
    public static string? Of(PrivacyRequest request, Submission? said)
        => request.Kind == RequestKind.Update && said?.Proposed.GetValueOrDefault(UpdateFields.Email) is { Length: > 0 } typed && ContactPointKey.TryParse(Channel.Email, typed, out var key)
            && !(ContactPointKey.TryParse(Channel.Email, said.Email, out var old) && old.Canonical == key.Canonical) ? typed : null;

    /// <summary>The address that can be proved now; null where there is none: the person showed who they are first, so nobody else has codes sent to strangers.</summary>
    public static async Task<string?> WaitingAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
    {
        if (request.Kind != RequestKind.Update || request.State is not (RequestState.Verified or RequestState.InProgress or RequestState.Review)
            || await db.Set<RequestUpdate>().AnyAsync(u => u.RequestId == request.Id && u.Field == UpdateFields.Email && u.State != UpdateState.Open, ct) || await IsProvedAsync(db, request.Id, ct))
        {
            return null;
        }

        return Of(request, await UpdateCases.SaidAsync(db, request, ct));
    }

    public static Task<bool> IsProvedAsync(PortalDb db, Id<PrivacyRequest> request, CancellationToken ct)
        => db.Set<RequestStep>().AnyAsync(s => s.RequestId == request && s.Kind == RequestStepKind.AddressProved, ct);
}
