using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Architecture;

/// <summary>No table is forgotten when somebody asks to be forgotten: whatever can hold data about a person is reached by its room's erasure,
/// or stands here with the reason why it stays as it is.</summary>
public sealed class ErasureCoverageTests
{
    private const string Member = "about a member's work in the portal, not about a person whose consent is kept";

    // reviewed 2026-11-23
    private static readonly Dictionary<string, string> Stays = new(StringComparer.Ordinal)
    {
        ["suppression_lifts"] = "numbers only: which purpose a confirmed opt-in took out of a suppression", ["wordings"] = "a text that many agreed to", ["repeated_opt_outs"] = "the number of an event and a time",
        ["webhook_deliveries"] = "neither body nor address: the number of an event and how its delivery went", ["webhook_attempts"] = "how a network call went",
        ["outbox_messages"] = "numbers of things that changed, and the ids by which applications know who is erased: they need them to erase too",
        ["opendsr_requests"] = "the number by which another controller knows a case, and where it is told; no word on the person", ["opendsr_callbacks"] = "which state was told to which address",
        ["team_members"] = Member, ["team_sessions"] = Member, ["team_sign_ins"] = Member, ["team_sign_in_origins"] = Member, ["team_member_claims"] = Member, ["team_member_logins"] = Member,
        ["team_member_tokens"] = Member, ["team_member_passkeys"] = Member, ["team_authenticators"] = Member, ["team_recovery_codes"] = Member,
    };

    [Fact]
    public async Task Every_table_with_personal_data_is_reached_by_an_erasure_or_stays_with_a_reason()
    {
        await using var portal = await TestPortal.StartAsync();
        var held = portal.Services.GetServices<IHoldsPersonalData>().SelectMany(r => r.Tables).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var reached = portal.Services.GetServices<IErasesPersonalData>().SelectMany(r => r.Tables).ToList();

        Assert.True(held.Count > 30);
        Findings.AssertNone(held.Where(t => !reached.Contains(t) && !Stays.ContainsKey(t)).Select(t => $"{t}: reach it in its room's Erasure, or say here why it stays"));
        Findings.AssertNone(reached.GroupBy(t => t, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"{g.Key} is reached twice"));
        Findings.AssertNone(Stays.Keys.Where(reached.Contains).Select(t => $"{t}: stands here for nothing"));
    }
}
