using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Preferences.Designer;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConsentPortal.Tests.Web.Admin.Preferences.Designer;

public sealed class SectionListTests
{
    private static readonly IReadOnlyList<CenterSection> Nine = CenterDesign.Of(new(Level: true, Tracking: true, DataUses: true, Pause: true, Reasons: true, Details: true, TellOfChanges: true)).Sections;

    [Fact]
    public async Task Alt_and_an_arrow_moves_a_section_keeps_the_focus_on_it_and_says_where_it_is()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var list = Render(screen, Nine);

        await list.Find("#section-pause").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });

        Assert.Equal("Pause is now 5 of 9.", list.Find("[role=status]").TextContent);
        Assert.Equal(["heading", "everything", "purposes", "tracking", "pause", "dataUses", "consentLevel", "contactFields", "allBrands"], Keys(list));
        Assert.Contains(screen.JSInterop.Invocations, i => i.Identifier == "portal.focus" && "#section-pause".Equals(i.Arguments[0]));

        await list.Find("[aria-label='Move Pause down']").ClickAsync(new MouseEventArgs());
        Assert.Equal("Pause is now 6 of 9.", list.Find("[role=status]").TextContent);
        Assert.Equal("#down-pause", screen.JSInterop.Invocations.Last(i => i.Identifier == "portal.focus").Arguments[0]); // to be pressed again
        Assert.Equal("Move Pause down", list.Find("#down-pause").GetAttribute("aria-label"));
        Assert.Equal(Nine.Select(s => s.Key), Keys(list));
        await list.Find("#section-pause").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp" }); // without Alt it is no command
        Assert.Equal(Nine.Select(s => s.Key), Keys(list));
    }

    [Fact]
    public async Task Where_a_section_cannot_go_the_list_says_why_and_changes_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var list = Render(screen, Nine);

        foreach (var (key, arrow, why) in new[]
        {
            ("heading", "ArrowDown", "Heading stays where it is."), ("everything", "ArrowUp", "refusing must be on the first screen"), ("purposes", "ArrowUp", "only one text or image may stand above"), ("allBrands", "ArrowDown", "is the last already"),
        })
        {
            await list.Find($"#section-{key}").KeyDownAsync(new KeyboardEventArgs { Key = arrow, AltKey = true });
            Assert.Contains(why, list.Find("[role=status]").TextContent, StringComparison.Ordinal);
            Assert.Equal(Nine.Select(s => s.Key), Keys(list));
        }

        Assert.Equal("true", list.Find("[aria-label='Move Purposes up']").GetAttribute("aria-disabled"));
        Assert.False(list.Find("[aria-label='Move Purposes down']").HasAttribute("aria-disabled"));
    }

    [Fact]
    public async Task One_text_may_stand_above_refusing_and_no_second_one()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        CenterSection one = CenterSection.Of(SectionKind.Text) with { Body = new("One") }, two = CenterSection.Of(SectionKind.Text, 2) with { Body = new("Two") };
        var list = Render(screen, [Nine[0], Nine[1], one, two, Nine[2], Nine[8]]);

        await list.Find("#section-text").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        Assert.Equal(["heading", "text", "everything", "text-2", "purposes", "allBrands"], Keys(list));
        await list.Find("#section-text-2").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        Assert.Equal(["heading", "text", "everything", "text-2", "purposes", "allBrands"], Keys(list));
    }

    [Fact]
    public async Task A_row_that_was_dragged_stands_where_it_was_dropped()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var list = Render(screen, Nine);

        await list.Find("[data-sorted]").ChangeAsync(new ChangeEventArgs { Value = "allBrands 2" });
        Assert.Equal(["heading", "everything", "allBrands", "purposes"], Keys(list).Take(4));
        foreach (var nonsense in new[] { "allBrands 99", "nobody 3", "allBrands", "heading 4", "" })
        {
            await list.Find("[data-sorted]").ChangeAsync(new ChangeEventArgs { Value = nonsense });
            Assert.Equal(["heading", "everything", "allBrands", "purposes"], Keys(list).Take(4));
        }
    }

    [Fact]
    public async Task A_section_is_added_removed_and_brought_back_and_a_required_one_stays()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var list = Render(screen, Nine);
        Assert.DoesNotContain("Pause", list.Find("details.add").TextContent, StringComparison.Ordinal); // it is there already

        await list.FindAll("details.add button").Single(b => b.TextContent.StartsWith("topicTopics", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs());
        Assert.Contains("topics", Keys(list));
        await list.InvokeAsync(() => list.Instance.RemoveAsync(Nine[5]));
        Assert.Equal("Pause is removed.", list.Find("[role=status]").TextContent);
        Assert.DoesNotContain("pause", Keys(list));

        await list.FindAll("button").Single(b => b.TextContent.EndsWith("Undo", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs());
        Assert.Equal(["topics", "tracking", "dataUses", "pause"], Keys(list)[3..7]); // topics stand below their purposes, the rest is as it was
        await list.InvokeAsync(() => list.Instance.RemoveAsync(Nine[8]));
        Assert.Contains("It stays: people must be able to refuse all brands at once.", list.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("allBrands", Keys(list));
    }

    [Fact]
    public async Task What_came_back_by_another_way_is_not_brought_back_a_second_time()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        CenterSection one = CenterSection.Of(SectionKind.Text), two = CenterSection.Of(SectionKind.Text, 2);
        IReadOnlyList<CenterSection> all = [.. Nine, one, two];
        var list = Render(screen, all);

        foreach (var (gone, backAs, offered) in new[] { (Nine[5], Nine[5], false), (Nine[5], Nine[5] with { Key = "pause-2" }, false), (one, one, false), (one, two with { Key = "text-3" }, true) })
        {
            list.Render(p => p.Add(l => l.Sections, all));
            await list.InvokeAsync(() => list.Instance.RemoveAsync(gone));
            Assert.Contains(list.FindAll("button"), IsUndo);

            list.Render(p => p.Add(l => l.Sections, [.. all.Where(s => s != gone), backAs])); // somebody else's save was merged in
            Assert.Equal(offered, list.FindAll("button").Any(IsUndo));
        }

        static bool IsUndo(AngleSharp.Dom.IElement button) => button.TextContent.EndsWith("Undo", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Languages_that_lack_words_are_counted_and_who_may_only_look_moves_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var list = screen.Render<SectionList>(p => p.Add(l => l.Sections, [.. Nine, CenterSection.Of(SectionKind.Text) with { Body = new("Hello", "Hallo") }]));

        Assert.Equal("7 languages missing", list.Find("[data-key=text] .chip").TextContent.Replace("translate", "", StringComparison.Ordinal));
        Assert.Empty(list.FindAll("[data-key=pause] .chip")); // the portal's own words are there in all nine
        Assert.Empty(list.FindAll(".step"));
        Assert.Empty(list.FindAll("[data-grip]"));
        await list.Find("#section-pause").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        Assert.Equal("", list.Find("[role=status]").TextContent);
    }

    private static IRenderedComponent<SectionList> Render(Screen screen, IReadOnlyList<CenterSection> sections)
    {
        IRenderedComponent<SectionList>? list = null;
        list = screen.Render<SectionList>(p => p.Add(l => l.Sections, sections).Add(l => l.CanEdit, true)
            .Add(l => l.SectionsChanged, next => list!.Render(q => q.Add(l => l.Sections, next))));
        return list;
    }

    private static List<string> Keys(IRenderedComponent<SectionList> list) => [.. list.FindAll("[data-sort] > li").Select(row => row.GetAttribute("data-key")!)];
}
