using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Team;

/// <summary>Sessions and the history of sign-ins: what they hold, who sees and ends them, when they are forgotten.</summary>
public sealed class SessionsTests
{
    private const string Good = "three unrelated words";
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly SignInVisit Visit = new("192.0.2.17", Firefox);

    [Theory, OnEveryDatabase]
    public async Task A_session_holds_until_it_is_ended_left_alone_or_the_rights_change(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await MemberAsync(portal);
        var (first, second, third) = (await OpenAsync(portal, ann), await OpenAsync(portal, ann), await OpenAsync(portal, ann));

        var ended = await portal.Get<EndSession>().RunAsync(new(ann.Id, first), ann.AsActor(), Ct);
        portal.Clock.Advance(TimeSpan.FromHours(7));
        Assert.NotNull(await HoldsAsync(portal, ann, second)); // seen, so it goes on
        portal.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, ended.Value.Ended);
        Assert.Null(await HoldsAsync(portal, ann, first));
        Assert.Equal(ann.Id, (await HoldsAsync(portal, ann, second))?.Id);
        Assert.Null(await HoldsAsync(portal, ann, third)); // nine hours alone
        Assert.Null(await portal.Get<LiveSessions>().MemberOfAsync(second, ann.Id + 1, ann.SecurityStamp, true, Ct));
        Assert.Null(await portal.Get<LiveSessions>().MemberOfAsync(default, ann.Id, ann.SecurityStamp, true, Ct));
        Assert.Equal([second], (await portal.Get<FindSessions>().RunAsync(ann.Id, ann.AsActor(), Ct)).Value.Items.Select(s => s.Id));

        await portal.Get<ChangeRole>().RunAsync(new(ann.Id, new(Role.PrivacyOfficer)), Actors.Admin, Ct);
        Assert.Empty((await portal.Get<FindSessions>().RunAsync(ann.Id, Actors.Admin, Ct)).Value.Items);
        Assert.Null(await HoldsAsync(portal, (await portal.Get<ReadMember>().RunAsync(ann.Id, Ct))!, second)); // not even under the new stamp
    }

    [Fact]
    public async Task A_session_says_the_device_in_words_the_network_coarsely_and_the_address_for_a_while()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await MemberAsync(portal);
        await OpenAsync(portal, ann);

        var row = Assert.Single((await portal.Get<FindSessions>().RunAsync(ann.Id, ann.AsActor(), Ct)).Value.Items);
        portal.Clock.Advance(TimeSpan.FromDays(ForgetSignIns.OriginDays));
        await portal.Get<ForgetSignIns>().RunAsync(Ct);
        var later = Assert.Single((await portal.Get<FindSignIns>().RunAsync(ann.Id, 10, ann.AsActor(), Ct)).Value.Items);
        portal.Clock.Advance(TimeSpan.FromDays(ForgetSignIns.HistoryDays));
        await portal.Get<RunRetention>().RunAsync(new("sign_ins"), Actor.System, Ct);

        Assert.Equal(("Firefox · Windows", "192.0.2.0/24", "192.0.2.17", SignInWay.Password), (row.Device, row.Network, row.Ip, row.Way));
        Assert.Equal(("Firefox · Windows", "192.0.2.0/24", null), (later.Device, later.Network, later.Ip));
        await using var db = portal.NewDb();
        Assert.False(await db.Set<SignInOrigin>().AnyAsync(Ct) || await db.Set<SignInEntry>().AnyAsync(Ct) || await db.Set<MemberSession>().AnyAsync(Ct));
    }

    [Theory]
    [InlineData(Firefox, "Firefox · Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari · macOS")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "Safari · iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome · Android")]
    [InlineData("curl/8.5.0", "")]
    [InlineData(null, "")]
    public void A_browser_is_told_by_its_name_and_system(string? agent, string device) => Assert.Equal(device, new SignInVisit(null, agent).Device);

    [Fact]
    public async Task Only_oneself_and_administrators_see_and_end_sessions()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await MemberAsync(portal);
        var session = await OpenAsync(portal, ann);

        foreach (var stranger in new[] { Actors.Rep, Actors.Officer, Actors.Crm, Actor.Subject })
        {
            Assert.Equal(Refusal.Forbidden, (await portal.Get<FindSessions>().RunAsync(ann.Id, stranger, Ct)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<FindSignIns>().RunAsync(ann.Id, 5, stranger, Ct)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<EndSession>().RunAsync(new(ann.Id, session), stranger, Ct)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadSecondFactor>().RunAsync(ann.Id, stranger, Ct)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<ResetSecondFactor>().RunAsync(new(ann.Id, "because"), stranger, Ct)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<RequireSecondFactor>().RunAsync(new([]), stranger, Ct)).Problem!.Refusal);
        }

        Assert.NotNull(await HoldsAsync(portal, ann, session));
        var mine = await MemberAsync(portal, "bob@example.com");
        Assert.Equal(0, (await portal.Get<EndSession>().RunAsync(new(mine.Id, session), mine.AsActor(), Ct)).Value.Ended); // somebody else's session under one's own name
        Assert.Equal(1, (await portal.Get<EndSession>().RunAsync(new(ann.Id), Actors.Admin, Ct)).Value.Ended);
        Assert.Null(await HoldsAsync(portal, ann, session));
    }

    [Theory, OnEveryDatabase]
    public async Task A_hundred_wrong_passwords_at_the_same_instant_are_five_tries(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await MemberAsync(portal);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => portal.Get<EnterByPassword>().RunAsync(new(ann.Email!, $"guess number {n}", Visit), Actor.Subject, Ct)));
        var right = await portal.Get<EnterByPassword>().RunAsync(new(ann.Email!, Good, Visit), Actor.Subject, Ct);

        Assert.Single(answers, a => a.Locked == ann.Id);
        Assert.Equal(NextStep.Refuse, right.Next);
        var history = (await portal.Get<FindSignIns>().RunAsync(ann.Id, 50, Actors.Admin, Ct)).Value.Items;
        Assert.Equal(PasswordRules.MaxTries, history.Count); // what comes while it is locked is neither tried nor listed
        portal.Clock.Advance(PasswordRules.LockTime);
        Assert.Equal(NextStep.Open, (await portal.Get<EnterByPassword>().RunAsync(new(ann.Email!, Good, Visit), Actor.Subject, Ct)).Next);
    }

    [Fact]
    public async Task A_reset_needs_a_reason_takes_everything_away_and_nobody_does_it_for_themselves()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await MemberAsync(portal);
        var setup = portal.Get<AuthenticatorSetups>().Start(ann);
        var secret = portal.Get<AuthenticatorSetups>().SecretOf(ann.Id, setup.Ticket)!;
        var on = await portal.Get<TurnOnAuthenticator>().RunAsync(new(setup.Ticket, Totp.Code(secret, Totp.StepAt(portal.Clock.GetUtcNow())), Good), ann.AsActor(), Ct);
        var bob = await MemberAsync(portal, "bob@example.com");
        var admin = Actors.Admin with { Id = ann.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) };

        Assert.True(on.Ok);
        Assert.Null(portal.Get<AuthenticatorSetups>().SecretOf(bob.Id, setup.Ticket)); // somebody else's ticket
        Assert.Equal("Reason", (await portal.Get<ResetSecondFactor>().RunAsync(new(ann.Id, "  "), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal(Refusal.Conflict, (await portal.Get<ResetSecondFactor>().RunAsync(new(ann.Id, "lost"), admin, Ct)).Problem!.Refusal);
        Assert.True((await portal.Get<ResetSecondFactor>().RunAsync(new(ann.Id, "Telephone lost; called her back."), Actors.Admin, Ct)).Ok);

        var view = (await portal.Get<ReadSecondFactor>().RunAsync(ann.Id, Actors.Admin, Ct)).Value;
        Assert.Equal((false, 0), (view.HasApp, view.CodesLeft));
        await using var db = portal.NewDb();
        var entry = await db.Set<AuditEntry>().OrderByDescending(a => a.Id).FirstAsync(Ct);
        Assert.Equal("member.second_factor_reset", entry.Kind);
        Assert.Contains("called her back", (await db.Set<SideRow>().SingleAsync(s => s.Id == entry.ValuesId, Ct)).Content, StringComparison.Ordinal);
    }

    private static async Task<TeamMember> MemberAsync(TestPortal portal, string email = "ann@example.com")
    {
        var invited = (await portal.Get<InviteMember>().RunAsync(new(email, "Ann Example", new(Role.SalesRepresentative)), Actors.Admin, Ct)).Value;
        Assert.True((await portal.Get<SetPassword>().RunAsync(new(invited.Token, Good), Actor.System, Ct)).Ok);
        return (await portal.Get<ReadMember>().RunAsync(invited.Id, Ct))!;
    }

    private static async Task<Id<MemberSession>> OpenAsync(TestPortal portal, TeamMember member)
        => (await portal.Get<OpenSession>().RunAsync(new(member.Id, member.SecurityStamp!, SignInWay.Password, Visit), Actor.Subject, Ct)).Value;

    private static Task<TeamMember?> HoldsAsync(TestPortal portal, TeamMember member, Id<MemberSession> session)
        => portal.Get<LiveSessions>().MemberOfAsync(session, member.Id, member.SecurityStamp, seen: true, Ct);
}
