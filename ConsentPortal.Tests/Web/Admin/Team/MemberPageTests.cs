using Bunit;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Team;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Team;

public sealed class MemberPageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task An_administrator_ends_a_session_and_requires_a_second_factor_of_a_role()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var rep = await Screen.OfAsync(portal, Role.SalesRepresentative, name: "Rita Rep");
        var row = (await portal.Get<FindMembers>().OneAsync(rep.MemberId, Actors.Admin, Ct)).Value;

        var sessions = screen.Render<MemberSessions>(p => p.Add(s => s.Member, row));
        await sessions.WaitForAssertionAsync(() => Assert.Single(sessions.FindAll("tbody tr")));
        await sessions.Find("tbody button").ClickAsync();
        await sessions.WaitForAssertionAsync(() => Assert.Contains("Not signed in anywhere", sessions.Markup, StringComparison.Ordinal));

        var rule = screen.Render<SecondFactorPanel>();
        await rule.WaitForAssertionAsync(() => Assert.Equal(4, rule.FindAll("input").Count));
        Assert.True(rule.Find("button").HasAttribute("disabled"));
        await rule.FindAll("input")[1].ChangeAsync(new ChangeEventArgs { Value = true });
        await rule.Find("form").SubmitAsync();

        Assert.True((await portal.Get<ReadSecondFactor>().RunAsync(rep.MemberId, Actors.Admin, Ct)).Value.Needed);
        Assert.Empty((await portal.Get<FindSessions>().RunAsync(rep.MemberId, Actors.Admin, Ct)).Value.Items);
        await rep.DisposeAsync();
    }
}
