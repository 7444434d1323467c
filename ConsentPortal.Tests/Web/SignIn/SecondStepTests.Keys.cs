using System.Net;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.SignIn;

public sealed partial class SecondStepTests
{
    [Fact]
    public async Task The_app_is_turned_off_with_the_password_only_and_the_key_is_not_readable_in_the_database()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        var (secret, codes) = await SetUpAsync(here);
        await using var db = portal.NewDb();
        var stored = await db.Set<Authenticator>().SingleAsync(Ct);
        var hashes = await db.Set<RecoveryCode>().Select(c => c.Hash).ToListAsync(Ct);

        using var wrong = await here.SubmitAsync("/account/security", "off", new() { ["Off.Password"] = "not the password" });
        using var right = await here.SubmitAsync("/account/security", "off", new() { ["Off.Password"] = WebPortal.Password });
        using var home = await here.Client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Contains("This is not your password", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("/account/security?said=off", HttpStatusCode.OK), (Path(right), home.StatusCode));
        Assert.Equal(-1, stored.Secret.AsSpan().IndexOf(secret.AsSpan(0, 6)));
        Assert.DoesNotContain(hashes, h => codes.Any(c => h.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(c.Replace("-", "", StringComparison.Ordinal))) >= 0));
        Assert.False(await db.Set<RecoveryCode>().AnyAsync(Ct));
    }
}
