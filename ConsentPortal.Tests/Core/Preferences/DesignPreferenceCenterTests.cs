using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Preferences;

public sealed class DesignPreferenceCenterTests
{
    [Theory, OnEveryDatabase]
    public async Task A_center_is_stored_by_its_first_save_and_every_change_is_announced(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await ProfileAsync(portal);
        var before = (await ReadAsync(portal, id)).Value;

        Assert.Equal((0, true, false, true), (before.Version, before.Sections.Pause, before.Sections.Level, before.Sections.TellOfChanges));
        Assert.True((await SaveAsync(portal, id, 0, before.Sections)).Ok);
        Assert.Equal(0, (await ReadAsync(portal, id)).Value.Version); // nothing changed, nothing stored

        Assert.True((await SaveAsync(portal, id, 0, before.Sections with { Level = true, Details = true })).Ok);
        Assert.True((await SaveAsync(portal, id, 1, before.Sections with { Level = true, Details = true, TellOfChanges = false })).Ok);

        var after = (await ReadAsync(portal, id)).Value;
        Assert.Equal((2, true, true, false), (after.Version, after.Sections.Level, after.Sections.Details, after.Sections.TellOfChanges));
        await using var db = portal.NewDb();
        Assert.Equal(2, await db.Set<AuditEntry>().CountAsync(e => e.Kind == PreferenceEvents.CenterDesigned && e.SubjectId == id.ToString()));
        Assert.False((await PreferenceCenter.OfAsync(db, id, CancellationToken.None)).TellOfChanges);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_saves_on_an_older_version_is_told_and_overwrites_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await ProfileAsync(portal);
        var sections = (await ReadAsync(portal, id)).Value.Sections;
        await SaveAsync(portal, id, 0, sections with { Pause = false });

        var second = await SaveAsync(portal, id, 0, sections with { Level = true });

        Assert.Equal((Refusal.Conflict, DesignPreferenceCenter.VersionField), (second.Problem!.Refusal, second.Problem.Field));
        Assert.False((await ReadAsync(portal, id)).Value.Sections.Level);
    }

    [Fact]
    public async Task Only_who_edits_the_rulebook_designs_and_only_who_reads_it_looks()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        DesignPreferenceCenter.Command command = new(id, 0, new PreferenceCenter().Sections with { Level = true });

        Assert.Equal(Refusal.Forbidden, (await portal.Get<DesignPreferenceCenter>().RunAsync(command, Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadPreferenceCenterSettings>().RunAsync(id, Actors.Crm, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<DesignPreferenceCenter>().RunAsync(command with { ProfileId = new(1) }, Actors.Admin, CancellationToken.None)).Problem!.Refusal);
    }

    [Theory]
    [InlineData("sale-or-share", null, DataUse.SaleOrShare)]
    [InlineData("eu-profiling", null, DataUse.Profiling)]
    [InlineData("analytics", null, DataUse.Analytics)]
    [InlineData("enrichment", null, null)]
    [InlineData("enrichment", DataUse.SaleOrShare, DataUse.SaleOrShare)]
    public async Task A_data_use_purpose_takes_its_use_from_its_maker_else_from_its_code(string code, DataUse? said, DataUse? expected)
    {
        await using var portal = await TestPortal.StartAsync();
        var made = await portal.Get<AddPurpose>().RunAsync(new(await ProfileAsync(portal), code, PurposeType.DataUse, new("A use"), new()) { DataUse = said }, Actors.Admin, CancellationToken.None);

        await using var db = portal.NewDb();
        var purpose = await db.Set<Purpose>().SingleAsync(p => p.Id == made.Value);
        Assert.Equal(expected, purpose.DataUse);

        await portal.Get<EditPurpose>().RunAsync(new(purpose.Id, purpose.Version, purpose.Name, purpose.Description, OptOutScope.Address) { DataUse = DataUse.Analytics }, Actors.Admin, CancellationToken.None);
        Assert.Equal(DataUse.Analytics, await db.Set<Purpose>().Where(p => p.Id == made.Value).Select(p => p.DataUse).SingleAsync());
    }

    private static async Task<Id<ComplianceProfile>> ProfileAsync(TestPortal portal) => (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;

    private static Task<Outcome<ReadPreferenceCenterSettings.View>> ReadAsync(TestPortal portal, Id<ComplianceProfile> id) => portal.Get<ReadPreferenceCenterSettings>().RunAsync(id, Actors.Admin, CancellationToken.None);

    private static Task<Outcome<Done>> SaveAsync(TestPortal portal, Id<ComplianceProfile> id, int version, PreferenceSections sections)
        => portal.Get<DesignPreferenceCenter>().RunAsync(new(id, version, sections), Actors.Admin, CancellationToken.None);
}
