using Bunit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Mail;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace ConsentPortal.Tests.Web.Admin.Mail;

public sealed class MailListTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_mail_says_how_it_fares_and_only_one_that_failed_can_be_sent_again()
    {
        await using var screen = NewScreen();
        List<Id<Email>> resent = [];
        FindEmails.Row[] rows =
        [
            Row(1, EmailState.Sent, 1), Row(2, EmailState.Queued, 0, "No mail settings"), Row(3, EmailState.Queued, 2, "450 mailbox full"), Row(4, EmailState.Failed, 8, "550 no such user"),
        ];

        var list = screen.Render<MailList>(p => p.Add(l => l.Rows, rows).Add(l => l.Resend, resent.Add));

        var lines = list.FindAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains("Sent", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("try", lines[0], StringComparison.Ordinal);
        Assert.Contains("No mail settings", lines[1], StringComparison.Ordinal);
        Assert.Contains("2 tries", lines[2], StringComparison.Ordinal);
        Assert.Contains("450 mailbox full", lines[2], StringComparison.Ordinal);
        Assert.Contains("Given up", lines[3], StringComparison.Ordinal);
        Assert.Contains("550 no such user", lines[3], StringComparison.Ordinal);
        Assert.Equal(["Send again Subject 3", "Send again Subject 4"], list.FindAll("button").Select(b => b.TextContent.Replace("send", "", StringComparison.Ordinal).Trim()));
        list.FindAll("button")[1].Click();
        Assert.Equal(new Id<Email>(4), Assert.Single(resent));
    }

    [Fact]
    public async Task The_links_of_a_mail_are_links_and_its_words_are_never_markup()
    {
        await using var screen = NewScreen();

        var text = screen.Render<MailText>(p => p.Add(t => t.Text, "Confirm <b>here</b>:\nhttps://portal.example/c/abc?x=1&y=2\n\njavascript:alert(1)"));

        Assert.Equal("https://portal.example/c/abc?x=1&y=2", Assert.Single(text.FindAll("a")).GetAttribute("href"));
        Assert.Empty(text.FindAll("b"));
        Assert.Contains("Confirm <b>here</b>:", text.Find(".mail").TextContent, StringComparison.Ordinal);
    }

    private static FindEmails.Row Row(long id, EmailState state, int attempts, string error = "")
        => new(new(id), "password", "ann@example.com", $"Subject {id}", state, attempts, Now.AddMinutes(4), error, Now, state == EmailState.Sent ? Now : null);

    private static BunitContext NewScreen()
    {
        BunitContext screen = new();
        screen.Services.AddLocalization();
        screen.Services.AddRadzenComponents();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        return screen;
    }
}
