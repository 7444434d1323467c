using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.SignIn;

public sealed class SignInPageTests
{
    [Theory, OnEveryDatabase]
    public async Task A_member_signs_in_and_reaches_the_dashboard(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);

        using var client = await portal.SignedInAsync(Role.Administrator);
        var start = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, start.StatusCode);
    }
}
