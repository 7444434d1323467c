using Bunit;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Radzen;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

public sealed class ErasurePanelTests
{
    [Fact]
    public async Task The_plan_says_what_goes_and_what_stays_and_is_put_up_for_review_from_there()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync(review: false);
        await portal.World.PersonAsync("Other Person", ErasureScene.Typed);
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var panel = screen.Render<ErasurePanel>(p => p.Add(x => x.Case, Case(portal, scene)).Add(x => x.MayWork, true));

        await panel.WaitForAssertionAsync(() => Assert.Contains("Person record with its fields and history", panel.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("Another contact has one of the addresses.", panel.Find(".notice.warn").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(ErasureScene.Last, panel.Markup, StringComparison.Ordinal);
        await panel.Find("form").SubmitAsync();

        await panel.WaitForAssertionAsync(() => Assert.Equal(RequestState.Review, Case(portal, scene).State));
        Assert.Empty(panel.FindAll("button.danger"));
    }

    [Fact]
    public async Task A_second_person_sees_the_button_and_afterwards_who_was_told_and_the_certificate()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await ErasureScene.Ok(portal.Get<ConsentPortal.Core.Integration.AddApplication>().RunAsync(new("Old CRM"), Actors.Admin, default));
        await scene.OpenAsync();
        await using var screen = await Screen.OfAsync(portal, Role.Administrator);
        var panel = screen.Render<ErasurePanel>(p => p.Add(x => x.Case, Case(portal, scene)).Add(x => x.MayWork, true));
        await panel.WaitForAssertionAsync(() => Assert.Contains("Approve and erase", panel.Find("button.danger").TextContent, StringComparison.Ordinal));

        await scene.EraseAsync();
        panel = screen.Render<ErasurePanel>(p => p.Add(x => x.Case, Case(portal, scene)).Add(x => x.MayWork, true));

        await panel.WaitForAssertionAsync(() => Assert.Contains("No webhook is told of erasures", panel.Find("ul.plain").TextContent, StringComparison.Ordinal));
        Assert.Equal($"/requests/{scene.Request}/certificate.html", panel.Find("a.btn").GetAttribute("href"));
        await panel.Find("ul.plain button").ClickAsync(new());
        await panel.WaitForAssertionAsync(() => Assert.Contains("Acknowledged", panel.Find("ul.plain").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_signed_in_a_while_ago_gives_the_password_again_before_they_approve()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await using var screen = await Screen.OfAsync(portal, Role.Administrator);
        await portal.PasswordAsync(screen.MemberId);
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        var panel = screen.Render<ErasurePanel>(p => p.Add(x => x.Case, Case(portal, scene)).Add(x => x.MayWork, true));
        await panel.WaitForAssertionAsync(() => panel.Find("#f-password"));

        foreach (var (word, error) in new[] { ("", "You signed in a while ago"), ("wrong horse battery", "This is not your password") })
        {
            await panel.Find("#f-password").ChangeAsync(new() { Value = word });
            await ApproveAsync(screen, panel);
            await panel.WaitForAssertionAsync(() => Assert.Contains(error, panel.Find("#f-password-error").TextContent, StringComparison.Ordinal));
        }

        Assert.Empty(await portal.Get<RunErasure>().OpenAsync(default));
        await panel.Find("#f-password").ChangeAsync(new() { Value = MemberPasswords.Password });
        await ApproveAsync(screen, panel);
        await panel.WaitForAssertionAsync(() => Assert.Contains("It was approved and runs", panel.Markup, StringComparison.Ordinal));
    }

    private static async Task ApproveAsync(Screen screen, IRenderedComponent<ErasurePanel> panel)
    {
        var pressed = panel.Find("button.danger").ClickAsync(new());
        screen.Services.GetRequiredService<DialogService>().Close(true);
        await pressed;
    }

    [Fact]
    public async Task The_certificate_names_with_their_roles_who_put_it_up_for_review_and_who_approved_it()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.TeamAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.EraseAsync();
        await using var screen = await Screen.OfAsync(portal, Role.Administrator);
        var erasure = (await scene.ReadAsync()).Erasure;

        var page = CertificateDownloads.Html(ErasureCertificate.FromJson(erasure.Certificate), erasure.CertificateHash, screen.Services.GetRequiredService<IStringLocalizer<ConsentPortal.Web.Texts>>());

        Assert.Contains("<dd>Petra Privacy (Privacy officer), member 3, ", page, StringComparison.Ordinal);
        Assert.Contains("<dd>Ada Admin (Administrator), member 1, ", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ErasureScene.Last, page, StringComparison.Ordinal);
    }

    private static PrivacyRequest Case(TestPortal portal, ErasureScene scene)
    {
        using var db = portal.NewDb();
        return db.Set<PrivacyRequest>().Single(r => r.Id == scene.Request);
    }
}
