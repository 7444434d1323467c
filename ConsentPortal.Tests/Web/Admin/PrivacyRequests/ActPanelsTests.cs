using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

public sealed class ActPanelsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task An_objection_shows_what_it_stopped_and_goes_on_to_a_contact_who_was_linked_later()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.Portal.World.PersonAsync("Bea Other", "family@example.com");
        var meant = await scene.Portal.World.PersonAsync("Cem Other", "family@example.com", more: "cem@example.com");
        var id = (await scene.OpenAsync(RequestKind.Object, "family@example.com")).Id;
        await scene.Portal.Get<LinkRequest>().RunAsync(new(id, meant), Actors.Officer, Ct);
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var panel = await ShowAsync<ObjectPanel>(screen, scene, id);

        var before = panel.FindAll("tbody tr").Count;
        Assert.Contains("They object to all marketing", panel.Markup, StringComparison.Ordinal);
        await panel.Find("button.primary").ClickAsync(new());
        var again = await ShowAsync<ObjectPanel>(screen, scene, id);

        Assert.Equal(before * 2, again.FindAll("tbody tr").Count);
        Assert.Empty(again.FindAll("button"));
        Assert.DoesNotContain("cem@example.com", again.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restriction_is_begun_and_lifted_with_a_reason_and_the_panel_says_that_it_waits_for_the_mail()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = (await scene.OpenAsync(RequestKind.Restrict)).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        await scene.Portal.Get<LinkRequest>().RunAsync(new(id, ann), Actors.Officer, Ct);
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);

        var panel = await ShowAsync<RestrictPanel>(screen, scene, id);
        await panel.Find("#f-ground").ChangeAsync(nameof(RestrictionGround.Claims));
        await panel.Find("form").SubmitAsync();
        var held = await ShowAsync<RestrictPanel>(screen, scene, id);
        Assert.Contains("They need it for legal claims", held.Markup, StringComparison.Ordinal);
        await held.Find("form").SubmitAsync();
        Assert.Contains("Say why", held.Find("#f-restriction-reason-error").TextContent, StringComparison.Ordinal);
        await held.Find("#f-restriction-reason").ChangeAsync("Settled");
        await held.Find("form").SubmitAsync();

        var waiting = await ShowAsync<RestrictPanel>(screen, scene, id);
        Assert.Contains("The notice is on its way", waiting.Markup, StringComparison.Ordinal);
        Assert.Empty(waiting.FindAll("form"));
        Assert.True((await scene.Portal.World.ContactAsync(ann)).Restricted);
    }

    [Fact]
    public async Task Proposed_values_stand_beside_those_of_now_and_each_is_accepted_or_rejected_with_a_reason()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.Letter, new() { Email = "ann@example.com", Proposed = { ["firstName"] = "Anne", ["jobTitle"] = "Director", ["email"] = "anne@example.com" } }), Actors.Officer, Ct);
        var id = opened.Value.Id;
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        await scene.Portal.Get<ApplyUpdates>().RunAsync(new(), Actor.System, Ct);
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);

        var panel = await ShowAsync<UpdatePanel>(screen, scene, id);
        Assert.Contains("Applied at once", panel.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        await panel.FindAll("tbody tr")[1].QuerySelectorAll("button")[0].ClickAsync(new());
        Assert.Equal("Director", (await scene.Portal.World.ContactAsync(ann)).Fields.JobTitle);
        panel = await ShowAsync<UpdatePanel>(screen, scene, id);
        await panel.FindAll("tbody tr")[2].QuerySelectorAll("button")[0].ClickAsync(new());
        await panel.Find("form").SubmitAsync();
        Assert.Contains("consent of the old address", panel.Find("#f-moves-error").TextContent, StringComparison.Ordinal);
        await panel.Find("#f-moves").ChangeAsync("keep");
        await panel.Find("#f-update-reason").ChangeAsync("Wrote from it");
        await panel.Find("form").SubmitAsync();

        Assert.Equal("anne@example.com", (await scene.Portal.World.ContactAsync(ann)).Points.Single().Canonical);
        panel = await ShowAsync<UpdatePanel>(screen, scene, id);
        await panel.Find("button.primary").ClickAsync(new());
        Assert.Equal(RequestState.Fulfilled, (await scene.ReadAsync(id)).Request.State);
        Assert.Contains("Job title: Accepted", (await ShowAsync<TimelinePanel>(screen, scene, id)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_is_set_by_an_administrator_within_its_limits_and_only_read_by_an_officer()
    {
        await using var scene = await RequestScene.StartAsync();
        await using (var officer = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer))
        {
            var read = officer.Render<RetentionPage>();
            await read.WaitForAssertionAsync(() => Assert.Contains("Closed privacy requests", read.Markup, StringComparison.Ordinal));
            Assert.Empty(read.FindAll("button"));
        }

        await using var screen = await Screen.OfAsync(scene.Portal);
        var page = screen.Render<RetentionPage>();
        await page.WaitForElement("tbody tr button").ClickAsync(new());
        await page.Find("#f-days").ChangeAsync("10");
        await page.Find("#f-reason").ChangeAsync("Shorter");
        await page.Find("form").SubmitAsync();
        Assert.Contains("from 366 to 3653", page.Find("#f-days-error").TextContent, StringComparison.Ordinal);
        await page.Find("#f-days").ChangeAsync("800");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("800 days", page.Markup, StringComparison.Ordinal));
        Assert.Equal(800, (await scene.Portal.Get<ReadRetention>().RunAsync(Actors.Admin, Ct)).Value.Rows.Single(r => r.Class.Code == "requests").Days);
    }

    [Fact]
    public async Task Every_class_of_data_has_a_name_and_a_reason()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var screen = await Screen.OfAsync(scene.Portal);
        var page = screen.Render<RetentionPage>();
        var codes = scene.Portal.Get<RetentionBook>().All.Select(r => r.Class.Code).ToList();

        await page.WaitForAssertionAsync(() => Assert.Equal(codes.Count, page.FindAll("tbody tr th .why").Count(w => w.TextContent.Length > 20)));
        Assert.All(codes, c => Assert.DoesNotContain($">{c}<", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Own_fields_that_were_submitted_stand_there_by_their_name()
    {
        await using var scene = await RequestScene.StartAsync();
        await FieldScene.FieldAsync(scene.Portal.Get<AddContactField>, "Loyalty card");
        Submission said = new() { Email = "ann@example.com", Fields = { ["loyalty-card"] = "4711", ["customerNumber"] = "K-9" }, Proposed = { ["loyalty-card"] = "0815" } };
        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.Phone, said), Actors.Officer, Ct);
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);

        var panel = await ShowAsync<SubmissionPanel>(screen, scene, opened.Value.Id, mayWork: null);

        Assert.Equal(["Loyalty card", "Customer number", "Loyalty card"], panel.FindAll("dt").Select(d => d.TextContent).Where(d => d.StartsWith("Loyal", StringComparison.Ordinal) || d.StartsWith("Custom", StringComparison.Ordinal)));
        Assert.DoesNotContain("loyalty-card", panel.Markup, StringComparison.Ordinal);
    }

    private static async Task<IRenderedComponent<T>> ShowAsync<T>(Screen screen, RequestScene scene, Id<PrivacyRequest> id, bool? mayWork = true) where T : IComponent
    {
        var view = await scene.ReadAsync(id);
        var shown = screen.Render((ComponentParameterCollectionBuilder<T> p) =>
        {
            p.TryAdd("View", view);
            _ = mayWork is null || p.TryAdd("MayWork", mayWork);
        });
        await shown.WaitForElementAsync(".panel");
        return shown;
    }
}
