using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Opens the newest package of a case for a verb, in the save of the case.</summary>
internal static class PackageChanges
{
    public static readonly Problem None = Problem.Conflict("There is no package in this state. Look at it again.");

    public static Task<DataPackage?> NewestAsync(PortalDb db, Id<PrivacyRequest> request, CancellationToken ct)
        => db.Set<DataPackage>().Where(p => p.RequestId == request && p.State != PackageState.Discarded).OrderByDescending(p => p.Id).FirstOrDefaultAsync(ct);
}
