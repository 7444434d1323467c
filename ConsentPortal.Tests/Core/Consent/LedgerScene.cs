using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>A small ledger with something in every column, and what its check says.</summary>
internal static class LedgerScene
{
    /// <summary>Nine events, three seals and a tail of two; every kind of column is filled somewhere.</summary>
    public static async Task<TestPortal> StartAsync(DatabaseProvider provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        var now = portal.Clock.GetUtcNow();
        ConsentEvidence evidence = new() { Wording = "Yes, send me the newsletter.", WordingVersion = "3", Language = "en", Ip = "192.0.2.7", UserAgent = "Mozilla", Justification = "She said so on the phone." };
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with
        {
            Evidence = evidence, OccurredAt = now.AddDays(-3), ConfirmedAt = now.AddDays(-2), ValidUntil = now.AddYears(1), PausedUntil = now.AddDays(1), Source = "web form", ActorKind = ActorKind.Subject, ActorId = "17",
        });
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        await portal.World.SaysAsync("+4930123456", ConsentStatus.OptedIn, with: s => s with { OccurredAt = now.AddYears(1) });
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, "tracking");
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        await portal.World.SaysAsync("cem@example.com", null, with: s => s with { PausedUntil = now.AddDays(9) });
        await portal.World.SaysAsync("cem@example.com", ConsentStatus.OptedIn, topic: "newsletter", with: s => s with { Evidence = evidence with { Justification = "On paper." } });
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        await portal.World.SaysAsync("dora@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = evidence with { Justification = null, Ip = "192.0.2.8" } });
        await portal.World.SaysAsync("dora@example.com", ConsentStatus.OptedOut, with: s => s with { Action = ConsentAction.Paper });
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "eve@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint, "She complained."), Actors.Rep, default);
        return portal;
    }

    public static async Task<VerifyLedger.View> VerifyAsync(TestPortal portal) => (await portal.Get<VerifyLedger>().RunAsync(Actors.Officer, default)).Value;

    public static async Task<string> MessageAsync(TestPortal portal, LedgerFaultKind kind)
    {
        var fault = (await VerifyAsync(portal)).Fault;
        Assert.Equal(kind, fault?.Kind);
        Assert.DoesNotContain('\n', fault!.Message);
        Assert.DoesNotContain("@", fault.Message, StringComparison.Ordinal);
        return fault.Message;
    }
}
