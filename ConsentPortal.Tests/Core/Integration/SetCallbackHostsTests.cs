using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>An administrator says where an application may be told how its requests stand.</summary>
public sealed class SetCallbackHostsTests
{
    [Fact]
    public async Task Hosts_are_names_alone_kept_in_small_letters_and_told_in_the_trail()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = (await portal.Get<AddApplication>().RunAsync(new("CRM"), Actors.Admin, CancellationToken.None)).Value;

        Assert.Equal(Refusal.Forbidden, (await SetAsync(portal, id, "dsr.example.com", Actors.Crm)).Problem!.Refusal);
        Assert.Equal("hosts", (await SetAsync(portal, id, "dsr.example.com https://dsr.example.com/x")).Problem!.Field);
        Assert.True((await SetAsync(portal, id, " DSR.example.com,\nb.example ; dsr.example.com")).Ok);
        Assert.True((await SetAsync(portal, id, "dsr.example.com b.example")).Ok); // the same again

        Assert.Equal("dsr.example.com b.example", (await portal.Get<ReadApplication>().RunAsync(id, Actors.Admin, CancellationToken.None)).Value.CallbackHosts);
        Assert.Single(await portal.AuditAsync(), a => a.Entry.Kind == ApplicationChanged.CallbackHostsSet);
    }

    private static Task<Outcome<Done>> SetAsync(TestPortal portal, Id<Application> id, string hosts, Actor? by = null) => portal.Get<SetCallbackHosts>().RunAsync(new(id, hosts), by ?? Actors.Admin, CancellationToken.None);
}
