using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

public sealed class HealthEndpointsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_served_portal_lives_and_is_ready_without_mail_administrator_or_https(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var monitor = portal.NewClient();

        Assert.Equal("live", await monitor.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.Equal("ready", await monitor.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_database_of_an_older_version_is_not_ready_and_no_more_is_said(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var monitor = portal.NewClient();
        await using var db = portal.NewDb();
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"");

        using var ready = await monitor.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        Assert.Equal("live", await monitor.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
    }
}
