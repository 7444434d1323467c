using AngleSharp.Dom;
using Bunit;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class EnforcementMatrixTests
{
    [Fact]
    public async Task Only_transactional_purposes_offer_to_go_without_a_check_and_every_select_says_what_it_is_for()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");

        var matrix = await RenderAsync(screen, portal);

        Assert.Equal(["restrictive", "nonRestrictive"], Options(matrix, "commercial", "email"));
        Assert.Equal(["restrictive", "nonRestrictive"], Options(matrix, "tracking", "email"));
        Assert.Equal(["restrictive", "nonRestrictive", "disabled"], Options(matrix, "transactional", "email"));
        Assert.Equal(15, matrix.FindAll("select").Select(s => s.GetAttribute("aria-label")).Distinct().Count());
        Assert.Contains("Commercial communication, Email", matrix.FindAll("select").Select(s => s.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Before_it_is_saved_a_change_says_who_will_be_contacted()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var matrix = await RenderAsync(screen, portal);
        Assert.True(Save(matrix).HasAttribute("disabled"));

        await Select(matrix, "commercial", "sms").ChangeAsync(new ChangeEventArgs { Value = "nonRestrictive" });
        await Select(matrix, "commercial", "email").ChangeAsync(new ChangeEventArgs { Value = "restrictive" });
        await Select(matrix, "transactional", "email").ChangeAsync(new ChangeEventArgs { Value = "disabled" });

        var said = matrix.Find(".notice.warn").TextContent;
        Assert.Contains("Commercial communication (SMS): everyone who never answered will now get messages by SMS, until they opt out.", said, StringComparison.Ordinal);
        Assert.Contains("Commercial communication (Email): only those who opted in will get emails. Everyone who never answered will get none.", said, StringComparison.Ordinal);
        Assert.Contains("Service messages (Email): everyone will get emails, those who opted out too. Nobody is asked.", said, StringComparison.Ordinal);
        Assert.Equal(EnforcementModel.NonRestrictive, (await portal.ViewAsync()).Purposes[0].Models[Channel.Email]); // nothing is saved yet
        await matrix.FindAll("button").Single(b => b.TextContent == "Discard changes").ClickAsync(new());
        Assert.Empty(matrix.FindAll(".notice.warn"));
    }

    [Fact]
    public async Task Saving_sets_all_changed_cells_at_once()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var matrix = await RenderAsync(screen, portal);
        await Select(matrix, "commercial", "sms").ChangeAsync(new ChangeEventArgs { Value = "nonRestrictive" });
        await Select(matrix, "tracking", "email").ChangeAsync(new ChangeEventArgs { Value = "nonRestrictive" });
        await matrix.Find("form").SubmitAsync();
        Assert.Contains("Say why", matrix.Find("#f-models-reason-error").TextContent, StringComparison.Ordinal);
        await matrix.Find("#f-models-reason").ChangeAsync(new ChangeEventArgs { Value = "Counsel agreed." });

        await matrix.Find("form").SubmitAsync();

        var view = await portal.ViewAsync();
        Assert.Equal((EnforcementModel.NonRestrictive, EnforcementModel.NonRestrictive, EnforcementModel.NonRestrictive), (view.Purposes[0].Models[Channel.Sms], view.Purposes[0].Models[Channel.Email], view.Purposes[2].Models[Channel.Email]));
        Assert.Equal(("Ada Admin", 2, "Counsel agreed."), ((await portal.LastAuditAsync()).Values.Actor, (await portal.LastAuditAsync()).Values.Changes.Count, (await portal.LastAuditAsync()).Values.Reason));
    }

    [Fact]
    public async Task Who_saves_second_is_told_who_changed_what_and_keeps_what_they_chose()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var view = await portal.ViewAsync();
        IRenderedComponent<EnforcementMatrix>? matrix = null;
        async Task ReloadAsync()
        {
            var (now, history) = (await portal.ViewAsync(), await HistoryAsync(portal, view));
            matrix!.Render(p => p.Add(m => m.View, now).Add(m => m.History, history));
        }

        matrix = await RenderAsync(screen, portal, ReloadAsync);
        await Select(matrix, "commercial", "email").ChangeAsync(new ChangeEventArgs { Value = "restrictive" });
        await Select(matrix, "transactional", "email").ChangeAsync(new ChangeEventArgs { Value = "disabled" });
        var olga = Actors.Admin with { Name = "Olga Other" };
        await portal.Get<SetEnforcement>().RunAsync(new(view.Id, view.Version, [Cell("transactional", Channel.Email, EnforcementModel.Restrictive), Cell("commercial", Channel.Sms, EnforcementModel.NonRestrictive)]) { Reason = "Counsel agreed." }, olga, default);

        await matrix.Find("form").SubmitAsync();

        var told = matrix.Find("#meanwhile").TextContent;
        Assert.Contains("Olga Other saved while you were editing", told, StringComparison.Ordinal);
        Assert.Contains("Service messages, Email", told, StringComparison.Ordinal);
        Assert.Equal(("restrictive", "disabled", "nonRestrictive"), (Chosen(matrix, "commercial", "email"), Chosen(matrix, "transactional", "email"), Chosen(matrix, "commercial", "sms")));

        await matrix.FindAll("#meanwhile button").Single(b => b.TextContent.StartsWith("Take theirs", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal("restrictive", Chosen(matrix, "transactional", "email"));
        await matrix.Find("form").SubmitAsync();

        var saved = (await portal.ViewAsync()).Purposes;
        Assert.Equal((EnforcementModel.Restrictive, EnforcementModel.NonRestrictive, EnforcementModel.Restrictive), (saved[0].Models[Channel.Email], saved[0].Models[Channel.Sms], saved[1].Models[Channel.Email]));
        Assert.Empty(matrix.FindAll("#meanwhile"));

        SetEnforcement.Cell Cell(string purpose, Channel channel, EnforcementModel model) => new(view.Purposes.Single(p => p.Code == purpose).Id, channel, model);
    }

    [Fact]
    public async Task Who_may_only_read_sees_words_and_no_control()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");

        var matrix = await RenderAsync(screen, portal, canEdit: false);

        Assert.Empty(matrix.FindAll("select, button"));
        Assert.Contains("Non-restrictive", matrix.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    private static async Task<IRenderedComponent<EnforcementMatrix>> RenderAsync(Screen screen, TestPortal portal, Func<Task>? reload = null, bool canEdit = true)
    {
        var view = await portal.ViewAsync();
        var history = await HistoryAsync(portal, view);
        return screen.Render<EnforcementMatrix>(p => p.Add(m => m.View, view).Add(m => m.History, history).Add(m => m.CanEdit, canEdit).Add(m => m.Reload, reload ?? (() => Task.CompletedTask)));
    }

    private static async Task<IReadOnlyList<AuditRow>> HistoryAsync(TestPortal portal, ReadProfile.View view)
        => (await portal.Get<ReadHistory>().RunAsync(new([new("profile", view.Id.ToString())]), Actors.Admin, default)).Value.Rows;

    private static IElement Select(IRenderedComponent<EnforcementMatrix> matrix, string purpose, string channel) => matrix.Find($"#f-models-{purpose}-{channel}");

    private static string? Chosen(IRenderedComponent<EnforcementMatrix> matrix, string purpose, string channel) => Select(matrix, purpose, channel).GetAttribute("value");

    private static IEnumerable<string?> Options(IRenderedComponent<EnforcementMatrix> matrix, string purpose, string channel) => Select(matrix, purpose, channel).QuerySelectorAll("option").Select(o => o.GetAttribute("value"));

    private static IElement Save(IRenderedComponent<EnforcementMatrix> matrix) => matrix.Find("button[type=submit]");
}
