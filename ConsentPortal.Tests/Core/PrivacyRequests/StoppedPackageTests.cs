using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>A package that ends in somebody else's hands while the worker is at it.</summary>
public sealed class StoppedPackageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_package_that_an_erasure_ends_while_it_is_gathered_stays_ended_and_leaves_no_file(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, s => s.AddSingleton<IHoldsPersonalData, Eraser>());
        var request = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Letter, new() { Email = "ann@example.com" }), Actors.Officer, Ct)).Value.Id;
        foreach (var state in (RequestState[])[RequestState.Acknowledged, RequestState.Verified])
        {
            await ErasureScene.Ok(portal.Get<MoveRequest>().RunAsync(new(request, state, "A letter"), Actors.Officer, Ct));
        }

        var package = (await portal.Get<BuildPackage>().RunAsync(new(request), Actors.Officer, Ct)).Value;

        Assert.Equal(PackageState.Discarded, await portal.Get<RunPackage>().RunAsync(package, Ct));

        Assert.DoesNotContain(Directory.EnumerateFiles(portal.Folder, "*", SearchOption.AllDirectories), f => Path.GetFileName(f).Contains(package.ToString(), StringComparison.Ordinal));
    }

    /// <summary>What an erasure does to packages, at the moment when this room is asked.</summary>
    private sealed class Eraser(IDbContextFactory<PortalDb> databases) : IHoldsPersonalData
    {
        public string Room => "Eraser";

        public IReadOnlyList<PersonalTable> Tables => [];

        public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            foreach (var package in await db.Set<DataPackage>().ToListAsync(ct))
            {
                package.End(PackageState.Discarded);
                db.Announce(new PackageEvent(PackageEvent.Ended, package.RequestId), Actor.System);
            }

            await db.SaveChangesAsync(ct);
            yield break;
        }
    }
}
