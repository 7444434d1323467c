using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.BrandPages;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.BrandPages;

public sealed class BrandFormTests
{
    [Fact]
    public async Task A_refused_brand_says_every_mend_beside_its_field_and_keeps_what_was_typed_until_it_can_be_saved()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var form = screen.Render<BrandForm>(p => p.Add(f => f.CanEdit, true));

        await form.Find("#f-name").InputAsync(new ChangeEventArgs { Value = "Fabrikam" });
        await form.Find("#f-accent").InputAsync(new ChangeEventArgs { Value = "#ffe100" });
        await form.Find("#f-host").ChangeAsync(new ChangeEventArgs { Value = "https://fabrikam.example/" });
        await form.Find("form").SubmitAsync();

        Assert.Contains("has a contrast of only", form.Find("#f-accent-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("bare name", form.Find("#f-host-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("#ffe100", form.Find("#f-accent").GetAttribute("value"));
        Assert.Empty((await portal.RulesAsync()).Brands);

        await form.Find(".colour-nearest").ClickAsync(new());
        await form.Find("#f-host").ChangeAsync(new ChangeEventArgs { Value = "Preferences.fabrikam.example" });
        await form.Find("form").SubmitAsync();

        var brand = Assert.Single((await portal.RulesAsync()).Brands);
        Assert.Equal(("Fabrikam", PublicColours.Judge("#ffe100", PublicColours.Light)!.Nearest, "preferences.fabrikam.example"), (brand.Name, brand.Accent, brand.Host));
        Assert.EndsWith($"/brands/{brand.Id}", screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brand_is_shown_to_who_may_read_it_and_edited_by_who_may_and_the_branding_folder_stands_first()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await BrandTests.AddAsync(portal, BrandTests.Fabrikam);
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");

        var list = screen.Render<BrandsPage>();
        list.WaitForElement("tbody tr:nth-child(2)");
        Assert.Contains("From the branding folder", list.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Default", list.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("preferences.fabrikam.example", list.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);

        var page = screen.Render<BrandPage>(p => p.Add(x => x.Id, id.Value));
        Assert.Equal("news@fabrikam.example", page.WaitForElement("#f-senderAddress").GetAttribute("value"));
        await page.Find("#f-senderName").ChangeAsync(new ChangeEventArgs { Value = "Fabrikam" });
        await page.Find("form").SubmitAsync();
        Assert.Equal("Fabrikam", Assert.Single((await portal.RulesAsync()).Brands).SenderName);
        Assert.Contains("Sender's name", page.Find(".timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_chooses_its_brand_on_its_form()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await BrandTests.AddAsync(portal, BrandTests.Fabrikam);
        await using var screen = await Screen.OfAsync(portal);
        var view = await portal.ViewAsync();
        var form = screen.Render<GeneralForm>(p => p.Add(f => f.View, view));

        await form.Find("#f-brand").ChangeAsync(new ChangeEventArgs { Value = id.ToString() });
        await form.Find("form").SubmitAsync();

        Assert.Equal("Fabrikam", (await portal.RulesAsync()).Profile("default")!.Brand!.Name);
    }
}
