using Bunit;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class GeneralFormTests
{
    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var view = await portal.ViewAsync();
        var form = screen.Render<GeneralForm>(p => p.Add(f => f.View, view));

        await form.Find("#f-name").ChangeAsync(new ChangeEventArgs { Value = "  " });
        await form.Find("#f-companyName").ChangeAsync(new ChangeEventArgs { Value = "Example Ltd" });
        await form.Find("form").SubmitAsync();

        Assert.Equal("true", form.Find("#f-name").GetAttribute("aria-invalid"));
        Assert.Contains("Enter a name.", form.Find("#f-name-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("#f-name", form.Find("#problems a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Example Ltd", form.Find("#f-companyName").GetAttribute("value"));
        Assert.Equal("", (await portal.ViewAsync()).CompanyName);
    }

    [Fact]
    public async Task The_second_of_two_sees_the_others_values_beside_their_own_and_saves_over()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var view = await portal.ViewAsync();
        IRenderedComponent<GeneralForm>? form = null;
        async Task ReloadAsync()
        {
            var now = await portal.ViewAsync();
            var rows = (await portal.Get<ReadHistory>().RunAsync(new([new("profile", view.Id.ToString())]), Actors.Admin, default)).Value.Rows;
            form!.Render(p => p.Add(f => f.View, now).Add(f => f.History, rows));
        }

        form = screen.Render<GeneralForm>(p => p.Add(f => f.View, view).Add(f => f.Reload, ReloadAsync));
        await form.Find("#f-companyName").ChangeAsync(new ChangeEventArgs { Value = "Mine Ltd" });
        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(view) with { CompanyName = "Theirs Ltd", PostalAddress = "1 Their Street" }, Actors.Admin with { Name = "Olga Other" }, default);

        await form.Find("form").SubmitAsync();

        var told = form.Find("#meanwhile").TextContent;
        Assert.All(["Olga Other", "Company", "Theirs Ltd", "Mine Ltd"], word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.Equal(("Mine Ltd", "1 Their Street"), (form.Find("#f-companyName").GetAttribute("value"), form.Find("#f-postalAddress").GetAttribute("value")));
        Assert.Equal("Theirs Ltd", (await portal.ViewAsync()).CompanyName); // nothing was overwritten yet

        await form.Find("form").SubmitAsync();

        var saved = await portal.ViewAsync();
        Assert.Equal(("Mine Ltd", "1 Their Street"), (saved.CompanyName, saved.PostalAddress));
        Assert.Empty(form.FindAll("#meanwhile"));
    }

    [Fact]
    public async Task Turning_double_opt_in_off_says_what_that_means()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu");
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var view = await portal.ViewAsync("eu");
        var form = screen.Render<GeneralForm>(p => p.Add(f => f.View, view));

        await form.Find("#double-opt-in").ChangeAsync(new ChangeEventArgs { Value = false });

        Assert.Contains("each counts at once, without a confirmation", form.Find(".notice.warn").TextContent, StringComparison.Ordinal);
        await form.Find("form").SubmitAsync();
        Assert.False((await portal.ViewAsync("eu")).DoubleOptIn);
    }
}
