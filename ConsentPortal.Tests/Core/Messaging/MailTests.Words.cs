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
    [Theory]
    [InlineData("ann@example.com\r\nBcc: eve@example.com")]
    [InlineData("ann@example.com, eve@example.com")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData("ann@example.com\n")]
    [InlineData("ann")]
    [InlineData("@example.com")]
    public async Task An_address_that_is_not_one_mailbox_is_refused(string to)
    {
        await using var portal = await TestPortal.StartAsync();

        var outcome = await portal.Get<SendEmail>().RunAsync(new("test", to, "Hello", Body), Actor.System, CancellationToken.None);

        Assert.Equal("to", outcome.Problem!.Field);
    }

    [Fact]
    public async Task A_line_break_in_subject_or_header_never_becomes_a_header()
    {
        await using var portal = await PickupAsync(DatabaseProvider.Sqlite);
        var send = portal.Get<SendEmail>();

        var id = (await send.RunAsync(new("test", "ann@example.com", "Hello\r\nBcc: eve@example.com\u2028X: y", Body), Actor.System, CancellationToken.None)).Value;
        var evil = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-One"] = "1\r\nBcc: eve@example.com" };
        var refused = await send.RunAsync(new("test", "ann@example.com", "Hello", Body) { Headers = evil }, Actor.System, CancellationToken.None);
        await DeliverAsync(portal);

        Assert.Equal("headers", refused.Problem!.Field);
        var headers = await File.ReadAllLinesAsync(Path.Combine(portal.Get<DataDirectory>().Path, "out", $"{id}.eml"));
        Assert.DoesNotContain(headers, l => l.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase) || l.StartsWith("X: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_mail_says_is_read_only_from_a_pickup_folder_and_only_with_the_permission()
    {
        await using var pickup = await PickupAsync(DatabaseProvider.Sqlite);
        await using var smtp = await TestPortal.StartAsync();
        var (here, there) = (await QueueAsync(pickup, "Hello"), await QueueAsync(smtp, "Hello"));

        Assert.Contains("https://portal.example/c/abc?x=1&y=2", (await pickup.Get<ReadEmail>().RunAsync(here, Actors.Admin, CancellationToken.None)).Value.Text, StringComparison.Ordinal);
        Assert.Null((await smtp.Get<ReadEmail>().RunAsync(there, Actors.Admin, CancellationToken.None)).Value.Text);
        Assert.Equal(Refusal.Forbidden, (await pickup.Get<ReadEmail>().RunAsync(here, Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await pickup.Get<FindEmails>().RunAsync(new(), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal("Hello", Assert.Single((await pickup.Get<FindEmails>().RunAsync(new(EmailState.Queued), Actors.Admin, CancellationToken.None)).Value.Rows).Subject);
    }

    [Fact]
    public void Words_in_a_mail_cannot_become_markup()
    {
        var body = new MailBody("en").Line("<script>alert(1)</script>").List(["a & b"]).Foot("x<y");

        Assert.DoesNotContain("<script>", body.Html, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", body.Html, StringComparison.Ordinal);
        Assert.Contains(" * a & b", body.Text, StringComparison.Ordinal);
    }
}
