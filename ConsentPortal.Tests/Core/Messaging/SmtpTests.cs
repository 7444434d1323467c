using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Messaging;

/// <summary>Against a real mail server: every mail arrives once, or carries a reason.</summary>
public sealed class SmtpTests
{
    private static readonly MailBody Body = new MailBody("de").Line("Grüße & mehr").Line(".\n..zwei Punkte").Button("Bestätigen", "https://portal.example/c/abc?x=1&y=2").Foot("Contoso");

    [Theory, OnEveryDatabase]
    public async Task A_mail_is_handed_over_encrypted_and_signed_in_once_byte_for_byte(DatabaseProvider provider)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, with: server.Settings());
        var id = await QueueAsync(portal, "ann@example.com", "Grüße von uns, mit einem Betreff, der für eine Zeile viel zu lang ist und Umlaute hat: äöü");

        Assert.Equal(1, await DeliverAsync(portal));
        Assert.Equal(0, await DeliverAsync(portal));

        Assert.Equal("message tls=yes auth=portal from=consent@portal.example to=ann@example.com options=", server.Log[^1]);
        Assert.All(server.Log.Where(l => l.StartsWith("auth", StringComparison.Ordinal)), l => Assert.Equal("auth tls=yes", l)); // no password in clear
        var email = await ReadAsync(portal, id);
        Assert.Equal(portal.Get<MailMessages>().Write(email).Length > 0, email.State == EmailState.Sent);
        var text = Assert.Single(server.Texts);
        Assert.All(text.Split("\r\n"), l => Assert.True(l.Length <= 78 && l.All(c => c is >= ' ' and <= '~'), l));
        Assert.Contains("\r\n..zwei Punkte\r\n", text, StringComparison.Ordinal); // dots at the start of a line survive
        Assert.Contains("Gr=C3=BC=C3=9Fe & mehr\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("List-", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refused@example.com", EmailState.Failed, "550 5.1.1 No such user here")]
    [InlineData("spam@example.com", EmailState.Failed, "554 5.7.1 Looks like spam")]
    [InlineData("full@example.com", EmailState.Queued, "452 4.2.2 Mailbox full")]
    [InlineData("later@example.com", EmailState.Queued, "451 4.3.0 Come back later")]
    [InlineData("drop@example.com", EmailState.Queued, "")]
    [InlineData("silent@example.com", EmailState.Queued, "did not answer within 1 seconds")]
    [InlineData("mute@example.com", EmailState.Unknown, "did not say whether it took it")]
    public async Task What_goes_wrong_is_final_temporary_or_unknown_and_carries_the_servers_reason(string to, EmailState state, string reason)
    {
        await using var server = await SmtpServer.StartAsync(tls: false, auth: false);
        await using var portal = await TestPortal.StartAsync(with: [.. server.Settings(startTls: false, user: null), ("ConsentPortal:Mail:Smtp:PatienceSeconds", "1")]);
        var (bad, good) = (await QueueAsync(portal, to), await QueueAsync(portal, "ann@example.com"));

        Assert.Equal(1, await DeliverAsync(portal)); // one bad recipient holds nobody up

        var email = await ReadAsync(portal, bad);
        Assert.Equal((state, 1), (email.State, email.Attempts));
        Assert.Contains(reason, email.LastError, StringComparison.Ordinal);
        Assert.NotEmpty(email.LastError);
        Assert.Equal(EmailState.Sent, (await ReadAsync(portal, good)).State);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await DeliverAsync(portal);
        Assert.Equal(state == EmailState.Queued ? 2 : 1, (await ReadAsync(portal, bad)).Attempts); // only what may still arrive is tried again
        Assert.Equal(to.StartsWith("mute", StringComparison.Ordinal) ? 2 : 1, server.Messages.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_in_clear_where_encryption_is_wanted_and_no_stranger_is_trusted()
    {
        await using var bare = await SmtpServer.StartAsync(tls: false, auth: true);
        await using var clear = await TestPortal.StartAsync(with: bare.Settings());
        var first = await QueueAsync(clear, "ann@example.com");
        await DeliverAsync(clear);
        Assert.Contains("offers no encryption", (await ReadAsync(clear, first)).LastError, StringComparison.Ordinal);
        Assert.Empty(bare.Log);

        await using var server = await SmtpServer.StartAsync();
        await using var other = await SmtpServer.StartAsync();
        foreach (var file in new[] { "", other.Certificate, "/nowhere.pem" })
        {
            await using var portal = await TestPortal.StartAsync(with: [.. server.Settings(), ("ConsentPortal:Mail:Smtp:TrustedCertificate", file)]);
            var id = await QueueAsync(portal, "ann@example.com");
            await DeliverAsync(portal);
            var email = await ReadAsync(portal, id);
            Assert.Equal(EmailState.Queued, email.State);
            Assert.Contains(file == "/nowhere.pem" ? "cannot be read" : "not trusted", email.LastError, StringComparison.Ordinal);
        }

        Assert.Empty(server.Log);
    }

    [Fact]
    public async Task A_password_is_never_sent_in_clear_and_a_wrong_one_is_not_the_mails_fault()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var wrong = await TestPortal.StartAsync(with: server.Settings(password: "wrong"));
        var id = await QueueAsync(wrong, "ann@example.com");
        await DeliverAsync(wrong);
        var email = await ReadAsync(wrong, id);
        Assert.Equal(EmailState.Queued, email.State);
        Assert.Contains("535", email.LastError, StringComparison.Ordinal);

        await using var clear = await TestPortal.StartAsync(with: server.Settings(startTls: false));
        var waiting = await QueueAsync(clear, "ann@example.com");
        await DeliverAsync(clear);
        Assert.Contains("in clear", (await ReadAsync(clear, waiting)).LastError, StringComparison.Ordinal);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task An_address_of_another_script_is_written_as_the_server_takes_it()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var portal = await TestPortal.StartAsync(with: server.Settings());
        await QueueAsync(portal, "jörg@bücher.example");
        await QueueAsync(portal, "ann@bücher.example");

        Assert.Equal(2, await DeliverAsync(portal));

        Assert.Contains(server.Log, l => l.EndsWith("to=jörg@xn--bcher-kva.example options=SMTPUTF8", StringComparison.Ordinal));
        Assert.Contains(server.Log, l => l.EndsWith("to=ann@xn--bcher-kva.example options=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commercial_mail_carries_both_list_headers_letter_by_letter_and_other_mail_none()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var portal = await TestPortal.StartAsync(with: [.. server.Settings(), ("ConsentPortal:Mail:UnsubscribeMailto", "unsubscribe@portal.example")]);
        var url = "https://portal.example/u/" + new string('A', 59);
        MailSender sender = new(1, "default", "Contoso", "Main Street 1");
        var envelope = CommercialEnvelope.For(sender, "en", url, portal.Get<MailSettings>()).Value;
        var body = new MailBody("en").Line("Hello").Foot(sender.Foot);
        Assert.True((await portal.Get<SendEmail>().RunAsync(new("test", "ann@example.com", "News", body) { Commercial = envelope }, Actor.System, CancellationToken.None)).Ok);
        await DeliverAsync(portal);

        var lines = Assert.Single(server.Texts).Split("\r\n");
        Assert.Equal($"List-Unsubscribe: <{url}>, <mailto:unsubscribe@portal.example?subject=unsubscribe%20{new string('A', 59)}>", Assert.Single(lines, l => l.StartsWith("List-Unsubscribe:", StringComparison.Ordinal)));
        Assert.Equal("List-Unsubscribe-Post: List-Unsubscribe=One-Click", Assert.Single(lines, l => l.StartsWith("List-Unsubscribe-Post:", StringComparison.Ordinal)));
        Assert.Contains("Main Street 1", lines);
        Assert.Contains("Unsubscribe:", lines);
    }

    private static async Task<Id<Email>> QueueAsync(TestPortal portal, string to, string subject = "Hello")
        => (await portal.Get<SendEmail>().RunAsync(new("test", to, subject, Body), Actor.System, CancellationToken.None)).Value;

    private static async Task<int> DeliverAsync(TestPortal portal) => (await portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, CancellationToken.None)).Value;

    private static async Task<Email> ReadAsync(TestPortal portal, Id<Email> id)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().SingleAsync(e => e.Id == id);
    }
}
