using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Offers a package that was fetched, or whose download broke off too often, once more to the same person.</summary>
public sealed class OfferPackageAgain(RequestCases cases)
{
    public sealed record Command(Id<PrivacyRequest> Id);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, async open =>
    {
        if (await PackageChanges.NewestAsync(open.Db, command.Id, ct) is not { FileKey: not null, State: PackageState.Ready or PackageState.Fetched } package || package.ExpiresAt <= open.Now)
        {
            return PackageChanges.None;
        }

        (package.State, package.Starts, package.FetchedAt) = (PackageState.Ready, 0, null);
        open.Db.Announce(new PackageEvent(PackageEvent.Offered, command.Id), actor);
        return null;
    }, ct);
}
