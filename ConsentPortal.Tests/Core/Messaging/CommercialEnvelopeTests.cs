using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Tests.Core.Messaging;

public sealed class CommercialEnvelopeTests
{
    private const string Url = "https://portal.example/u/abc";
    private static readonly MailSender Sender = new(1, "default", "Contoso", "Main Street 1");

    [Fact]
    public void A_profile_without_a_postal_address_sends_no_commercial_mail_and_is_told_why()
    {
        var refused = CommercialEnvelope.For(Sender with { PostalAddress = "" }, "en", Url, Settings());

        Assert.Equal("postalAddress", refused.Problem!.Field);
        Assert.Contains("enter it in the compliance profile", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/u/abc")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://portal.example/u/abc>, <https://evil.example")]
    [InlineData("https://portal.example/u/abc\r\nBcc: eve@example.com")]
    public void A_link_that_no_mailbox_would_follow_is_refused(string url) => Assert.Equal("unsubscribeUrl", CommercialEnvelope.For(Sender, "en", url, Settings()).Problem!.Field);

    [Theory]
    [InlineData("https://portal.example/u/abc", "off@example.com", "<https://portal.example/u/abc>, <mailto:off@example.com?subject=unsubscribe%20abc>", true)]
    [InlineData("https://portal.example/u/abc", "", "<https://portal.example/u/abc>", true)]
    [InlineData("https://portal.example/u/abc", "off@example.com?bcc=eve@example.com", "<https://portal.example/u/abc>", true)]
    [InlineData("http://localhost:5080/u/abc", "", "<http://localhost:5080/u/abc>", false)]
    public void The_link_stands_first_and_one_click_only_where_it_is_encrypted(string url, string mailto, string expected, bool oneClick)
    {
        var headers = CommercialEnvelope.For(Sender, "en", url, Settings(mailto)).Value.Headers;

        Assert.Equal(expected, headers[0].Value);
        Assert.Equal(oneClick ? "List-Unsubscribe=One-Click" : null, headers.Where(h => h.Key == "List-Unsubscribe-Post").Select(h => h.Value).FirstOrDefault());
    }

    [Theory]
    [InlineData("X-Name", "Grüße")]
    [InlineData("X-Name", "1\r\nBcc: eve@example.com")]
    [InlineData("X-Name: a\r\nBcc", "eve@example.com")]
    [InlineData("", "1")]
    public async Task Headers_are_plain_and_on_one_line(string name, string value)
    {
        await using var portal = await TestPortal.StartAsync();

        var refused = await portal.Get<SendEmail>().RunAsync(new("test", "ann@example.com", "Hello", new MailBody("en").Line("x")) { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } }, Actor.System, CancellationToken.None);

        Assert.Equal("headers", refused.Problem!.Field);
        await using var db = portal.NewDb();
        Assert.False(await db.Set<Email>().AnyAsync());
    }

    [Theory]
    [InlineData("List-Unsubscribe", "<https://portal.example/u/abc>")]
    [InlineData("list-unsubscribe-post", "List-Unsubscribe=One-Click")]
    [InlineData("List-Id", "news.example.com")]
    public async Task A_list_header_is_set_by_the_envelope_alone(string name, string value)
    {
        await using var portal = await TestPortal.StartAsync();
        var send = portal.Get<SendEmail>();
        SendEmail.Command command = new("test", "ann@example.com", "Hello", new MailBody("en").Line("x")) { Commercial = CommercialEnvelope.For(Sender, "en", Url, Settings()).Value };

        var refused = await send.RunAsync(command with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } }, Actor.System, CancellationToken.None);

        Assert.Contains("commercial envelope", refused.Problem!.Message, StringComparison.Ordinal);
        Assert.True((await send.RunAsync(command with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Name"] = "1" } }, Actor.System, CancellationToken.None)).Ok);
        await using var db = portal.NewDb();
        Assert.Equal(["List-Unsubscribe", "List-Unsubscribe-Post", "X-Name"], (await db.Set<Email>().AsNoTracking().SingleAsync()).Headers.Keys.Order(StringComparer.Ordinal));
    }

    private static MailSettings Settings(string mailto = "")
        => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConsentPortal:Mail:UnsubscribeMailto"] = mailto }).Build(), new DataDirectory(Path.GetTempPath()));
}
