using System.Security.Claims;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Tests.Web.SignIn;

/// <summary>What an open page makes of it when the database is gone while it looks whether its session still holds.</summary>
public sealed class MemberStateProviderTests
{
    private static readonly ClaimsPrincipal Member = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "7"), new("session", "7")], "test"));

    [Theory, InlineData(true), InlineData(false)]
    public async Task While_the_portal_stops_a_look_that_breaks_off_is_quiet_and_at_any_other_time_it_is_a_failure(bool stops)
    {
        using Life life = new();
        Gone databases = new() { OnUse = stops ? life.StopApplication : () => { } };
        using MemberStateProvider provider = new(NullLoggerFactory.Instance, new LiveSessions(databases, TimeProvider.System), new(), Options.Create(new IdentityOptions()), life);

        if (!stops)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.LookAsync(Member, CancellationToken.None));
            return;
        }

        Assert.True(await provider.LookAsync(Member, CancellationToken.None)); // it stopped in the middle of it
        Assert.True(await provider.LookAsync(Member, CancellationToken.None));
        Assert.Equal(1, databases.Uses); // and then asks no more
    }

    private sealed class Gone : IDbContextFactory<PortalDb>
    {
        public required Action OnUse { get; init; }

        public int Uses { get; private set; }

        public PortalDb CreateDbContext()
        {
            Uses++;
            OnUse();
            throw new ObjectDisposedException("a database of a portal that stops");
        }
    }

    private sealed class Life : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
