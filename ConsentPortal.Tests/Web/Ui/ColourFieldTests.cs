using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentPortal.Tests.Web.Ui;

public sealed class ColourFieldTests
{
    [Fact]
    public async Task An_unreadable_colour_says_its_contrast_as_it_is_typed_and_the_nearest_is_one_press_away()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        string? held = null;
        var field = screen.Render<ColourField>(p => p.Add(f => f.Name, "accent").Add(f => f.Label, "Colour").Add(f => f.Grounds, PublicColours.Light).Add(f => f.ValueChanged, value => held = value));
        Assert.Empty(field.FindAll(".chip"));

        await field.Find("#f-accent").InputAsync(new ChangeEventArgs { Value = "FFE100" });

        Assert.Contains("Hard to read", field.Find(".chip.bad").TextContent, StringComparison.Ordinal);
        Assert.Contains("Contrast 1.20 to 1 on #f4f5f7; text needs 4.5 to 1.", field.Find("[role=status]").TextContent, StringComparison.Ordinal);
        var nearest = PublicColours.Judge("#ffe100", PublicColours.Light)!.Nearest;
        await field.Find("button").ClickAsync(new());

        Assert.Equal(nearest, held);
        Assert.Contains("Easy to read", field.Find(".chip.ok").TextContent, StringComparison.Ordinal);
        Assert.Empty(field.FindAll("button"));
        Assert.Equal(nearest, field.Find("input[type=color]").GetAttribute("value"));
    }

    [Fact]
    public async Task What_the_save_refused_stands_beside_it_until_it_is_changed()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var field = screen.Render<ColourField>(p => p.Add(f => f.Name, "accent").Add(f => f.Label, "Colour").Add(f => f.Value, "#ffe100").Add(f => f.Problems, [.. PublicColours.Check("accent", "#ffe100", PublicColours.Light)]));

        Assert.Contains("has a contrast of only", field.Find("#f-accent-error").TextContent, StringComparison.Ordinal);
        await field.Find("#f-accent").InputAsync(new ChangeEventArgs { Value = "#2f4fb0" });

        Assert.Empty(field.FindAll("#f-accent-error .error"));
        Assert.Null(field.Find("#f-accent").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_file_is_uploaded_looked_at_and_chosen_and_a_bad_one_says_why()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        string? held = null;
        var pick = screen.Render<FilePick>(p => p.Add(f => f.Name, "logo").Add(f => f.Label, "Logo").Add(f => f.Kind, BrandFileKind.Picture).Add(f => f.ValueChanged, value => held = value));

        pick.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(BrandSamples.Around("<script>alert(1)</script>"), "evil.svg"));
        await pick.WaitForAssertionAsync(() => Assert.Contains("<script>", pick.Find(".error").TextContent, StringComparison.Ordinal));
        Assert.Null(held);

        pick.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(BrandSamples.Png, "mark.png"));
        await pick.WaitForAssertionAsync(() => Assert.StartsWith("upload:", held, StringComparison.Ordinal));
        Assert.Empty(pick.FindAll(".error"));
        Assert.Equal(held, pick.Find("option[selected]").GetAttribute("value") ?? pick.Find("#f-logo").GetAttribute("value"));
        Assert.Contains("mark.png (1 × 1, 1 kB)", pick.Find("#f-logo").TextContent, StringComparison.Ordinal);
    }
}
