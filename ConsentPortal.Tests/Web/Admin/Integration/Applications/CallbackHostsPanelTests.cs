using Bunit;
using ConsentPortal.Core.Integration;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Integration.Applications;

namespace ConsentPortal.Tests.Web.Admin.Integration.Applications;

/// <summary>Where an application is told how its privacy requests stand, typed by an administrator.</summary>
public sealed class CallbackHostsPanelTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_whole_address_is_refused_beside_the_field_and_names_are_kept_as_they_were_read()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = (await portal.Get<AddApplication>().RunAsync(new("CRM"), Actors.Admin, Ct)).Value;
        await using var screen = await Screen.OfAsync(portal);
        var told = 0;
        var view = (await portal.Get<ReadApplication>().RunAsync(id, Actors.Admin, Ct)).Value;
        var panel = screen.Render<CallbackHostsPanel>(p => p.Add(x => x.View, view).Add(x => x.Changed, () => told++));

        await panel.Find("#f-hosts").ChangeAsync("https://dsr.example.com/x");
        await panel.Find("form").SubmitAsync();
        Assert.NotEmpty(panel.Find("#f-hosts-error").TextContent.Trim());
        Assert.Equal(("https://dsr.example.com/x", 0), (panel.Find("#f-hosts").GetAttribute("value"), told));
        await panel.Find("#f-hosts").ChangeAsync(" DSR.example.com, b.example; dsr.example.com");
        await panel.Find("form").SubmitAsync();

        await panel.WaitForAssertionAsync(() => Assert.Equal(("dsr.example.com b.example", 1), (panel.Find("#f-hosts").GetAttribute("value"), told)));
        Assert.Empty(panel.Find("#f-hosts-error").TextContent.Trim());
        view = (await portal.Get<ReadApplication>().RunAsync(id, Actors.Admin, Ct)).Value;
        Assert.Equal("dsr.example.com b.example", view.CallbackHosts);
        Assert.Equal(view.CallbackHosts, screen.Render<CallbackHostsPanel>(p => p.Add(x => x.View, view)).Find("#f-hosts").GetAttribute("value"));
    }
}
