using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Kernel;

public sealed class ContrastTests
{
    private static readonly string[] Day = ["#ffffff", "#f4f5f7"], Night = ["#1c2027", "#13161b"];

    [Fact]
    public void The_nearest_colour_always_passes_and_one_that_passes_is_left_alone()
    {
        Random random = new(4711);
        foreach (var colour in Enumerable.Range(0, 400).Select(_ => $"#{random.Next(0x1000000):x6}").Concat(["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00"]))
        {
            foreach (var grounds in new[] { Day, Night })
            {
                var nearest = Contrast.Nearest(colour, grounds);

                Assert.NotNull(nearest);
                Assert.True(Contrast.Least(nearest, grounds).Ratio >= Contrast.Text, $"{colour} became {nearest}");
                Assert.Equal(Contrast.Least(colour, grounds).Ratio >= Contrast.Text, nearest == colour);
            }
        }
    }

    [Theory]
    [InlineData("#ffe100")]
    [InlineData("#ff6600")]
    [InlineData("#00c2a8")]
    [InlineData("#7f9cff")]
    public void The_nearest_colour_keeps_its_hue_and_goes_no_further_than_it_must(string colour)
    {
        var nearest = Contrast.Nearest(colour, Day)!;

        Assert.InRange(Contrast.Least(nearest, Day).Ratio, 4.5, 4.7);
        Assert.InRange(Math.Abs(Oklch.Of(nearest).Hue - Oklch.Of(colour).Hue), 0, 0.06); // radians: within rounding of a screen's colours
    }

    [Theory]
    [InlineData("#2f4fb0")]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#a1b2c3")]
    [InlineData("#ff00ff")]
    public void A_colour_comes_back_from_where_its_lightness_is_moved(string colour) => Assert.Equal(colour, Oklch.Of(colour).ToHex());

    [Fact]
    public void Where_grounds_are_too_far_apart_no_colour_is_made_up() => Assert.Null(Contrast.Nearest("#808080", [.. Day, .. Night]));
}
