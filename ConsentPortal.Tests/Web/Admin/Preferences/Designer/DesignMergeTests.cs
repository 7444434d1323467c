using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.Admin.Preferences.Designer;

namespace ConsentPortal.Tests.Web.Admin.Preferences.Designer;

public sealed class DesignMergeTests
{
    private static readonly CenterDesign Opened = CenterDesign.Of(new PreferenceCenter().Sections);

    [Fact]
    public void A_design_comes_back_whole_from_its_flat_values()
    {
        var design = Opened with
        {
            Look = new() { Logo = "logo.svg", LogoAlt = "Meridian", Accent = "#112233", AccentDark = "#ddeeff", Font = "upload:7" }, AskReasons = false, TellOfChanges = true,
            Sections = [.. Opened.Sections, CenterSection.Of(SectionKind.Image) with { Image = "upload:12", ImageAlt = new("A lathe", "Eine Drehbank") }, CenterSection.Of(SectionKind.Text, 2) with { Title = new("Why"), Body = new("One.\n\nTwo.") }],
        };

        Assert.Equal(design, DesignFields.Design(DesignFields.Of(design)));
        Assert.Equal(new CenterDesign { AskReasons = true, TellOfChanges = false }, DesignFields.Design(DesignFields.Of(new() { AskReasons = true, TellOfChanges = false })));
    }

    [Fact]
    public void What_only_one_of_two_changed_is_kept_from_both()
    {
        var mine = With(Opened, "pause", s => s with { Title = new("A rest") });
        var theirs = With(Opened, "pause", s => s with { Body = new("Ours", "Unseres") }) with { AskReasons = false };

        var (design, clashes) = DesignMerge.Of(Opened, theirs, mine);

        Assert.Empty(clashes);
        Assert.Equal(With(theirs, "pause", s => s with { Title = new("A rest") }), design);
    }

    [Fact]
    public void What_both_changed_stays_mine_until_somebody_takes_theirs()
    {
        var mine = With(Opened, "pause", s => s with { Title = new("Mine", "Gleich") });
        var theirs = With(Opened, "pause", s => s with { Title = new("Theirs", "Gleich") });

        var (design, clashes) = DesignMerge.Of(Opened, theirs, mine);

        Assert.Equal(new DesignClash("pause title en", "Theirs", "Mine"), Assert.Single(clashes));
        Assert.Equal(mine, design);
        Assert.Equal(theirs, DesignMerge.Take(design, clashes[0]));
    }

    [Fact]
    public void A_section_that_one_removed_and_the_other_wrote_in_stays_whole()
    {
        var removed = Without(Opened, "pause");
        var first = With(Opened, "pause", s => s with { Title = new("A rest") });
        var edited = With(first, "pause", s => s with { Body = new("Sleep well") });

        Assert.Equal(edited, DesignMerge.Of(first, removed, edited).Design);
        Assert.Equal(edited, DesignMerge.Of(first, edited, removed).Design);
        Assert.Equal(removed, DesignMerge.Of(first, removed, first).Design);
        Assert.Equal(removed, DesignMerge.Of(first, first, removed).Design);
    }

    [Fact]
    public void Sections_that_each_added_stand_after_the_one_they_followed()
    {
        var mine = Opened with { Sections = [.. Opened.Sections.Take(3), CenterSection.Of(SectionKind.Topics), .. Opened.Sections.Skip(3)] };
        var theirs = Opened with { Sections = [.. Opened.Sections, CenterSection.Of(SectionKind.Legal)] };

        var (design, clashes) = DesignMerge.Of(Opened, theirs, mine);

        Assert.Empty(clashes);
        Assert.Equal([.. mine.Sections.Select(s => s.Key), "legal"], design.Sections.Select(s => s.Key));
    }

    [Fact]
    public void Two_new_orders_are_a_clash_and_taking_theirs_keeps_what_i_added()
    {
        var text = CenterSection.Of(SectionKind.Text) with { Body = new("Hello") };
        var theirs = Opened with { Sections = Moved(Opened, "pause", 3) };
        var mine = Opened with { Sections = [.. Moved(Opened, "allBrands", 3), text] };

        var (design, clashes) = DesignMerge.Of(Opened, theirs, mine);

        Assert.Equal(mine, design);
        var clash = Assert.Single(clashes);
        Assert.Equal(DesignFields.Order, clash.Field);
        Assert.Equal(theirs.Sections.Select(s => s.Key), DesignMerge.Take(design, clash).Sections.Select(s => s.Key).Where(k => k != "text"));
        Assert.Contains(text, DesignMerge.Take(design, clash).Sections);
    }

    [Fact]
    public void Two_people_who_change_at_random_lose_nothing()
    {
        Random random = new(4711);
        for (var run = 0; run < 300; run++)
        {
            var (theirs, mine) = (Changed(Opened, random), Changed(Opened, random));
            var (design, clashes) = DesignMerge.Of(Opened, theirs, mine);
            var (before, their, my, both) = (DesignFields.Of(Opened), DesignFields.Of(theirs), DesignFields.Of(mine), DesignFields.Of(design));

            Assert.Equal(design.Sections.Count, design.Sections.Select(s => s.Key).Distinct().Count());
            foreach (var field in my.Keys.Union(their.Keys).Where(f => f != DesignFields.Order))
            {
                var (b, t, m) = (before.GetValueOrDefault(field, ""), their.GetValueOrDefault(field, ""), my.GetValueOrDefault(field, ""));
                var expected = m != b ? m : t;
                Assert.True(expected.Length == 0 || both.GetValueOrDefault(field) == expected || (!my.ContainsKey(field) || !their.ContainsKey(field)), $"run {run}: {field}");
                Assert.Equal(m != b && t != b && m != t && Stands(theirs, field) && Stands(mine, field), clashes.Any(c => c.Field == field));
            }
        }
    }

    private static bool Stands(CenterDesign design, string field) => field.Split(' ') is not [var key, _, ..] || design.Sections.Any(s => s.Key == key);

    private static CenterDesign Changed(CenterDesign design, Random random)
    {
        for (var n = random.Next(4); n >= 0; n--)
        {
            var section = design.Sections[random.Next(design.Sections.Count)];
            design = random.Next(5) switch
            {
                0 => With(design, section.Key, s => s with { Title = new($"t{random.Next(9)}") }),
                1 => With(design, section.Key, s => s with { Body = new($"b{random.Next(9)}", $"c{random.Next(9)}") }),
                2 => design.Sections.Count > 5 ? Without(design, section.Key) : design,
                3 => design with { Sections = Moved(design, section.Key, random.Next(design.Sections.Count)) },
                _ => SectionOrder.Addable(design.Sections).ToList() is var kinds ? design with { Sections = SectionOrder.Add(design.Sections, kinds[random.Next(kinds.Count)]).Sections } : design,
            };
        }

        return design;
    }

    private static CenterDesign With(CenterDesign design, string key, Func<CenterSection, CenterSection> with) => design with { Sections = [.. design.Sections.Select(s => s.Key == key ? with(s) : s)] };

    private static CenterDesign Without(CenterDesign design, string key) => design with { Sections = [.. design.Sections.Where(s => s.Key != key)] };

    private static List<CenterSection> Moved(CenterDesign design, string key, int to)
    {
        List<CenterSection> next = [.. design.Sections.Where(s => s.Key != key)];
        next.Insert(Math.Min(to, next.Count), design.Sections.First(s => s.Key == key));
        return next;
    }
}
