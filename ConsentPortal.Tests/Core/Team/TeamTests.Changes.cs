using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Team;

public sealed partial class TeamTests
{
    [Theory, OnEveryDatabase]
    public async Task A_change_of_role_is_audited_with_old_and_new_and_ends_the_sessions(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await MemberAsync(portal, "ann@example.com", Role.SalesRepresentative);
        var before = (await portal.Get<ReadMember>().RunAsync(ann, Ct))!;

        Assert.True((await portal.Get<ChangeRole>().RunAsync(new(ann, new(Role.SalesRepresentative, OwnContactsOnly: true)), Actors.Admin, Ct)).Ok);

        var after = (await portal.Get<ReadMember>().RunAsync(ann, Ct))!;
        Assert.True(after.AsActor().OwnContactsOnly);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        var change = Assert.Single((await LastValuesAsync(portal, ann)).Changes);
        Assert.Equal(new("OwnContactsOnly", "False", "True"), change);
    }

    [Fact]
    public async Task The_same_role_again_changes_and_announces_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await MemberAsync(portal, "ann@example.com", Role.PrivacyOfficer);
        var before = (await portal.Get<ReadMember>().RunAsync(ann, Ct))!;

        Assert.True((await portal.Get<ChangeRole>().RunAsync(new(ann, new(Role.PrivacyOfficer, OwnContactsOnly: true, MayImport: true)), Actors.Admin, Ct)).Ok);

        Assert.Equal(before.SecurityStamp, (await portal.Get<ReadMember>().RunAsync(ann, Ct))!.SecurityStamp);
        Assert.DoesNotContain("member.role_changed", await KindsAsync(portal, ann));
    }

    [Fact]
    public async Task A_disabled_member_may_nothing_and_comes_back_as_they_were()
    {
        await using var portal = await TestPortal.StartAsync();
        await MemberAsync(portal, "admin@example.com", Role.Administrator);
        var ann = await MemberAsync(portal, "ann@example.com", Role.PrivacyOfficer);

        await portal.Get<DisableMember>().RunAsync(new(ann), Actors.Admin, Ct);
        Assert.Equal(Permission.None, (await portal.Get<ReadMember>().RunAsync(ann, Ct))!.Permissions);
        Assert.Equal(Refusal.Conflict, (await portal.Get<IssuePasswordLink>().RunAsync(new(ann), Actors.Admin, Ct)).Problem!.Refusal);

        await portal.Get<EnableMember>().RunAsync(new(ann), Actors.Admin, Ct);
        Assert.Equal(Roles.PermissionsOf(Role.PrivacyOfficer, false, false), (await portal.Get<ReadMember>().RunAsync(ann, Ct))!.Permissions);
    }

    [Fact]
    public async Task Only_who_manages_the_team_may_change_it()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await MemberAsync(portal, "ann@example.com", Role.Administrator);

        foreach (var actor in new[] { Actors.Rep, Actors.Officer, Actors.Analyst, Actors.Crm })
        {
            Problem?[] answers =
            [
                (await portal.Get<InviteMember>().RunAsync(new("x@example.com", "X", new(Role.PrivacyOfficer)), actor, Ct)).Problem,
                (await portal.Get<ChangeRole>().RunAsync(new(ann, new(Role.PrivacyOfficer)), actor, Ct)).Problem,
                (await portal.Get<DisableMember>().RunAsync(new(ann), actor, Ct)).Problem,
                (await portal.Get<EnableMember>().RunAsync(new(ann), actor, Ct)).Problem,
                (await portal.Get<IssuePasswordLink>().RunAsync(new(ann), actor, Ct)).Problem,
                (await portal.Get<RescueAdministrator>().RunAsync(new("ann@example.com"), actor, Ct)).Problem,
                (await portal.Get<FindMembers>().RunAsync(new(), actor, Ct)).Problem,
                (await portal.Get<FindMembers>().OneAsync(ann, actor, Ct)).Problem,
            ];
            Assert.All(answers, p => Assert.Equal(Refusal.Forbidden, p!.Refusal));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task One_changes_the_own_password_only_with_the_old_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await MemberAsync(portal, "ann@example.com", Role.Analyst);
        var actor = (await portal.Get<ReadMember>().RunAsync(ann, Ct))!.AsActor();
        var verb = portal.Get<ChangeOwnPassword>();

        Assert.Equal("Current", (await verb.RunAsync(new("wrong wrong wrong", "another good phrase"), actor, Ct)).Problem!.Field);
        Assert.Equal("New", (await verb.RunAsync(new(Good, "short"), actor, Ct)).Problem!.Field);
        Assert.True((await verb.RunAsync(new(Good, "another good phrase"), actor, Ct)).Ok);
        Assert.Equal("Current", (await verb.RunAsync(new(Good, "yet another good phrase"), actor, Ct)).Problem!.Field);
    }

    [Fact]
    public async Task Programs_and_strangers_have_no_own_account()
    {
        await using var portal = await TestPortal.StartAsync();

        foreach (var actor in new[] { Actors.Crm, Actor.System, Actor.Subject })
        {
            Assert.Equal(Refusal.Forbidden, (await portal.Get<EditOwnAccount>().RunAsync(new("X", ""), actor, Ct)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<ChangeOwnPassword>().RunAsync(new("a", "b"), actor, Ct)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<SignOutEverywhere>().RunAsync(new(), actor, Ct)).Problem!.Refusal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task The_team_is_found_by_part_of_name_or_address_in_any_case(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await InviteAsync(portal, "aerzte@example.com", Role.Analyst, "Änne 100%_Müller");
        await InviteAsync(portal, "bob@example.org", Role.Analyst, "Bob");

        async Task<int> CountAsync(string text) => (await portal.Get<FindMembers>().RunAsync(new(text), Actors.Admin, Ct)).Value.Count;

        Assert.Equal((2, 1, 1, 1, 1, 0), (await CountAsync(" "), await CountAsync("äNNE"), await CountAsync("MÜLL"), await CountAsync("%_"), await CountAsync("EXAMPLE.ORG"), await CountAsync("zzz")));
    }

    [Fact]
    public async Task A_locked_out_disabled_administrator_is_rescued_and_nobody_else()
    {
        await using var portal = await TestPortal.StartAsync();
        await MemberAsync(portal, "other@example.com", Role.Administrator);
        var ann = await MemberAsync(portal, "ann@example.com", Role.Administrator);
        await MemberAsync(portal, "rep@example.com", Role.SalesRepresentative);
        await portal.Get<DisableMember>().RunAsync(new(ann), Actors.Admin, Ct);

        var rescued = await portal.Get<RescueAdministrator>().RunAsync(new(" Ann@example.com "), Actor.System, Ct);

        Assert.True(await portal.Get<SetPassword>().IsGoodAsync(rescued.Value.Token, Ct));
        Assert.Equal(Refusal.Conflict, (await portal.Get<RescueAdministrator>().RunAsync(new("rep@example.com"), Actor.System, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<RescueAdministrator>().RunAsync(new("no@example.com"), Actor.System, Ct)).Problem!.Refusal);
    }
}
