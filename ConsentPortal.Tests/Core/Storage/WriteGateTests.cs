using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Storage;

public sealed class WriteGateTests
{
    [Fact]
    public async Task A_save_that_lost_a_version_race_lets_the_next_writer_in()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var slow = portal.NewDb();
        var opened = await slow.Set<ComplianceProfile>().SingleAsync();
        await portal.Get<EditProfile>().RunAsync(Compliance.EditProfileTests.Form(await Compliance.RulebookScenes.ViewAsync(portal)) with { Name = "First" }, Actors.Admin, default);

        opened.Name = "Second";
        slow.Announce(new RulebookEvent("profile.edited", "1"), Actors.Admin);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());

        await portal.World.SaysAsync("ann@example.com", ConsentPortal.Core.Consent.ConsentStatus.OptedOut).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
