using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class PurposeFormTests
{
    [Fact]
    public async Task What_an_opt_out_stops_is_explained_by_two_people_where_it_is_chosen()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var form = await RenderAsync(screen, portal);
        Assert.Contains("neither does Ann", form.Find("#scope-example").TextContent, StringComparison.Ordinal);

        await form.Find("#f-optOutScope").ChangeAsync(new ChangeEventArgs { Value = "contact" });

        Assert.Contains("Ann goes on getting messages", form.Find("#scope-example").TextContent, StringComparison.Ordinal);
        Assert.Contains("told no for both", form.Find("#scope-example").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_with_the_data_is_saved_with_the_reason()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var form = await RenderAsync(screen, portal);

        await form.Find("#f-lawfulBasis").ChangeAsync(new ChangeEventArgs { Value = "legitimateInterest" });
        await form.Find("#f-recipients").ChangeAsync(new ChangeEventArgs { Value = "Mailer Inc.\nPrinter Ltd" });
        await form.Find("#f-reason").ChangeAsync(new ChangeEventArgs { Value = "asked by counsel" });
        await form.Find("form").SubmitAsync();

        Assert.Equal(new(LawfulBasis.LegitimateInterest, Recipients: "Mailer Inc.\nPrinter Ltd"), (await portal.ViewAsync()).Purposes[0].Facts);
        Assert.Equal("asked by counsel", (await portal.LastAuditAsync()).Values.Reason);
    }

    private static async Task<IRenderedComponent<PurposeForm>> RenderAsync(Screen screen, TestPortal portal)
    {
        var view = await portal.ViewAsync();
        return screen.Render<PurposeForm>(p => p.Add(f => f.Purpose, view.Purposes[0]).Add(f => f.CanEdit, value: true));
    }
}
