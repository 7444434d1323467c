using Bunit;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Imports;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace ConsentPortal.Tests.Web.Admin.Imports;

/// <summary>The mapping of columns and of words.</summary>
public sealed class ColumnsStepTests : BunitContext
{
    private static readonly FindImportTargets.Row Plain = new("default", "Default", false, [("commercial", new("Commercial")), ("tracking", new("Tracking"))], "commercial");
    private static readonly FindImportTargets.Row Strict = new("eu", "Europe", true, [("news", new("News")), ("offers", new("Offers"))], null);
    private readonly ImportDraft draft = ImportDraft.Of(new() { Columns = [ImportField.Email, ImportField.Status, ImportField.Ignore] });

    public ColumnsStepTests()
    {
        Services.AddRadzenComponents();
        Services.AddLocalization();
        Services.AddLogging();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public void Each_column_shows_its_first_values_and_what_was_guessed()
    {
        var page = Show();

        Assert.Equal(["E-Mail", "Yes?", "Column 3"], page.FindAll("tbody th").Select(h => h.TextContent.Trim()));
        Assert.Equal(["ann@example.com · bob@example.com", "yes · no", "empty"], page.FindAll("td .values").Select(v => v.TextContent));
        Assert.Equal(["Email", "Status", "Ignore"], page.FindAll("tbody select").Select(s => s.GetAttribute("value")));
    }

    [Fact]
    public void A_field_goes_to_one_column_only_so_the_other_gives_it_up()
    {
        var page = Show();

        page.FindAll("tbody select")[2].Change("Status");

        Assert.Equal([ImportField.Email, ImportField.Ignore, ImportField.Status], draft.Columns);
        Assert.Equal(["Email", "Ignore", "Status"], page.FindAll("tbody select").Select(s => s.GetAttribute("value")));
    }

    [Fact]
    public void The_reason_of_confirmation_is_asked_only_where_the_profile_demands_one()
    {
        var page = Show();
        Assert.Empty(page.FindAll("textarea"));
        Assert.DoesNotContain("The source confirmed", page.Markup, StringComparison.Ordinal);

        page.Find("#f-profile").Change("eu");
        page.FindAll("fieldset input[type=checkbox]")[1].Change(true);
        page.Find("textarea").Change("Double opt-in in the old shop");

        Assert.Equal(("eu", "Double opt-in in the old shop"), (draft.Options.Profile, draft.Options.ConfirmedBy));
    }

    [Fact]
    public void Another_profile_forgets_the_purpose_and_one_without_a_single_commercial_purpose_asks()
    {
        draft.Purpose = "tracking";
        var page = Show();

        page.Find("#f-profile").Change("eu");

        Assert.Equal("", draft.Purpose);
        Assert.Equal(["Choose one", "News", "Offers"], page.FindAll("#f-purpose option").Select(o => o.TextContent));
    }

    [Fact]
    public void A_problem_stands_beside_its_field_and_what_was_typed_stays()
    {
        draft.Source = "crm";
        var page = Show([Problem.Invalid("purpose", "Say which purpose.")]);

        Assert.Equal("true", page.Find("#f-purpose").GetAttribute("aria-invalid"));
        Assert.Contains("Say which purpose.", page.Find("#f-purpose-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("crm", page.Find("#f-source").GetAttribute("value"));
    }

    [Fact]
    public void Words_are_mapped_with_a_hint_at_the_likely_meaning_and_checked_again()
    {
        var applied = 0;
        var words = Render<WordMapping>(p => p.Add(w => w.Words, [new("Bounced", 12, StatusMeaning.OptedOut), new("maybe", 3, null)])
            .Add(w => w.Meanings, draft.Statuses).Add(w => w.Apply, EventCallback.Factory.Create(this, () => applied++)));
        Assert.Equal("Probably: Opted out", Assert.Single(words.FindAll("td .why")).TextContent);
        Assert.True(words.Find("footer button").HasAttribute("disabled"));

        words.FindAll("select")[0].Change("OptedOut");
        words.FindAll("select")[1].Change("Skip");
        words.FindAll("select")[1].Change("");
        words.Find("footer button").Click();

        Assert.Equal(("bounced", StatusMeaning.OptedOut, 1), (draft.Statuses.Single().Key, draft.Statuses.Single().Value, applied));
    }

    private IRenderedComponent<ColumnsStep> Show(IReadOnlyList<Problem>? problems = null)
    {
        ReadImport.View import = new(new(1), "file.csv", 100, ImportState.Draft, new(';', "utf-8", ["E-Mail", "Yes?", ""]), draft.Options, new())
        {
            Sample = [["ann@example.com", "yes", ""], ["bob@example.com", "no", " "], ["bob@example.com", "yes", ""]],
        };
        return Render<ColumnsStep>(p => p.Add(c => c.Import, import).Add(c => c.Draft, draft).Add(c => c.Targets, [Plain, Strict]).Add(c => c.Problems, problems ?? []));
    }
}
