using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Team;

public sealed class ChooseAppearanceTests
{
    [Theory, OnEveryDatabase]
    public async Task Theme_and_density_are_kept_on_the_member_and_a_second_time_is_no_change(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var member = await MemberAsync(portal);
        var verb = portal.Get<ChooseAppearance>();

        Assert.True((await verb.RunAsync(new(Theme.Dark, Density.Compact), member.AsActor(), default)).Ok);
        Assert.True((await verb.RunAsync(new(Theme.Dark, Density.Compact), member.AsActor(), default)).Ok);

        var kept = await portal.Get<ReadMember>().RunAsync(member.Id, default);
        Assert.Equal((Theme.Dark, Density.Compact), (kept!.Theme, kept.Density));
        Assert.Equal(member.SecurityStamp, kept.SecurityStamp); // nobody is signed out by it
        await using var db = portal.NewDb();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(e => e.Kind == "member.edited"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_own_account_takes_language_and_looks_in_one_save_and_leaves_what_is_not_said(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var member = await MemberAsync(portal);
        var verb = portal.Get<EditOwnAccount>();

        Assert.True((await verb.RunAsync(new("Ann", "de", Theme.Light, Density.Compact), member.AsActor(), default)).Ok);
        Assert.True((await verb.RunAsync(new("Ann", "en"), member.AsActor(), default)).Ok);

        var kept = await portal.Get<ReadMember>().RunAsync(member.Id, default);
        Assert.Equal(("en", Theme.Light, Density.Compact), (kept!.Language, kept.Theme, kept.Density));
    }

    [Fact]
    public async Task Neither_a_program_nor_a_word_that_is_no_theme_gets_through()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var member = await MemberAsync(portal);
        var verb = portal.Get<ChooseAppearance>();

        Assert.Equal(Refusal.Forbidden, (await verb.RunAsync(new(Theme.Dark, Density.Compact), Actor.System, default)).Problem!.Refusal);
        Assert.Equal("Theme", (await verb.RunAsync(new((Theme)7, Density.Compact), member.AsActor(), default)).Problem!.Field);
    }

    private static async Task<TeamMember> MemberAsync(TestPortal portal)
    {
        var made = await portal.Get<InviteMember>().RunAsync(new("ann@example.com", "Ann", new(Role.Analyst, MayImport: true)), Actor.System, default);
        return (await portal.Get<ReadMember>().RunAsync(made.Value.Id, default))!;
    }
}
