using System.Collections.Concurrent;
using System.Net.Mail;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsentPortal.Tests.Core.Messaging;

public sealed partial class MailTests
{
    private static readonly MailBody Body = new MailBody("en").Line("Hello & welcome").Button("Go", "https://portal.example/c/abc?x=1&y=2").Foot("Contoso\nMain Street 1");

    [Theory, OnEveryDatabase]
    public async Task A_queued_mail_is_written_to_the_pickup_folder_once_with_text_and_html(DatabaseProvider provider)
    {
        await using var portal = await PickupAsync(provider);
        var id = await QueueAsync(portal, "Grüße");

        Assert.Equal(1, await DeliverAsync(portal));
        Assert.Equal(0, await DeliverAsync(portal));

        var file = await File.ReadAllTextAsync(Path.Combine(portal.Get<DataDirectory>().Path, "out", $"{id}.eml"));
        Assert.Contains("Content-Type: multipart/alternative", file, StringComparison.Ordinal);
        Assert.DoesNotContain("welcome=0A", file, StringComparison.Ordinal); // lines end as mail wants them
        Assert.Contains("text/plain", file, StringComparison.Ordinal);
        Assert.Contains("text/html", file, StringComparison.Ordinal);
        Assert.Contains($"Message-ID: <{id}@portal.example>", file, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: =?utf-8?", file, StringComparison.Ordinal);
        Assert.DoesNotContain("List-Unsubscribe", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", file, StringComparison.OrdinalIgnoreCase);
        var email = await ReadAsync(portal, id);
        Assert.Equal((EmailState.Sent, 1, ""), (email.State, email.Attempts, email.LastError));
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_that_cannot_be_sent_is_tried_again_ever_later_and_given_up_with_its_reason(DatabaseProvider provider)
    {
        BrokenTransport broken = new();
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await QueueAsync(portal, "Hello");
        var deliver = Deliver(portal, broken, Settings(portal, ("From", "a@b.example"), ("Smtp:Host", "mail.example")));

        for (var attempt = 1; attempt <= Email.MaxAttempts; attempt++)
        {
            await deliver.RunAsync(new(), Actor.System, CancellationToken.None);
            var waiting = await ReadAsync(portal, id);
            Assert.Equal(attempt, waiting.Attempts);
            Assert.Equal("450 mailbox full", waiting.LastError);
            await deliver.RunAsync(new(), Actor.System, CancellationToken.None);
            Assert.Equal(attempt, broken.Tries); // not before its time
            portal.Clock.Advance(waiting.NextAttemptAt - portal.Clock.GetUtcNow());
        }

        var given = await ReadAsync(portal, id);
        Assert.Equal(EmailState.Failed, given.State);
        Assert.True(given.HasBody);

        Assert.True((await portal.Get<ResendEmail>().RunAsync(new(id), Actors.Admin, CancellationToken.None)).Ok);
        broken.Error = null;
        await deliver.RunAsync(new(), Actor.System, CancellationToken.None);
        var sent = await ReadAsync(portal, id);
        Assert.Equal((EmailState.Sent, false), (sent.State, sent.HasBody)); // what acts for the person is not kept
        Assert.Equal(Refusal.Conflict, (await portal.Get<ResendEmail>().RunAsync(new(id), Actors.Admin, CancellationToken.None)).Problem!.Refusal);
    }

    [Fact]
    public async Task Without_mail_settings_a_mail_waits_and_says_why()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await QueueAsync(portal, "Hello");

        Assert.Equal(0, await DeliverAsync(portal));

        var email = await ReadAsync(portal, id);
        Assert.Equal((EmailState.Queued, 0), (email.State, email.Attempts));
        Assert.Contains("ConsentPortal__Mail__Smtp__Host", email.LastError, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_workers_one_sends_the_mail(DatabaseProvider provider)
    {
        SlowTransport slow = new();
        await using var portal = await TestPortal.StartAsync(provider);
        for (var i = 0; i < 10; i++)
        {
            await QueueAsync(portal, $"Mail {i}");
        }

        var settings = Settings(portal, ("From", "a@b.example"), ("Smtp:Host", "mail.example"));
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Deliver(portal, slow, settings).RunAsync(new(), Actor.System, CancellationToken.None)));

        Assert.Equal(10, results.Sum(r => r.Value));
        Assert.Equal(10, slow.Sent.Distinct().Count());
        Assert.Equal(10, slow.Sent.Count);
    }

    private static Task<TestPortal> PickupAsync(DatabaseProvider provider)
        => TestPortal.StartAsync(provider, with: [("ConsentPortal:Mail:Pickup", "out"), ("ConsentPortal:PublicUrl", "https://portal.example")]);

    private static async Task<Id<Email>> QueueAsync(TestPortal portal, string subject)
        => (await portal.Get<SendEmail>().RunAsync(new("test", "ann@example.com", subject, Body), Actor.System, CancellationToken.None)).Value;

    private static async Task<int> DeliverAsync(TestPortal portal) => (await portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, CancellationToken.None)).Value;

    private static MailSettings Settings(TestPortal portal, params (string Name, string Value)[] mail)
        => new(new ConfigurationBuilder().AddInMemoryCollection(mail.ToDictionary(m => $"ConsentPortal:Mail:{m.Name}", m => (string?)m.Value)).Build(), portal.Get<DataDirectory>());

    private static DeliverEmails Deliver(TestPortal portal, IMailTransport transport, MailSettings settings)
        => new(portal.Get<IDbContextFactory<PortalDb>>(), transport, settings, portal.Clock, NullLogger<DeliverEmails>.Instance);

    private static async Task<Email> ReadAsync(TestPortal portal, Id<Email> id)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().SingleAsync(e => e.Id == id);
    }

    // the mail server is the outside world: these stand for one that refuses and one that takes its time
    private sealed class BrokenTransport : IMailTransport
    {
        public string? Error { get; set; } = "450 mailbox full";

        public int Tries { get; private set; }

        public bool KeepsBodies => false;

        public Task SendAsync(Email email, CancellationToken ct)
        {
            Tries++;
            return Error is null ? Task.CompletedTask : throw new SmtpException(Error);
        }
    }

    private sealed class SlowTransport : IMailTransport
    {
        public ConcurrentBag<Id<Email>> Sent { get; } = [];

        public bool KeepsBodies => false;

        public async Task SendAsync(Email email, CancellationToken ct)
        {
            await Task.Delay(20, ct);
            Sent.Add(email.Id);
        }
    }
}
