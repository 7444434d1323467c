using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Messaging;

/// <summary>The real portal is killed, or asked to end, while it hands a mail over.</summary>
public sealed class KilledMailTests
{
    [Theory, OnEveryDatabase]
    public async Task A_mail_at_hand_when_the_portal_is_killed_is_shown_as_not_known_never_sent_again_by_itself_and_sent_again_on_request(DatabaseProvider provider)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var scene = await SceneAsync(provider, server, "slow@example.com", "ann@example.com");
        await using (var process = PortalProcess.Start(scene.Settings))
        {
            await server.NotedAsync("to=slow@example.com"); // it has the whole mail, and has not said so
            await process.KillAsync();
        }

        var (slow, ann) = (await scene.ReadAsync("slow@example.com"), await scene.ReadAsync("ann@example.com"));
        Assert.Equal((EmailState.Sending, EmailState.Queued), (slow.State, ann.State));
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<ResendEmail>().RunAsync(new(slow.Id), Actors.Admin, CancellationToken.None)).Problem!.Refusal);

        scene.Portal.Clock.Advance(slow.NextAttemptAt - scene.Portal.Clock.GetUtcNow());
        Assert.Equal(1, await scene.DeliverAsync()); // the other one, once

        slow = await scene.ReadAsync("slow@example.com");
        Assert.Equal((EmailState.Unknown, true), (slow.State, slow.HasBody));
        Assert.Contains("It may have arrived.", slow.LastError, StringComparison.Ordinal);
        scene.Portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await scene.DeliverAsync());
        Assert.Equal(2, server.Messages.Count);

        Assert.True((await scene.Portal.Get<ResendEmail>().RunAsync(new(slow.Id), Actors.Admin, CancellationToken.None)).Ok);
        Assert.Equal((EmailState.Queued, 0), ((await scene.ReadAsync("slow@example.com")).State, (await scene.ReadAsync("slow@example.com")).Attempts));
    }

    [Fact]
    public async Task A_portal_that_is_asked_to_end_finishes_the_mail_at_hand_and_begins_no_other()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var scene = await SceneAsync(DatabaseProvider.Sqlite, server, "slow@example.com", "ann@example.com");
        await using (var process = PortalProcess.Start(scene.Settings))
        {
            await server.NotedAsync("to=slow@example.com");
            process.AskToEnd();
            Assert.Equal(0, await process.EndAsync());
        }

        Assert.Equal((EmailState.Sent, EmailState.Queued), ((await scene.ReadAsync("slow@example.com")).State, (await scene.ReadAsync("ann@example.com")).State));
        Assert.Single(server.Messages);
    }

    private static async Task<Scene> SceneAsync(DatabaseProvider provider, SmtpServer server, params string[] recipients)
    {
        var folder = Directory.CreateTempSubdirectory("killed").FullName;
        var settings = await TestDatabase.NewAsync(provider, folder);
        foreach (var (name, value) in server.Settings().Append(("ConsentPortal:DemoData", "false")).Append(("ASPNETCORE_URLS", "http://127.0.0.1:0")))
        {
            settings[name] = value;
        }

        Scene scene = new(settings, await TestPortal.OnAsync(settings, folder));
        foreach (var to in recipients)
        {
            await scene.Portal.Get<SendEmail>().RunAsync(new("test", to, $"To {to}", new MailBody("en").Line("Hello")), Actor.System, CancellationToken.None);
            scene.Portal.Clock.Advance(TimeSpan.FromSeconds(1)); // in this order
        }

        return scene;
    }

    private sealed record Scene(Dictionary<string, string?> Settings, TestPortal Portal) : IAsyncDisposable
    {
        public async Task<int> DeliverAsync() => (await Portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, CancellationToken.None)).Value;

        public async Task<Email> ReadAsync(string to)
        {
            await using var db = Portal.NewDb();
            return await db.Set<Email>().AsNoTracking().SingleAsync(e => e.To == to);
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
