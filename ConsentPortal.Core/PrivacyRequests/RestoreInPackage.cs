using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Puts back what was taken out, while the package is looked through.</summary>
public sealed class RestoreInPackage(RequestCases cases)
{
    public sealed record Command(Id<PrivacyRequest> Id, string Table, string Record, string Field);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, async open =>
    {
        if (await PackageChanges.NewestAsync(open.Db, command.Id, ct) is not { State: PackageState.Preview })
        {
            return PackageChanges.None;
        }

        var taken = await open.Db.Set<PackageRedaction>().Where(r => r.RequestId == command.Id && r.Table == command.Table && r.Record == command.Record && r.Field == command.Field).ToListAsync(ct);
        if (taken.Count == 0)
        {
            return PackageChanges.None;
        }

        open.Db.RemoveRange(taken);
        open.Db.Announce(new PackageEvent(PackageEvent.Restored, command.Id).With(("table", command.Table), ("record", command.Record), ("field", command.Field)), actor);
        return null;
    }, ct);
}
