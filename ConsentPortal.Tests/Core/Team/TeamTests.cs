using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Team;

/// <summary>The team's verbs: who may, who may not, what ends a session, and that somebody always runs the portal.</summary>
public sealed partial class TeamTests
{
    private const string Good = "three unrelated words";
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task An_invited_member_sets_a_password_by_the_link_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var invited = (await InviteAsync(portal, "ann@example.com", Role.Analyst)).Value;

        var set = await portal.Get<SetPassword>().RunAsync(new(invited.Token, Good), Actors.Rep, Ct);
        var again = await portal.Get<SetPassword>().RunAsync(new(invited.Token, Good + " 2"), Actors.Rep, Ct);

        Assert.True(set.Ok);
        Assert.Equal(Refusal.NotFound, again.Problem!.Refusal);
        var member = (await portal.Get<ReadMember>().RunAsync(invited.Id, Ct))!;
        Assert.Equal(PasswordVerificationResult.Success, portal.Get<IPasswordHasher<TeamMember>>().VerifyHashedPassword(member, member.PasswordHash!, Good));
        Assert.Equal(["member.invited", "member.password_set"], await KindsAsync(portal, invited.Id));
    }

    [Fact]
    public async Task A_password_link_is_void_after_its_day()
    {
        await using var portal = await TestPortal.StartAsync();
        var invited = (await InviteAsync(portal, "ann@example.com", Role.Analyst)).Value;
        Assert.True(await portal.Get<SetPassword>().IsGoodAsync(invited.Token, Ct));

        portal.Clock.Advance(PasswordLinks.Life);

        Assert.False(await portal.Get<SetPassword>().IsGoodAsync(invited.Token, Ct));
        Assert.Equal(Refusal.NotFound, (await portal.Get<SetPassword>().RunAsync(new(invited.Token, Good), Actor.System, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_forged_or_foreign_token_is_no_link()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = (await InviteAsync(portal, "ann@example.com", Role.Analyst)).Value;
        var bob = (await InviteAsync(portal, "bob@example.com", Role.Analyst)).Value;
        var links = portal.Get<PasswordLinks>();
        var member = await portal.Get<ReadMember>().RunAsync(ann.Id, Ct);

        Assert.True(links.IsGood(ann.Token, member));
        Assert.False(links.IsGood(bob.Token, member));
        Assert.All(new[] { null, "", "x", "????", ann.Token[..^3] + (ann.Token[^3] == 'A' ? "B" : "A") + ann.Token[^2..], new string('A', 2000) }, token => Assert.False(links.IsGood(token, member)));
    }

    [Fact]
    public async Task A_new_link_makes_the_one_before_void()
    {
        await using var portal = await TestPortal.StartAsync();
        var invited = (await InviteAsync(portal, "ann@example.com", Role.Analyst)).Value;

        var second = (await portal.Get<IssuePasswordLink>().RunAsync(new(invited.Id), Actors.Admin, Ct)).Value;

        Assert.False(await portal.Get<SetPassword>().IsGoodAsync(invited.Token, Ct));
        Assert.True(await portal.Get<SetPassword>().IsGoodAsync(second.Token, Ct));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_people_cannot_have_one_address(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InviteAsync(portal, "Ann@Example.com", Role.Analyst)));
        var later = await InviteAsync(portal, "ann@example.COM", Role.Analyst);

        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok).Append(later), a => Assert.Equal(("Email", Refusal.Conflict), (a.Problem!.Field, a.Problem.Refusal)));
    }

    [Fact]
    public async Task An_invitation_says_everything_that_is_wrong_at_once()
    {
        await using var portal = await TestPortal.StartAsync();

        var answer = await portal.Get<InviteMember>().RunAsync(new("nobody", " ", new(Role.Analyst)), Actors.Admin, Ct);

        Assert.Equal(["Email", "Name", "MayImport"], answer.Problems.Select(p => p.Field));
    }

    [Theory, OnEveryDatabase]
    public async Task The_last_active_administrator_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await MemberAsync(portal, "ann@example.com", Role.Administrator);
        await InviteAsync(portal, "invited@example.com", Role.Administrator); // has no password yet, so could not get in

        var demoted = await portal.Get<ChangeRole>().RunAsync(new(ann, new(Role.Analyst, MayImport: true)), Actors.Admin, Ct);
        var disabled = await portal.Get<DisableMember>().RunAsync(new(ann), Actors.Admin, Ct);

        Assert.Equal(Refusal.Conflict, demoted.Problem!.Refusal);
        Assert.Equal(Refusal.Conflict, disabled.Problem!.Refusal);
        Assert.True((await portal.Get<ReadMember>().RunAsync(ann, Ct))!.IsActiveAdministrator);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_administrators_who_disable_each_other_at_once_leave_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await MemberAsync(portal, "ann@example.com", Role.Administrator);
        var bob = await MemberAsync(portal, "bob@example.com", Role.Administrator);

        var answers = await Task.WhenAll(new[] { ann, bob }.Select(id => portal.Get<DisableMember>().RunAsync(new(id), Actors.Admin, Ct)));

        Assert.Single(answers, a => a.Ok);
    }

    private static async Task<Outcome<InviteMember.View>> InviteAsync(TestPortal portal, string email, Role role, string name = "Ann Example")
        => await portal.Get<InviteMember>().RunAsync(new(email, name, new(role, MayImport: true)), Actors.Admin, Ct);

    private static async Task<long> MemberAsync(TestPortal portal, string email, Role role)
    {
        var invited = (await InviteAsync(portal, email, role)).Value;
        Assert.True((await portal.Get<SetPassword>().RunAsync(new(invited.Token, Good), Actor.System, Ct)).Ok);
        return invited.Id;
    }

    private static async Task<List<string>> KindsAsync(TestPortal portal, long member)
    {
        await using var db = portal.NewDb();
        var subject = member.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return await db.Set<AuditEntry>().Where(a => a.SubjectId == subject).OrderBy(a => a.Id).Select(a => a.Kind).ToListAsync();
    }

    private static async Task<AuditValues> LastValuesAsync(TestPortal portal, long member)
    {
        await using var db = portal.NewDb();
        var subject = member.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var entry = await db.Set<AuditEntry>().Where(a => a.SubjectId == subject).OrderByDescending(a => a.Id).FirstAsync();
        var values = await db.Set<SideRow>().SingleAsync(s => s.Id == entry.ValuesId);
        return JsonSerializer.Deserialize<AuditValues>(values.Content!)!;
    }
}
