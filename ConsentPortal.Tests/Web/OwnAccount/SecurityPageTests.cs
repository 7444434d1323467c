using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.OwnAccount;

public sealed partial class SecurityPageTests
{
    private static readonly Uri Home = new("/", UriKind.Relative), Page = new("/account/security", UriKind.Relative);

    [Fact]
    public async Task A_session_ended_on_another_device_stops_there_at_once_and_its_cookie_never_works_again()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        using var elsewhere = await portal.VisitorAsync(Role.Analyst);
        using var third = await portal.VisitorAsync(Role.Analyst);
        var page = await here.Client.GetStringAsync(Page);
        var ids = Sessions().Matches(page).Select(m => m.Groups["id"].Value).ToList();

        using var ended = await here.SubmitAsync("/account/security", "end", new() { ["End.Session"] = ids[^1] });
        using var mine = await here.Client.GetAsync(Home);
        using var gone = await elsewhere.Client.GetAsync(Home);
        using var still = await third.Client.GetAsync(Home);
        using var others = await here.SubmitAsync("/account/security", "end", []);
        using var now = await third.Client.GetAsync(Home);

        Assert.Equal(2, ids.Count); // not the one that is looked from
        Assert.Contains("This one", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.Redirect), (mine.StatusCode, gone.StatusCode, still.StatusCode, now.StatusCode));
        Assert.EndsWith("said=ended", ended.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("said=others", others.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        await using var portal = await WebPortal.StartAsync();
        var member = await portal.MemberAsync(Role.Analyst);
        using var visitor = await portal.VisitorAsync(Role.Analyst);
        using var page = await visitor.Client.GetAsync(Home);
        var stolen = page.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("session=", StringComparison.Ordinal)).Split(';')[0];

        using var left = await visitor.SubmitAsync("/sign-out", "sign-out", []);
        using var client = portal.NewClient();
        using HttpRequestMessage request = new(HttpMethod.Get, Home) { Headers = { { "Cookie", stolen } } };
        using var thief = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, thief.StatusCode);
        Assert.Empty((await portal.Get<FindSessions>().RunAsync(member.Id, Actors.Admin, CancellationToken.None)).Value.Items);
    }

    [GeneratedRegex("name=\"End.Session\" value=\"(?<id>[0-9]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Sessions();
}
