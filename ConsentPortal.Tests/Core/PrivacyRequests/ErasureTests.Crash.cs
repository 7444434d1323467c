using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static ConsentPortal.Tests.Core.PrivacyRequests.ErasureScene;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed partial class ErasureTests
{
    [Theory, OnEveryDatabase]
    public async Task Killed_after_any_step_and_before_it_was_noted_it_goes_on_and_ends_complete(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("portal").FullName;
        var settings = await TestDatabase.NewAsync(provider, folder);
        var portal = await TestPortal.OnAsync(settings, folder);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.ApproveAsync();
        var id = (await portal.Get<RunErasure>().OpenAsync(Ct)).Single();
        var steps = portal.Get<RunErasure>().All;

        for (var n = 0; n < steps.Count - 1; n++)
        {
            // done, but not noted: what a kill between the two leaves; then done again and noted
            var noted = await StepsAsync(portal, id);
            Assert.True(await portal.Get<RunErasure>().StepAsync(id, Ct));
            await NoteAsync(portal, id, noted);
            Assert.True(await portal.Get<RunErasure>().StepAsync(id, Ct));
        }

        Assert.Equal(steps.Count - 1, (await scene.ReadAsync()).Erasure.Steps.Count);
        Assert.True(await portal.Get<RunErasure>().StepAsync(id, Ct));
        Assert.Null(await portal.Get<RunErasure>().StepAsync(id, Ct));
        Assert.Equal(steps, (await scene.ReadAsync()).Erasure.Steps.Select(s => s.Name));
        Assert.Empty(await new TraceFinder(Typed, Canonical, Last).TablesAsync(portal));
        await portal.DisposeAsync();
    }

    private static async Task<string> StepsAsync(TestPortal portal, Id<Erasure> id)
    {
        await using var db = portal.NewDb();
        return await db.Set<Erasure>().Where(e => e.Id == id).Select(e => e.StepsJson).SingleAsync();
    }

    private static async Task NoteAsync(TestPortal portal, Id<Erasure> id, string steps)
    {
        await using var db = portal.NewDb();
        await db.Set<Erasure>().Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.StepsJson, steps));
    }
}
