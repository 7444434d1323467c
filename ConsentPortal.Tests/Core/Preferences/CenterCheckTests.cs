using System.Xml.Linq;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Tests.Architecture;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>What the check of a design finds, rule by rule and language by language.</summary>
public sealed partial class CenterCheckTests
{
    private static readonly CenterDesign Plain = Designs.Plain;
    private static readonly HashSet<(string, BrandFileKind)> NoFiles = [];

    [Fact]
    public async Task What_every_portal_begins_with_is_fair() => Assert.Equal([CenterRule.SenderMissing, CenterRule.NothingToShow], (await CheckAsync(Plain)).Select(f => f.Rule).Distinct().OrderDescending());

    [Fact]
    public async Task What_is_too_much_counts_what_a_reader_gets_from_other_languages_and_in_bytes()
    {
        var arabic = Plain with { Sections = [.. Plain.Sections, .. Enumerable.Range(1, 2).Select(n => CenterSection.Of(SectionKind.Text, n) with { Body = Designs.In("ar", new('ن', CenterWellformed.BodyMaxLength)) })] };
        var mixed = Plain with { Sections = [.. Plain.Sections, .. ReaderLanguage.All.Take(8).Select((l, n) => CenterSection.Of(SectionKind.Text, n + 1) with { Body = Designs.In(l.Code, new('x', 1_900)) })] };

        foreach (var design in new[] { arabic, mixed })
        {
            Assert.Equal(9, (await CheckAsync(design)).Single(f => f is { Rule: CenterRule.TooLong, Must: true }).Languages.Count);
        }
    }

    [Fact]
    public async Task Files_that_are_gone_or_of_another_kind_are_found_and_not_shown()
    {
        await using var portal = await TestPortal.StartAsync();
        var font = (await portal.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Font, "a.woff2", BrandSamples.Font), Actors.Admin, CancellationToken.None)).Value;
        var picture = (await portal.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "a.png", BrandSamples.Png), Actors.Admin, CancellationToken.None)).Value;
        var files = portal.Get<CenterFiles>();
        files.InFolder = (name, _) => name == "logo.svg";
        string[] named = [font, picture, "upload:77", "logo.svg", "gone.svg"];
        var design = Plain with { Look = new() { Logo = "gone.svg", Font = picture }, Sections = [.. Plain.Sections, .. named.Select((f, n) => CenterSection.Of(SectionKind.Image, n + 1) with { Image = f })] };
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);

        var found = CenterCheck.Of(design, rules, rules.Profiles[0], await files.BrokenAsync(design, CancellationToken.None)).Where(f => f.Rule == CenterRule.FileMissing).ToList();
        var shown = await files.ShownAsync(design, CancellationToken.None);

        Assert.All(found, f => Assert.True(f.Must));
        Assert.Equal([("", "font"), ("", "logo"), ("image", "image"), ("image-3", "image"), ("image-5", "image")], found.Select(f => (f.SectionKey, f.Field)).Order());
        Assert.Equal([null, picture, null, "logo.svg", null], shown.Sections.Where(s => s.Kind == SectionKind.Image).Select(s => s.Image));
        Assert.Equal((null, null), (shown.Look.Logo, shown.Look.Font));
    }

    [Fact]
    public async Task What_is_missing_in_other_languages_is_listed_and_only_warned_of()
    {
        var found = Assert.Single(await CheckAsync(Plain.With(SectionKind.Pause, s => s with { Title = new("Rest", "Ruhe") })), f => f.Rule == CenterRule.LanguageMissing);

        Assert.Equal((false, "pause", "title"), (found.Must, found.SectionKey, found.Field));
        Assert.Equal(["fr", "es", "it", "nl", "pl", "pt", "ar"], found.Languages);
        Assert.DoesNotContain(await CheckAsync(Plain.With(SectionKind.Pause, s => s with { Title = Designs.Everywhere("Rest") })), f => f.Rule == CenterRule.LanguageMissing);
    }

    [Fact]
    public async Task Sections_must_be_there_once_and_in_their_places()
    {
        SectionKind[] start = [SectionKind.Heading, SectionKind.Everything, SectionKind.Purposes, SectionKind.AllBrands];
        foreach (var required in start)
        {
            var found = Assert.Single(await CheckAsync(Designs.Of([.. start.Where(k => k != required)])), f => f.Rule == CenterRule.SectionMissing);
            Assert.Equal((true, required), (found.Must, found.Section));
        }

        Assert.Contains(await CheckAsync(Designs.Of([.. start, SectionKind.Pause, SectionKind.Pause])), f => f is { Rule: CenterRule.SectionTwice, Must: true, Section: SectionKind.Pause });
        Assert.Contains(await CheckAsync(Designs.Of(SectionKind.Everything, SectionKind.Heading, SectionKind.Purposes, SectionKind.AllBrands)), f => f is { Rule: CenterRule.HeadingFirst, Must: true });
        Assert.Contains(await CheckAsync(Designs.Of(SectionKind.Heading, SectionKind.Purposes, SectionKind.Everything, SectionKind.AllBrands)), f => f is { Rule: CenterRule.RefusalFirst, Must: true });
        Assert.Contains(await CheckAsync(Designs.Of(SectionKind.Heading, SectionKind.Text, SectionKind.Image, SectionKind.Everything, SectionKind.Purposes, SectionKind.AllBrands)), f => f is { Rule: CenterRule.RefusalFirst, Must: true });
        Assert.Contains(await CheckAsync(Designs.Of(SectionKind.Heading, SectionKind.Everything, SectionKind.Topics, SectionKind.Purposes, SectionKind.AllBrands)), f => f is { Rule: CenterRule.TopicsFirst, Must: true });
    }

    [Theory]
    [InlineData(CenterStructureCheck.AboveMaxLength, false)]
    [InlineData(CenterStructureCheck.AboveMaxLength + 1, true)]
    public async Task Long_words_above_the_refusal_push_it_off_the_first_screen(int letters, bool found)
    {
        var text = CenterSection.Of(SectionKind.Text) with { Body = Designs.In("de", new('x', letters)) };
        var design = Plain with { Sections = [Plain.Sections[0], text, .. Plain.Sections.Skip(1)] };

        Assert.Equal(found, (await CheckAsync(design)).Any(f => f is { Rule: CenterRule.RefusalBelowFold, Must: true, SectionKey: "text" }));
    }

    [Fact]
    public async Task What_is_empty_or_endless_is_found()
    {
        var design = Plain with
        {
            Sections = [.. Plain.Sections, CenterSection.Of(SectionKind.Text), CenterSection.Of(SectionKind.Image), CenterSection.Of(SectionKind.Image, 2) with { Image = "logo.svg" },
                .. Enumerable.Range(2, 4).Select(n => CenterSection.Of(SectionKind.Text, n) with { Body = Designs.Everywhere(new('x', CenterWellformed.BodyMaxLength)) })],
        };

        var found = await CheckAsync(design);

        Assert.Equal(["text", "image"], found.Where(f => f.Rule == CenterRule.Empty).Select(f => f.SectionKey));
        Assert.Equal((false, "image-2"), found.Where(f => f.Rule == CenterRule.AltMissing).Select(f => (f.Must, f.SectionKey)).Single());
        Assert.Equal(9, found.Single(f => f is { Rule: CenterRule.TooLong, Must: true }).Languages.Count);
    }

    [Fact]
    public async Task A_heading_of_ones_own_names_who_writes()
    {
        await using var portal = await TestPortal.StartAsync();
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var design = Plain.With(SectionKind.Heading, s => s with { Body = new("Tell us what you like.", $"{rules.Profiles[0].Name} schreibt Ihnen.") });

        var found = CenterCheck.Of(design, rules, rules.Profiles[0], NoFiles).Where(f => f is { Rule: CenterRule.SenderMissing, SectionKey: "heading" }).ToList();

        Assert.Equal(["en"], Assert.Single(found).Languages);
    }

    [Fact]
    public async Task A_colour_that_nobody_can_read_is_found_with_its_ratio()
    {
        var found = Assert.Single(await CheckAsync(Plain with { Look = new() { Accent = "#ffee00", AccentDark = "#ffffff" } }), f => f.Rule == CenterRule.Contrast);

        Assert.Equal((true, "", "accent"), (found.Must, found.SectionKey, found.Field));
        Assert.StartsWith("#ffee00 (1.1", found.Detail, StringComparison.Ordinal);
        Assert.True(PublicColours.Judge(found.Offer, PublicColours.Light)!.Passes);
    }

    [Fact]
    public async Task The_portals_own_words_pass_in_every_language()
    {
        (SectionKind Kind, string Title, string Body, string Button)[] ours =
        [
            (SectionKind.Everything, "Unsubscribe", "One click, nothing else to fill in. Receipts and other service messages still reach you.", "Unsubscribe from everything"),
            (SectionKind.Purposes, "Or choose what you get", "", "Save my choices"), (SectionKind.AllBrands, "All our brands", "", "Stop it for all brands"),
            (SectionKind.Pause, "Pause", "No offers and no news for a while. Nothing is unsubscribed, and service messages still reach you.", ""),
            (SectionKind.Tracking, "Tracking in messages", "May we see that you opened a message and what you clicked? Messages reach you either way.", ""),
        ];
        var design = Plain;
        foreach (var (kind, title, body, button) in ours)
        {
            design = design.With(kind, s => s with { Title = Ours(title), Body = Ours(body), Button = Ours(button) });
        }

        Assert.Empty((await CheckAsync(design)).Where(f => f.Rule is not (CenterRule.SenderMissing or CenterRule.NothingToShow)).Select(f => $"{f.Rule} {f.SectionKey}.{f.Field} {string.Join(',', f.Languages)} {f.Detail}"));
    }

    private static LocalText Ours(string key) => key.Length == 0 ? LocalText.Empty
        : new(ReaderLanguage.All.Select(l => KeyValuePair.Create(l.Code, (string)XDocument.Load(Path.Combine(Source.Root, $"ConsentPortal.Web/Public/PublicTexts{(l.Code == "en" ? "" : $".{l.Code}")}.resx"))
            .Descendants("data").Single(d => (string)d.Attribute("name")! == key).Element("value")!)));

    private static CenterDesign With(SectionKind kind, string field, string language, string text) => Plain.With(kind, s => field switch
    {
        "title" => s with { Title = Designs.In(language, text) },
        "body" => s with { Body = Designs.In(language, text) },
        _ => s with { Button = Designs.In(language, text) },
    });

    private static async Task FindsAsync(CenterRule rule, bool must, SectionKind kind, string field, string language, string text, string? words = null)
    {
        var found = (await CheckAsync(With(kind, field, language, text))).Where(f => f.Rule == rule).ToList();

        Assert.Contains(found, f => (f.Must, f.SectionKey, f.Field) == (must, Word.Of(kind), field) && f.Languages.SequenceEqual([language]) && (words is null || f.Detail == words));
        Assert.DoesNotContain(await CheckAsync(With(kind, field, language == "en" ? "de" : "en", text)), f => f.Rule == rule && language != "en" && f.Detail == words && words is not null);
    }

    private static async Task<IReadOnlyList<CenterFinding>> CheckAsync(CenterDesign design)
    {
        var rules = await Rules.Value;
        return CenterCheck.Of(design, rules, rules.Profiles[0], NoFiles);
    }

    private static readonly Lazy<Task<Rulebook>> Rules = new(async () =>
    {
        await using var portal = await TestPortal.StartAsync();
        return await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
    });
}
