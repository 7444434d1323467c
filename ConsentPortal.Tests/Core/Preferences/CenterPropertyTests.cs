using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>Whatever somebody puts together: what passes the check keeps every way to say no, and nothing is lost or said twice.</summary>
public sealed class CenterPropertyTests
{
    private const int Rounds = 3_000;

    [Fact]
    public async Task A_design_that_passes_shows_each_choice_once_and_refusing_first()
    {
        await using var portal = await TestPortal.StartAsync();
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        Random random = new(20261122);
        var passed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var design = Some(random);
            if (CenterCheck.Of(design, rules, rules.Profiles[0], new HashSet<(string, BrandFileKind)>()).Any(f => f.Must))
            {
                continue;
            }

            passed++;
            AssertFair(design);
        }

        Assert.InRange(passed, 50, Rounds - 50);
    }

    [Fact]
    public void What_is_written_is_read_again_as_it_was()
    {
        Random random = new(7);
        for (var round = 0; round < 500; round++)
        {
            var design = Some(random);

            Assert.Equal(design, CenterJson.Read(CenterJson.Write(design)));
            Assert.Equal(CenterJson.Write(design), CenterJson.Write(CenterJson.Read(CenterJson.Write(design))));
        }
    }

    [Fact]
    public void What_differs_between_two_designs_is_nothing_exactly_where_they_are_the_same()
    {
        Random random = new(11);
        for (var round = 0; round < 500; round++)
        {
            var (one, other) = (Some(random), Some(random));

            Assert.Empty(CenterChanges.Between(one, one));
            Assert.Equal(one == other, CenterChanges.Between(one, other).Count == 0);
        }
    }

    [Fact]
    public void A_section_that_was_dragged_is_the_only_one_that_moved()
    {
        var plain = Designs.Plain;
        CenterDesign dragged = plain with { Sections = [.. plain.Sections.Where(s => s.Kind != SectionKind.AllBrands).Take(3), plain.Find(SectionKind.AllBrands)!, .. plain.Sections.Where(s => s.Kind != SectionKind.AllBrands).Skip(3)] };

        var moved = Assert.Single(CenterChanges.Between(plain, dragged));

        Assert.Equal((CenterChangeKind.SectionMoved, "allBrands", "7", "4"), (moved.Kind, moved.SectionKey, moved.Before, moved.After));
    }

    private static void AssertFair(CenterDesign design)
    {
        var kinds = design.Sections.Select(s => s.Kind).ToList();
        Assert.InRange(kinds.IndexOf(SectionKind.Everything), 1, 2);
        Assert.DoesNotContain(kinds.Take(kinds.IndexOf(SectionKind.Everything)), k => k.HoldsChoices() || k is SectionKind.ConsentLevel or SectionKind.Pause); // one click refuses before two clicks agree
        Assert.Contains(SectionKind.AllBrands, kinds);
        var blocks = PageBlock.Of(design, _ => true);
        Assert.Equal(design.Sections, blocks.SelectMany(b => b.Sections));
        Assert.Single(blocks, b => b.HasForm);
        Assert.Single(blocks, b => b.Saves);
        Assert.True(blocks.Last(b => b.IsChoices).Saves);
        foreach (var kind in new[] { SectionKind.Purposes, SectionKind.Topics, SectionKind.Tracking, SectionKind.DataUses })
        {
            Assert.InRange(kinds.Count(k => k == kind), kind == SectionKind.Purposes ? 1 : 0, 1); // where a kind has no section, its choices stand among the purposes
        }
    }

    // half of them near what is allowed, else hardly one would pass
    private static CenterDesign Some(Random random)
    {
        List<SectionKind> kinds = random.Next(2) == 0 ? [SectionKind.Heading, SectionKind.Everything, SectionKind.Purposes, SectionKind.AllBrands] : [];
        var all = Enum.GetValues<SectionKind>();
        for (var more = random.Next(6); more > 0; more--)
        {
            kinds.Insert(random.Next(kinds.Count + 1), all[random.Next(all.Length)]);
        }

        return new()
        {
            Sections = [.. kinds.Select((k, n) => CenterSection.Of(k, kinds.Take(n + 1).Count(other => other == k)) with { Title = Text(random, k), Body = Text(random, k), Image = k == SectionKind.Image ? "logo.svg" : null })],
            AskReasons = random.Next(2) == 0, TellOfChanges = random.Next(2) == 0, Look = random.Next(4) == 0 ? new() { Accent = "#2f4fb0", Logo = "logo.svg" } : BrandLook.None,
        };
    }

    private static LocalText Text(Random random, SectionKind kind) => kind == SectionKind.Purposes || random.Next(kind == SectionKind.Text ? 1 : 3) > 0 ? kind == SectionKind.Text ? Designs.In("en", "Words") : LocalText.Empty
        : Designs.In(ReaderLanguage.All[random.Next(9)].Code, random.Next(5) == 0 ? "Are you sure? هل أنت متأكد" : $"Words “{random.Next(100)}”\n\nmore & <");
}
