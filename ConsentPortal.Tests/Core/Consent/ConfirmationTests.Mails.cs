using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed partial class ConfirmationTests
{
    [Theory, OnEveryDatabase]
    public async Task An_address_gets_three_of_these_mails_a_day_and_no_more(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);

        List<AskOutcome> outcomes = [];
        for (var i = 0; i < 4; i++)
        {
            outcomes.Add(await AskAsync(portal, "ann@example.com"));
        }

        Assert.Equal([AskOutcome.Sent, AskOutcome.Sent, AskOutcome.Sent, AskOutcome.TooMany], outcomes);
        Assert.Equal(AskOutcome.Sent, await AskAsync(portal, "bob@example.com"));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(AskOutcome.Sent, await AskAsync(portal, "ann@example.com"));
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData("1", 1)]
    [InlineData("28", 28)]
    [InlineData("90", 28)]
    public async Task The_link_works_for_the_days_that_are_set(string? days, int expected)
    {
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, days is null ? [] : [("ConsentPortal:DoubleOptIn:Days", days)]);
        await AskAsync(portal, "ann@example.com");
        var token = await TokenAsync(portal);

        portal.Clock.Advance(TimeSpan.FromDays(expected) - TimeSpan.FromMinutes(1));
        Assert.NotNull(await portal.Get<ReadConfirmation>().RunAsync(token, CancellationToken.None));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Refusal.NotFound, (await ConfirmAsync(portal, token)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_and_a_dead_address_are_not_asked(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "dead@example.com"), SuppressionScope.Address, null, SuppressionReason.HardBounce), Actors.Admin, CancellationToken.None);

        Assert.Equal(AskOutcome.Unreachable, await AskAsync(portal, "+4917012345678"));
        Assert.Equal(AskOutcome.Unreachable, await AskAsync(portal, "dead@example.com"));
        await using var db = portal.NewDb();
        Assert.False(await db.Set<Email>().AnyAsync());
    }

    [Theory]
    [InlineData("en", "Please confirm", "Newsletter (Commercial communication)")]
    [InlineData("de", "Bitte bestätigen", "Newsletter (Werbliche Kommunikation)")]
    [InlineData("fr", "Veuillez confirmer", "Lettre d’information (")]
    [InlineData("fi", "Please confirm", "Newsletter (Commercial communication)")]
    public async Task The_mail_speaks_the_readers_language_advertises_nothing_and_its_token_is_stored_hashed_only(string language, string subject, string item)
    {
        await using var portal = await StartAsync(DatabaseProvider.Sqlite);
        await AskAsync(portal, "ann@example.com", language, ["newsletter"]);

        await using var db = portal.NewDb();
        var email = await db.Set<Email>().AsNoTracking().SingleAsync();
        Assert.StartsWith(subject, email.Subject, StringComparison.Ordinal);
        Assert.Contains(item, email.Text, StringComparison.Ordinal);
        Assert.Contains("https://portal.example/c/", email.Text, StringComparison.Ordinal);
        Assert.Empty(email.Headers);
        var request = await db.Set<ConsentRequest>().AsNoTracking().SingleAsync();
        Assert.Equal(SecretToken.Hash(await TokenAsync(portal)), request.TokenHash);
    }

    [Theory, OnEveryDatabase]
    public async Task Taking_a_confirmation_back_restores_what_stood_before_and_works_once(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Objection), Actors.Admin, CancellationToken.None);
        await AskAsync(portal, "ann@example.com");
        var confirmed = await ConfirmAsync(portal, await TokenAsync(portal));

        var undone = await portal.Get<UndoSave>().RunAsync(new(confirmed.Value.Save!.Token, Reader), Actor.Subject, CancellationToken.None);
        var twice = await portal.Get<UndoSave>().RunAsync(new(confirmed.Value.Save.Token, Reader), Actor.Subject, CancellationToken.None);

        Assert.Equal((1, 0), (undone.Value.Restored, undone.Value.Kept));
        Assert.Equal(Refusal.NotFound, twice.Problem!.Refusal);
        Assert.Equal(ConsentStatus.OptedOut, (await portal.World.RecordAsync("ann@example.com")).Status);
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com")); // the lift ended with it
    }
}
