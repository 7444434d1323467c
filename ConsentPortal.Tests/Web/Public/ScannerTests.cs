using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>Security programs that press buttons, and the people who had not.</summary>
public sealed class ScannerTests
{
    [Theory]
    [InlineData("", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", 20)] // no language
    [InlineData("en-GB", "Mozilla/5.0 (compatible; Proofpoint)", 20)]
    [InlineData("en-GB", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", 0)] // faster than anybody reads
    public async Task What_looks_like_a_scanner_is_obeyed_flagged_and_told_to_the_address_which_has_30_days_to_undo(string language, string agent, int seconds)
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader scanner = new(portal, language, agent) { Reads = TimeSpan.FromSeconds(seconds) };
        await scanner.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        await scanner.PressAsync("Unsubscribe from everything");

        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com"));
        Assert.All(await portal.EventsAsync(), e => Assert.True(e.Doubtful));
        await portal.TellAsync();
        var mail = Assert.Single(await portal.MailsAsync(DoubtfulNotice.Kind));
        Assert.Equal("ann@example.com", mail.To);
        await using (var db = portal.NewDb())
        {
            var offer = await db.Set<UndoOffer>().SingleAsync();
            Assert.Equal(TimeSpan.FromDays(30), offer.ExpiresAt - offer.SavedAt);
        }

        using Reader person = new(portal);
        await person.OpenAsync(Recipients.LinkIn(mail.Text));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com")); // looking is not undoing
        await person.PressAsync("Yes, take it back");
        Assert.Equal("Taken back", person.Title);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com"));
    }

    [Fact]
    public async Task A_person_who_reads_first_is_not_taken_for_a_scanner()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        await reader.PressAsync("Unsubscribe from everything");

        Assert.All(await portal.EventsAsync(), e => Assert.False(e.Doubtful));
        await portal.TellAsync();
        Assert.Empty(await portal.MailsAsync(DoubtfulNotice.Kind));
    }
}
