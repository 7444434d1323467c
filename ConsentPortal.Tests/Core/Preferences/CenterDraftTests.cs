using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>A design on its way from draft to version and back.</summary>
public sealed class CenterDraftTests
{
    private static readonly CenterDesign Titled = Designs.Plain.With(SectionKind.Heading, s => s with { Title = new("Your choices", "Ihre Wahl") });

    [Theory, OnEveryDatabase]
    public async Task A_draft_is_seen_by_nobody_outside_and_announced_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await ProfileAsync(portal);
        var before = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Version;

        var first = (await SaveAsync(portal, id, 0, Titled)).Value;
        var second = (await SaveAsync(portal, id, first.Version, Titled with { AskReasons = false })).Value;
        var same = (await SaveAsync(portal, id, second.Version, Titled with { AskReasons = false })).Value;

        Assert.Equal((1, 2, 2), (first.Version, second.Version, same.Version));
        var view = (await ReadAsync(portal, id)).Value;
        Assert.Equal((Titled with { AskReasons = false }, 0), (view.Draft!.Design, view.Published.Number));
        Assert.Equal(Designs.Plain, view.Published.Design);
        Assert.Equal(before, (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Version); // readers' rulebook need not be read again
        Assert.Equal(1, await CountAsync(portal, PreferenceEvents.DraftBegun));
    }

    [Theory, OnEveryDatabase]
    public async Task Publishing_makes_a_version_for_ever_says_who_and_why_and_ends_the_draft(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await ProfileAsync(portal);

        Assert.Equal(1, await portal.PublishesAsync(Titled, "For the spring campaign"));
        Assert.Equal(2, await portal.PublishesAsync(Titled with { TellOfChanges = false, Sections = [.. Titled.Sections.Where(s => s.Kind != SectionKind.Pause)] }));

        var view = (await ReadAsync(portal, id)).Value;
        Assert.Null(view.Draft);
        Assert.Equal(2, view.Published.Number);
        Assert.Empty(view.Changes);
        var versions = (await portal.Get<FindCenterVersions>().RunAsync(id, 0, Actors.Admin, CancellationToken.None)).Value;
        Assert.Equal([2, 1], versions.Rows.Select(r => r.Number));
        Assert.Equal(["", "For the spring campaign"], versions.Rows.Select(r => r.Comment));
        Assert.Equal([CenterChangeKind.SectionRemoved, CenterChangeKind.HabitChanged], versions.Rows[0].Changes.Select(c => c.Kind));
        Assert.Equal([("title", "de"), ("title", "en")], versions.Rows[1].Changes.Select(c => (c.Field, c.Language)));
        await using var db = portal.NewDb();
        var center = await PreferenceCenter.OfAsync(db, id, CancellationToken.None);
        Assert.Equal((false, false), (center.Design.Has(SectionKind.Pause), center.Design.TellOfChanges));
        Assert.Equal((true, true, true), (center.ShowPause, center.TellOfChanges, center.ShowTracking)); // what readers saw before the first publish
        var stored = await db.Set<CenterVersion>().AsNoTracking().OrderBy(v => v.Number).ToListAsync();
        Assert.All(stored, v => Assert.Equal(CenterVersion.HashOf(v.DesignJson), v.Sha256));
        Assert.Equal(2, await CountAsync(portal, PreferenceEvents.CenterPublished));
    }

    [Fact]
    public async Task What_readers_saw_before_the_first_publish_stays_known()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        await portal.ShowsAsync(s => s with { Level = true, Pause = false });

        await portal.PublishesAsync(Titled);

        var zero = (await portal.Get<ReadSampleCenter>().RunAsync(new(id, "0"), Actors.Admin, CancellationToken.None)).Value.Design;
        Assert.Equal((true, false), (zero.Has(SectionKind.ConsentLevel), zero.Has(SectionKind.Pause)));
        var first = Assert.Single((await portal.Get<FindCenterVersions>().RunAsync(id, 0, Actors.Admin, CancellationToken.None)).Value.Rows);
        Assert.Contains(first.Changes, c => c is { Kind: CenterChangeKind.SectionRemoved, Section: SectionKind.ConsentLevel });
        Assert.Contains(first.Changes, c => c is { Kind: CenterChangeKind.SectionAdded, Section: SectionKind.Pause });
    }

    [Theory, OnEveryDatabase]
    public async Task Who_comes_second_overwrites_nothing_even_where_the_draft_was_begun_anew(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await ProfileAsync(portal);
        var mine = (await SaveAsync(portal, id, 0, Titled)).Value;
        Assert.True((await portal.Get<DiscardCenterDraft>().RunAsync(new(id, mine.Version), Actors.Admin, CancellationToken.None)).Ok);
        var discarded = (await ReadAsync(portal, id)).Value;
        Assert.Null(discarded.Draft);
        Assert.True((await SaveAsync(portal, id, discarded.DraftVersion, Titled with { AskReasons = false })).Ok);

        var late = await SaveAsync(portal, id, mine.Version, Titled);
        var lateToo = await portal.Get<PublishCenter>().RunAsync(new(id, mine.Version), Actors.Admin, CancellationToken.None);
        var first = await SaveAsync(portal, id, 0, Titled);

        Assert.All(new[] { late.Problem, lateToo.Problem, first.Problem }, p => Assert.Equal((Refusal.Conflict, CenterWriter.VersionField), (p!.Refusal, p.Field)));
        Assert.False((await ReadAsync(portal, id)).Value.Design.AskReasons);
    }

    [Fact]
    public async Task Going_back_makes_the_old_version_a_draft_and_a_new_number()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        await portal.PublishesAsync(Titled);
        await portal.PublishesAsync(Titled with { AskReasons = false });
        var version = (await ReadAsync(portal, id)).Value.DraftVersion;

        var restored = await portal.Get<RestoreCenterVersion>().RunAsync(new(id, 1, version), Actors.Admin, CancellationToken.None);
        Assert.Equal(Refusal.NotFound, (await portal.Get<RestoreCenterVersion>().RunAsync(new(id, 9, restored.Value.Version), Actors.Admin, CancellationToken.None)).Problem!.Refusal);

        var view = (await ReadAsync(portal, id)).Value;
        Assert.Equal((Titled, 2), (view.Draft!.Design, view.Published.Number));
        Assert.Equal(3, (await portal.Get<PublishCenter>().RunAsync(new(id, restored.Value.Version, "Back"), Actors.Admin, CancellationToken.None)).Value);
        var compared = (await portal.Get<CompareCenterVersions>().RunAsync(id, 3, 1, Actors.Admin, CancellationToken.None)).Value;
        Assert.Equal((1, 3, 0), (compared.From, compared.To, compared.Changes.Count));
    }

    [Fact]
    public async Task What_the_check_forbids_is_not_published_and_nothing_at_all_neither()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        Assert.Equal(PublishCenter.DesignField, (await portal.Get<PublishCenter>().RunAsync(new(id, 0), Actors.Admin, CancellationToken.None)).Problem!.Field);
        var saved = (await SaveAsync(portal, id, 0, Designs.Of(SectionKind.Heading, SectionKind.Purposes, SectionKind.AllBrands))).Value; // no way to refuse everything

        var refused = await portal.Get<PublishCenter>().RunAsync(new(id, saved.Version), Actors.Admin, CancellationToken.None);

        Assert.Equal(PublishCenter.DesignField, refused.Problem!.Field);
        Assert.Equal(CenterRule.SectionMissing, (await ReadAsync(portal, id)).Value.Findings[0].Rule);
        Assert.Equal(0, (await ReadAsync(portal, id)).Value.Published.Number);
    }

    [Fact]
    public async Task Only_who_edits_the_rulebook_designs_and_drafts_have_bounds()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);

        Assert.Equal(Refusal.Forbidden, (await portal.Get<SaveCenterDraft>().RunAsync(new(id, 0, Titled), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<PublishCenter>().RunAsync(new(id, 0), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadCenterDesign>().RunAsync(id, Actors.Crm, CancellationToken.None)).Problem!.Refusal);
        Assert.True((await portal.Get<ReadCenterDesign>().RunAsync(id, Actors.Rep, CancellationToken.None)).Ok);
        var boundless = Titled with { Sections = [.. Titled.Sections, CenterSection.Of(SectionKind.Text) with { Body = new(new string('x', CenterWellformed.BodyMaxLength + 1)), Title = Designs.In("fi", "Otsikko"), Image = "../secret" }] };
        Assert.Equal(["text.title.fi", "text.body.en", "text.image"], (await SaveAsync(portal, id, 0, boundless)).Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task A_center_of_the_old_switches_is_a_design_that_looks_the_same()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        await portal.ShowsAsync(s => s with { Level = true, Pause = false, Tracking = false, Reasons = false });

        var view = (await ReadAsync(portal, id)).Value;

        Assert.Equal([SectionKind.Heading, SectionKind.Everything, SectionKind.Purposes, SectionKind.DataUses, SectionKind.ConsentLevel, SectionKind.AllBrands], view.Design.Sections.Select(s => s.Kind));
        Assert.Equal((false, true), (view.Design.AskReasons, view.Design.TellOfChanges));
        Assert.Equal((0, 0), (view.Published.Number, view.DraftVersion));
        Assert.DoesNotContain(view.Findings, f => f.Must);
    }

    private static async Task<Id<ComplianceProfile>> ProfileAsync(TestPortal portal) => (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;

    private static Task<Outcome<ReadCenterDesign.View>> ReadAsync(TestPortal portal, Id<ComplianceProfile> id) => portal.Get<ReadCenterDesign>().RunAsync(id, Actors.Admin, CancellationToken.None);

    private static Task<Outcome<SaveCenterDraft.Saved>> SaveAsync(TestPortal portal, Id<ComplianceProfile> id, int version, CenterDesign design)
        => portal.Get<SaveCenterDraft>().RunAsync(new(id, version, design), Actors.Admin, CancellationToken.None);

    private static async Task<int> CountAsync(TestPortal portal, string kind)
    {
        await using var db = portal.NewDb();
        return await db.Set<AuditEntry>().CountAsync(e => e.Kind == kind);
    }
}
