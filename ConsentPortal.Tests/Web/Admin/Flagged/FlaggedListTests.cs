using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Flagged;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace ConsentPortal.Tests.Web.Admin.Flagged;

public sealed class FlaggedListTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_line_says_what_was_switched_off_why_it_was_flagged_and_what_the_person_did()
    {
        await using var screen = NewScreen();
        FindFlagged.Row[] rows = [Row(1, "spring-sale", "192.0.2.0/24", null, [ScannerSign.NoLanguage, ScannerSign.TooFast]), Row(2, "", "", Now, [ScannerSign.AfterMany], allBrands: true)];

        var list = screen.Render<FlaggedList>(p => p.Add(l => l.Rows, rows));

        var lines = list.FindAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains("Stands", lines[0], StringComparison.Ordinal);
        Assert.Contains("The browser named no language", lines[0], StringComparison.Ordinal);
        Assert.Contains("Sent faster than anybody reads", lines[0], StringComparison.Ordinal);
        Assert.Contains("3 minutes after the message", lines[0], StringComparison.Ordinal);
        Assert.Contains("Taken back", lines[1], StringComparison.Ordinal);
        Assert.Contains("Newsletter, and all brands", lines[1], StringComparison.Ordinal);
        Assert.Contains("Message not named", lines[1], StringComparison.Ordinal);
        Assert.Contains("Unknown network", lines[1], StringComparison.Ordinal);
        Assert.Equal(["/contacts/points/1", "/flagged?message=7", "/flagged?network=192.0.2.0%2F24", "/contacts/points/2", "/flagged?message=0", "/flagged?network="], list.FindAll("a").Select(a => a.GetAttribute("href")));
        Assert.Empty(list.FindAll("button")); // staff look; the person decides
    }

    [Fact]
    public async Task The_top_of_the_messages_leads_to_their_own_opt_outs()
    {
        await using var screen = NewScreen();
        ReadFlagTallies.Row[] rows = [new("7", "spring-sale", 1200, 1100, 3, Now, Now), new("0", "", 1, 0, 0, Now, Now)];

        var list = screen.Render<FlagTallyList>(p => p.Add(l => l.Rows, rows).Add(l => l.Group, FlagGroup.Message));

        Assert.Contains("1,100 within 10 minutes of the message", list.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("within", list.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(["/flagged?message=7", "/flagged?message=0"], list.FindAll("a").Select(a => a.GetAttribute("href")));
    }

    private static FindFlagged.Row Row(long id, string message, string network, DateTimeOffset? undone, ScannerSign[] signs, bool allBrands = false)
        => new(new(id), Now, "Default", new(id), Channel.Email, "ann@example.com", new(message.Length > 0 ? 7 : 0), message, network, signs, [new LocalText("Newsletter")], allBrands,
            message.Length > 0 ? TimeSpan.FromMinutes(3.5) : null, undone);

    private static BunitContext NewScreen()
    {
        BunitContext screen = new();
        screen.Services.AddLocalization();
        screen.Services.AddRadzenComponents();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        return screen;
    }
}
