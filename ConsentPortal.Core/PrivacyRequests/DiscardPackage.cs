using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Stops a package that is being built, or throws away one that was.</summary>
public sealed class DiscardPackage(RequestCases cases, PackageFiles files)
{
    public sealed record Command(Id<PrivacyRequest> Id);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        Id<DataPackage>? gone = null;
        var done = await cases.ChangeAsync(command.Id, actor, async open =>
        {
            if (await PackageChanges.NewestAsync(open.Db, command.Id, ct) is not { } package)
            {
                return PackageChanges.None;
            }

            gone = package.IsAtWork ? null : package.Id;
            if (package.IsAtWork)
            {
                // past the tracker, because the worker holds the row; it ends the package and deletes its files
                await open.Db.Set<DataPackage>().Where(p => p.Id == package.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.CancelRequested, true), ct);
            }
            else
            {
                package.End(PackageState.Discarded);
            }

            open.Db.Announce(new PackageEvent(PackageEvent.Ended, command.Id).With(("state", package.IsAtWork ? PackageState.Cancelled : PackageState.Discarded)), actor);
            return null;
        }, ct);
        if (done.Ok && gone is { } id)
        {
            files.Delete(id);
        }

        return done;
    }
}
