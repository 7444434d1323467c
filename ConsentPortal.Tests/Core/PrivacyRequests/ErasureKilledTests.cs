using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ConsentPortal.Tests.Core.PrivacyRequests.ErasureScene;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>The real executable is killed with SIGKILL in the middle of an erasure, started again, and ends it: complete, and nothing twice.</summary>
public sealed class ErasureKilledTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // what a step writes in a transaction of its own before it is noted
    private static readonly Dictionary<string, string> Inside = new(StringComparer.Ordinal)
    {
        [RunErasure.Suppress] = "INSERT ON suppressions", [RunErasure.Answer] = "INSERT ON emails", ["Messaging"] = "DELETE ON emails", ["Contacts"] = "DELETE ON contacts", ["Audit"] = "UPDATE ON side_rows",
        [RunErasure.Tell] = "INSERT ON erasure_notices", [RunErasure.Certify] = "UPDATE ON privacy_requests",
    };

    [Fact]
    public Task Killed_in_the_middle_of_deleting_the_person_it_ends_complete() => KillAsync(DatabaseProvider.Sqlite, _ => [new(Inside["Contacts"])]);

    [Theory, OnEveryDatabase, Trait("Speed", "slow")]
    public Task Killed_in_the_middle_of_every_step_and_of_noting_it_the_erasure_ends_complete(DatabaseProvider provider)
        => KillAsync(provider, steps => steps.SelectMany(s => Inside.TryGetValue(s, out var write) ? [new Place(write), new Place("UPDATE ON erasures", s)] : (Place[])[new("UPDATE ON erasures", s)]));

    /// <param name="Write">Where a statement stands still, inside of its transaction.</param>
    /// <param name="Noted">Only when it notes this step as done.</param>
    private sealed record Place(string Write, string Noted = "");

    private static async Task KillAsync(DatabaseProvider provider, Func<IReadOnlyList<string>, IEnumerable<Place>> places)
    {
        var folder = Directory.CreateTempSubdirectory("killed").FullName;
        var settings = await TestDatabase.NewAsync(provider, folder);
        (settings["ConsentPortal:Mail:Pickup"], settings["ConsentPortal:DemoData"], settings["ASPNETCORE_URLS"]) = (Path.Combine(folder, "mail"), "false", "http://127.0.0.1:0");
        await using var beside = await TestPortal.OnAsync(settings, folder, s => s.AddSingleton(TimeProvider.System));
        ErasureScene scene = new(beside);
        await Ok(beside.Get<AddApplication>().RunAsync(new("Old CRM"), Actors.Admin, Ct));
        await scene.OpenAsync();
        await beside.World.SaysAsync(Typed, ConsentStatus.OptedIn, with: s => s with { Evidence = new() { Ip = "192.0.2.7", UserAgent = Full } });
        await scene.ApproveAsync();
        var steps = beside.Get<RunErasure>().All;

        foreach (var place in places(steps))
        {
            await using Standstill still = new(beside, place.Write, place.Noted);
            await still.PlaceAsync();
            await using var process = PortalProcess.Start(settings);
            await still.ReachedAsync(process, Patience);
            await process.KillAsync();
        }

        await using (var last = PortalProcess.Start(settings))
        {
            for (var begun = DateTimeOffset.UtcNow; (await scene.ReadAsync()).Erasure.State != ErasureState.Done; await Task.Delay(100))
            {
                Assert.True(DateTimeOffset.UtcNow - begun < Patience, $"It did not end. {last.Output}{last.Errors}");
            }
        }

        await CompleteAsync(scene, steps);
    }

    private static async Task CompleteAsync(ErasureScene scene, IReadOnlyList<string> steps)
    {
        await using var db = scene.Portal.NewDb();
        var erasure = await db.Set<Erasure>().SingleAsync(Ct);
        Assert.Equal(steps, erasure.Steps.Select(s => s.Name)); // each once, in its order
        Assert.Equal(1, await db.Set<ErasureNotice>().CountAsync(Ct));
        Assert.Equal(1, await db.Set<OutboxMessage>().CountAsync(m => m.Kind == OutgoingKinds.PersonErased, Ct));
        Assert.Equal(1, await db.Set<RequestMail>().CountAsync(m => m.Kind == RequestMailKind.Answer, Ct));
        Assert.Equal(1, await db.Set<Suppression>().CountAsync(Ct));
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.Kind == "contact.erased", Ct));
        Assert.Equal(1, await db.Set<RequestStep>().CountAsync(s => s.State == RequestState.Fulfilled, Ct));
        Assert.Null((await scene.Portal.Get<VerifyLedger>().RunAsync(Actors.Admin, Ct)).Value.Fault);
        TraceFinder finder = new(Typed, Canonical, Full, Last);
        Assert.Empty(await finder.TablesAsync(scene.Portal));
        Assert.Empty(finder.Files(scene.Portal));
        Assert.Empty(await finder.PostgresFilesAsync(scene.Portal));
    }
}
