using Bunit;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Integration;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Admin.Integration;

public sealed class NewApiKeyPageTests
{
    [Fact]
    public async Task The_key_is_shown_once_and_opens_what_was_ticked()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<NewApiKeyPage>();

        await page.Find("#f-name").ChangeAsync("CRM production");
        await page.Find("#f-profile").ChangeAsync("default");
        await page.FindAll("fieldset input")[1].ChangeAsync(true);
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.StartsWith("cp_", page.Find("#key").GetAttribute("value")));
        var key = page.Find("#key").GetAttribute("value")!;
        var caller = (await portal.Get<ApiKeyVerifier>().VerifyAsync(key, CancellationToken.None))!;
        Assert.Equal(("CRM production", "default"), (caller.Actor.Name, caller.Actor.BoundToProfile));
        Assert.True(caller.Actor.May(Permission.CheckConsent | Permission.RecordConsent));
        Assert.False(caller.Actor.May(Permission.ReadConsent));

        var list = screen.Render<ApiKeysPage>();
        await list.WaitForAssertionAsync(() => Assert.Contains("CRM production", list.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(key.Split('_', 3)[2], list.Markup, StringComparison.Ordinal);
        Assert.Empty(screen.Render<NewApiKeyPage>().FindAll("#key"));
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_typed_stays()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<NewApiKeyPage>();

        await page.Find("#f-application").ChangeAsync("The CRM");
        await page.FindAll("fieldset input")[0].ChangeAsync(false);
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.Find("#f-name-error").TextContent.Trim()));
        Assert.Contains("at least one", page.Find("#scopes-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("The CRM", page.Find("#f-application").GetAttribute("value"));
    }

    [Fact]
    public async Task Who_may_not_manage_keys_gets_none()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative);
        var page = screen.Render<NewApiKeyPage>();

        await page.Find("#f-name").ChangeAsync("Mine");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("You may not do this", page.Markup, StringComparison.Ordinal));
        await using var db = portal.NewDb();
        Assert.False(await db.Set<ApiKey>().AnyAsync());
    }
}
