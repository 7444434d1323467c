using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class PublicColoursTests
{
    [Fact]
    public void An_unreadable_colour_is_refused_with_the_ratio_the_ground_and_the_nearest_that_can_be_read()
    {
        var problem = Assert.Single(PublicColours.Check("accent", "#ffe100", PublicColours.Light));

        var nearest = PublicColours.Judge("#ffe100", PublicColours.Light)!.Nearest;
        Assert.Equal("accent", problem.Field);
        Assert.Equal($"#ffe100 has a contrast of only 1.20 to 1 on #f4f5f7; text needs 4.5 to 1. The nearest colour that can be read is {nearest}.", problem.Message);
        Assert.Empty(PublicColours.Check("accent", nearest, PublicColours.Light));
    }

    [Theory]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#2f4fb0;}body{display:none")]
    public void What_is_no_colour_is_refused_with_how_to_write_one(string typed)
        => Assert.Equal("Write the colour as # and six digits: #2f4fb0.", Assert.Single(PublicColours.Check("accent", PublicColours.Tidy(typed), PublicColours.Light)).Message);

    [Theory]
    [InlineData(" 2F4FB0 ", "#2f4fb0")]
    [InlineData("#ABC", "#aabbcc")]
    [InlineData("abc", "#aabbcc")]
    [InlineData("", null)]
    [InlineData("#", null)]
    [InlineData("blue", "blue")]
    public void A_colour_is_read_as_people_type_it(string typed, string? read) => Assert.Equal(read, PublicColours.Tidy(typed));

    [Fact]
    public void What_is_said_of_a_colour_never_flatters_it()
    {
        Assert.Equal(4.47m, PublicColours.Judge("#777777", ["#ffffff"])!.Ratio); // 4.478…
        Assert.False(PublicColours.Judge("#777777", ["#ffffff"])!.Passes);
        Assert.True(PublicColours.Judge("#767676", ["#ffffff"])!.Passes);
        Assert.True(PublicColours.Judge(PublicColours.DefaultAccent, PublicColours.Light)!.Passes && PublicColours.Judge(PublicColours.DefaultAccentDark, PublicColours.Dark)!.Passes);
    }

    [Fact]
    public void The_grounds_are_those_of_the_public_pages()
    {
        var sheet = File.ReadAllLines(Path.Combine(Architecture.Source.Root, "ConsentPortal.Web", "wwwroot", "public.css"));
        var (day, night) = (sheet.First(l => l.StartsWith(":root", StringComparison.Ordinal)), sheet.First(l => l.StartsWith("@media (prefers-color-scheme: dark)", StringComparison.Ordinal)));

        Assert.All(PublicColours.Light, ground => Assert.Contains(ground == "#ffffff" ? "--card: #fff;" : $"--page: {ground};", day, StringComparison.Ordinal));
        Assert.All(PublicColours.Dark, ground => Assert.Contains(ground, night, StringComparison.Ordinal));
        Assert.Contains($"--accent: {PublicColours.DefaultAccent};", day, StringComparison.Ordinal);
        Assert.Contains($"--accent: {PublicColours.DefaultAccentDark};", night, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logo.svg", "logo.svg", 0)]
    [InlineData("upload:7101", null, 7101)]
    public void A_files_reference_is_a_name_of_the_folder_or_an_upload(string text, string? name, long upload)
    {
        var file = FileReference.Parse(text);

        Assert.Equal((name, upload, text), (file!.Value.Name, file.Value.Upload.Value, file.Value.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../secret.svg")]
    [InlineData("a/b.svg")]
    [InlineData("a\\b.svg")]
    [InlineData(".hidden")]
    [InlineData("upload:")]
    [InlineData("upload:0")]
    [InlineData("upload:x")]
    [InlineData("https://evil.example/a.svg")]
    [InlineData("a\");}body{}.svg")]
    public void What_leads_out_of_the_folder_is_no_reference(string? text) => Assert.Null(FileReference.Parse(text));
}
