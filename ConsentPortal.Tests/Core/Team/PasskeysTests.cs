using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Tests.Core.Team;

/// <summary>Passkeys as they are kept, and what a role that needs a second factor makes of them; invitations and their end.</summary>
public sealed class PasskeysTests
{
    private const string Good = "three unrelated words";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly SignInVisit Visit = new("192.0.2.17", null);

    [Theory, OnEveryDatabase]
    public async Task A_passkey_is_kept_renamed_and_removed_by_its_owner_alone(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ann, bob) = (await MemberAsync(portal, "ann@example.com"), await MemberAsync(portal, "bob@example.com"));

        Assert.Equal("PasskeyName", (await portal.Get<AddPasskey>().RunAsync(new(Passkey(7), " "), ann.AsActor(), Ct)).Problem!.Field);
        Assert.True((await portal.Get<AddPasskey>().RunAsync(new(Passkey(7), "Laptop"), ann.AsActor(), Ct)).Ok);
        Assert.Equal(Refusal.Conflict, (await portal.Get<AddPasskey>().RunAsync(new(Passkey(7), "Stolen"), bob.AsActor(), Ct)).Problem!.Refusal);
        var id = Assert.Single((await portal.Get<FindPasskeys>().RunAsync(ann.Id, ann.AsActor(), Ct)).Value.Items).Id;

        Assert.Equal(Refusal.NotFound, (await portal.Get<RenamePasskey>().RunAsync(new(id, "Mine"), bob.AsActor(), Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<RemovePasskey>().RunAsync(new(id), bob.AsActor(), Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<RemovePasskey>().RunAsync(new("no id"), ann.AsActor(), Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindPasskeys>().RunAsync(ann.Id, bob.AsActor(), Ct)).Problem!.Refusal);
        Assert.True((await portal.Get<RenamePasskey>().RunAsync(new(id, "Old laptop"), ann.AsActor(), Ct)).Ok);
        Assert.Equal("Old laptop", Assert.Single((await portal.Get<FindPasskeys>().RunAsync(ann.Id, Actors.Admin, Ct)).Value.Items).Name);
        Assert.True((await portal.Get<RemovePasskey>().RunAsync(new(id), ann.AsActor(), Ct)).Ok);
        Assert.Empty((await portal.Get<FindPasskeys>().RunAsync(ann.Id, ann.AsActor(), Ct)).Value.Items);
    }

    [Theory, OnEveryDatabase]
    public async Task A_counter_that_does_not_move_on_and_a_changed_member_are_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await MemberAsync(portal, "ann@example.com");
        await portal.Get<AddPasskey>().RunAsync(new(Passkey(7), "Laptop"), ann.AsActor(), Ct);
        Task<Outcome<Done>> Use(UserPasskeyInfo shown, string? stamp = null) => portal.Get<UsePasskey>().RunAsync(new(ann.Id, stamp ?? ann.SecurityStamp!, shown), Actor.System, Ct);

        var same = await Use(Passkey(7));
        var next = await Use(Passkey(7, 2));
        var copied = await Use(Passkey(7, 2));
        var unknown = await Use(Passkey(8, 3));
        var changed = await Use(Passkey(7, 3), "another stamp");
        var burst = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Use(Passkey(7, 3))));

        Assert.True(next.Ok);
        Assert.All([same, copied, unknown, changed], o => Assert.Equal(Refusal.Conflict, o.Problem!.Refusal));
        Assert.Single(burst, o => o.Ok);
    }

    [Fact]
    public async Task Where_a_second_factor_is_needed_a_passkey_is_one_and_the_last_one_stays()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await MemberAsync(portal, "ann@example.com");
        await portal.Get<RequireSecondFactor>().RunAsync(new([Role.SalesRepresentative]), Actors.Admin, Ct);
        var before = await EnterAsync(portal, ann);
        await portal.Get<AddPasskey>().RunAsync(new(Passkey(1), "Laptop"), ann.AsActor(), Ct);
        var id = (await portal.Get<FindPasskeys>().RunAsync(ann.Id, ann.AsActor(), Ct)).Value.Items[0].Id;

        var after = await EnterAsync(portal, ann); // the password alone must not let a thief set an app of theirs up
        var last = await portal.Get<RemovePasskey>().RunAsync(new(id), ann.AsActor(), Ct);
        await portal.Get<ResetSecondFactor>().RunAsync(new(ann.Id, "Laptop stolen"), Actors.Admin, Ct);

        Assert.Equal((NextStep.SetUpFirst, NextStep.AskForPasskey), (before, after));
        Assert.Equal(Refusal.Conflict, last.Problem!.Refusal);
        Assert.Empty((await portal.Get<FindPasskeys>().RunAsync(ann.Id, Actors.Admin, Ct)).Value.Items);
    }

    [Theory, OnEveryDatabase]
    public async Task An_invitation_waits_runs_out_is_sent_again_and_withdrawn(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var invited = (await portal.Get<InviteMember>().RunAsync(new("ann@example.com", "Ann", new(Role.PrivacyOfficer)), Actors.Admin, Ct)).Value;
        var bob = await MemberAsync(portal, "bob@example.com");
        var first = Assert.Single(await InvitedAsync(portal));
        portal.Clock.Advance(PasswordLinks.Life);
        Assert.False(await portal.Get<SetPassword>().IsGoodAsync(invited.Token, Ct));

        var again = (await portal.Get<IssuePasswordLink>().RunAsync(new(invited.Id), Actors.Admin, Ct)).Value;
        var second = Assert.Single(await InvitedAsync(portal));
        var notHers = await portal.Get<WithdrawInvitation>().RunAsync(new(invited.Id), Actors.Rep, Ct);
        var late = await portal.Get<WithdrawInvitation>().RunAsync(new(bob.Id), Actors.Admin, Ct);
        Assert.True((await portal.Get<WithdrawInvitation>().RunAsync(new(invited.Id), Actors.Admin, Ct)).Ok);

        Assert.True(second.InvitedUntil > first.InvitedUntil);
        Assert.Equal((Refusal.Forbidden, Refusal.Conflict), (notHers.Problem!.Refusal, late.Problem!.Refusal));
        Assert.Empty(await InvitedAsync(portal));
        Assert.False(await portal.Get<SetPassword>().IsGoodAsync(again.Token, Ct));
        Assert.True((await portal.Get<InviteMember>().RunAsync(new("ann@example.com", "Ann", new(Role.Analyst, MayImport: true)), Actors.Admin, Ct)).Ok); // the address is free again
    }

    private static async Task<IReadOnlyList<FindMembers.Row>> InvitedAsync(TestPortal portal) => (await portal.Get<FindMembers>().RunAsync(new(InvitedOnly: true), Actors.Admin, Ct)).Value.Rows;

    private static async Task<NextStep> EnterAsync(TestPortal portal, TeamMember member) => (await portal.Get<EnterByPassword>().RunAsync(new(member.Email!, Good, Visit), Actor.Subject, Ct)).Next;

    private static UserPasskeyInfo Passkey(byte id, uint count = 1) => new([id, 1, 2, 3], [9, 9], new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero), count, ["internal"], true, true, false, [1], [2]);

    private static async Task<TeamMember> MemberAsync(TestPortal portal, string email)
    {
        var invited = (await portal.Get<InviteMember>().RunAsync(new(email, "Somebody", new(Role.SalesRepresentative)), Actors.Admin, Ct)).Value;
        Assert.True((await portal.Get<SetPassword>().RunAsync(new(invited.Token, Good), Actor.System, Ct)).Ok);
        return (await portal.Get<ReadMember>().RunAsync(invited.Id, Ct))!;
    }
}
