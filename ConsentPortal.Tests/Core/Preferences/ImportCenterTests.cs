using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>A design as one file, out and in again; and whatever else somebody may call one.</summary>
public sealed class ImportCenterTests
{
    private static readonly CenterDesign Rich = Designs.Plain.With(SectionKind.Heading, s => s with { Title = new("Your choices", "Ihre Wahl"), Body = Designs.In("ar", "اختر ما تريد") }) with
    {
        AskReasons = false, Look = new() { Accent = "#2f4fb0", Logo = "logo.svg", LogoAlt = "Contoso" },
    };

    [Theory, OnEveryDatabase]
    public async Task What_is_exported_can_be_imported_and_becomes_a_draft_never_a_version(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await ProfileAsync(portal);
        await portal.PublishesAsync(Rich);
        await portal.PublishesAsync(Designs.Plain);

        var file = (await portal.Get<ExportCenter>().RunAsync(id, 1, Actors.Admin, CancellationToken.None)).Value;
        var imported = await portal.Get<ImportCenter>().RunAsync(new(id, (await ReadAsync(portal, id)).DraftVersion, file.Content), Actors.Admin, CancellationToken.None);

        Assert.True(imported.Ok, imported.Problem?.Message);
        Assert.Equal("preference-center-default-1.json", file.Name);
        var view = await ReadAsync(portal, id);
        Assert.Equal((Rich, 2, imported.Value.Version), (view.Draft!.Design, view.Published.Number, view.DraftVersion));
        Assert.Equal("preference-center-default-draft.json", (await portal.Get<ExportCenter>().RunAsync(id, null, Actors.Admin, CancellationToken.None)).Value.Name);
        Assert.Equal(Refusal.Conflict, (await portal.Get<ImportCenter>().RunAsync(new(id, 0, file.Content), Actors.Admin, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ImportCenter>().RunAsync(new(id, 0, file.Content), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
    }

    [Fact]
    public async Task Uploaded_files_travel_with_the_design_and_are_looked_at_again()
    {
        await using var here = await TestPortal.StartAsync();
        await using var there = await TestPortal.StartAsync();
        var logo = (await here.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "logo.svg", Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>""")), Actors.Admin, CancellationToken.None)).Value;
        var id = await ProfileAsync(here);
        await here.Get<SaveCenterDraft>().RunAsync(new(id, 0, Rich with { Look = new() { Logo = logo }, Sections = [.. Rich.Sections, CenterSection.Of(SectionKind.Image) with { Image = logo }] }), Actors.Admin, CancellationToken.None);
        var file = (await here.Get<ExportCenter>().RunAsync(id, null, Actors.Admin, CancellationToken.None)).Value.Content;
        var other = await ProfileAsync(there);

        Assert.True((await there.Get<ImportCenter>().RunAsync(new(other, 0, file), Actors.Admin, CancellationToken.None)).Ok);

        var design = (await ReadAsync(there, other)).Design;
        var uploaded = Assert.Single((await there.Get<FindBrandFiles>().RunAsync(BrandFileKind.Picture, Actors.Admin, CancellationToken.None)).Value);
        Assert.Equal((uploaded.Reference, uploaded.Reference, "logo.svg"), (design.Look.Logo, design.Find(SectionKind.Image)!.Image, uploaded.Name));
        var hostile = Encoding.UTF8.GetString(file).Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes("<svg "))[..6], Convert.ToBase64String(Encoding.UTF8.GetBytes("<html"))[..6], StringComparison.Ordinal);
        Assert.Equal("files", (await there.Get<ImportCenter>().RunAsync(new(other, 1, Encoding.UTF8.GetBytes(hostile)), Actors.Admin, CancellationToken.None)).Problem!.Field);
        var without = Encoding.UTF8.GetBytes($$"""{"format":"consentportal.preference-center","version":1,"design":{{CenterJson.Write(Rich with { Look = new() { Logo = "upload:77" } })}} }""");
        Assert.Equal("files", (await there.Get<ImportCenter>().RunAsync(new(other, 1, without), Actors.Admin, CancellationToken.None)).Problem!.Field);
    }

    [Fact]
    public async Task Who_was_overtaken_leaves_no_files_behind()
    {
        await using var here = await TestPortal.StartAsync();
        await using var there = await TestPortal.StartAsync();
        var logo = (await here.Get<UploadBrandFile>().RunAsync(new(BrandFileKind.Picture, "logo.svg", Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>""")), Actors.Admin, CancellationToken.None)).Value;
        var id = await ProfileAsync(here);
        await here.Get<SaveCenterDraft>().RunAsync(new(id, 0, Rich with { Look = new() { Logo = logo } }), Actors.Admin, CancellationToken.None);
        var file = (await here.Get<ExportCenter>().RunAsync(id, null, Actors.Admin, CancellationToken.None)).Value.Content;

        var refused = await there.Get<ImportCenter>().RunAsync(new(await ProfileAsync(there), 7, file), Actors.Admin, CancellationToken.None);

        Assert.Equal((Refusal.Conflict, CenterWriter.VersionField), (refused.Problem!.Refusal, refused.Problem.Field));
        Assert.Empty((await there.Get<FindBrandFiles>().RunAsync(BrandFileKind.Picture, Actors.Admin, CancellationToken.None)).Value);
    }

    [Theory]
    [InlineData("", "file", "no JSON")]
    [InlineData("not json", "file", "no JSON")]
    [InlineData("[]", "file", "holds no preference center")]
    [InlineData("""{"format":"other"}""", "file", "holds no preference center")]
    [InlineData("""{"format":"consentportal.preference-center","version":2,"design":{}}""", "file", "version")]
    [InlineData("""{"format":"consentportal.preference-center","version":1}""", "file", "no design")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":7}}""", "sections", "list")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[]},"script":"x"}""", "script", "not known")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[],"css":"x"}}""", "css", "not known")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"countdown"}]}}""", "sections[0].kind", "countdown")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"text","html":"x"}]}}""", "sections[0].html", "not known")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"text","title":{"fi":"Otsikko"}}]}}""", "text.title.fi", "fi")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"text","title":{"en":7}}]}}""", "sections[0].title.en", "text")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"text","title":{"en":"\ud800"}}]}}""", "sections[0].title.en", "text")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"text","key":"a b"}]}}""", "sections", "key")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"text"},{"kind":"text"}]}}""", "sections", "named")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[{"kind":"image","image":"../../etc/passwd"}]}}""", "image.image", "file")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[],"look":{"accent":"red;}"}}}""", "look.accent", "#")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[],"askReasons":"yes"}}""", "askReasons", "true or false")]
    [InlineData("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[],"askReasons":true,"askReasons":false}}""", "askReasons", "twice")]
    public void What_is_not_ours_is_refused_by_its_name(string content, string field, string says)
    {
        var refused = ImportCenter.Read(Encoding.UTF8.GetBytes(content));

        Assert.Contains(refused.Problems, p => p.Field == field && p.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_too_large_too_deep_or_too_long_is_refused()
    {
        Assert.Contains("too large", ImportCenter.Read(new byte[ImportCenter.MaxBytes + 1]).Problem!.Message, StringComparison.Ordinal);
        Assert.False(ImportCenter.Read(Encoding.UTF8.GetBytes($"{new string('[', 200)}{new string(']', 200)}")).Ok);
        var many = string.Join(',', Enumerable.Range(1, CenterWellformed.SectionsMax + 1).Select(n => $$"""{"kind":"text","key":"text-{{n}}"}"""));
        Assert.Equal("sections", ImportCenter.Read(File("""{"sections":[""" + many + "]}")).Problem!.Field);
    }

    [Fact]
    public void A_file_that_is_made_to_fill_the_memory_is_refused_before_it_is_read()
    {
        var sections = ImportCenter.Read(File("""{"sections":[""" + string.Join(',', Enumerable.Repeat("7", 500_000)) + "]}"));
        var languages = ImportCenter.Read(File("""{"sections":[{"kind":"text","body":{""" + string.Join(',', Enumerable.Range(0, 100_000).Select(n => $"\"x{n}\":1")) + "}}]}"));
        var spoiled = ImportCenter.Read(File("""{"sections":[""" + string.Join(',', Enumerable.Repeat("""{"kind":"text","a":1,"b":1,"c":1,"d":1}""", CenterWellformed.SectionsMax)) + "]}"));
        var unknown = ImportCenter.Read(Encoding.UTF8.GetBytes("""{"format":"consentportal.preference-center","version":1,"design":{"sections":[]},""" + string.Join(',', Enumerable.Range(0, 100_000).Select(n => $"\"x{n}\":1")) + "}"));

        Assert.Equal(["sections"], sections.Problems.Select(p => p.Field));
        Assert.Equal(["sections[0].body"], languages.Problems.Select(p => p.Field));
        Assert.Equal((50, 50), (spoiled.Problems.Count, unknown.Problems.Count));
    }

    [Fact]
    public void Whatever_comes_is_read_or_refused_and_never_throws()
    {
        Random random = new(4);
        var good = File(CenterJson.Write(Rich));
        Assert.True(ImportCenter.Read(good).Ok);
        for (var round = 0; round < 20_000; round++)
        {
            var outcome = ImportCenter.Read(Spoil(random, good));

            Assert.True(outcome.Ok || outcome.Problems.All(p => p.Field is { Length: > 0 } && p.Message.Length > 10));
        }
    }

    private static byte[] File(string design) => Encoding.UTF8.GetBytes("""{"format":"consentportal.preference-center","version":1,"profile":"default","design":""" + design + "}");

    private static byte[] Spoil(Random random, byte[] good)
    {
        var bytes = good.ToArray();
        for (var hits = random.Next(1, 6); hits > 0; hits--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)"{}[]\":,\\u0nulltrue"[random.Next(18)], _ => bytes[random.Next(bytes.Length)] };
        }

        return random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static async Task<Id<ComplianceProfile>> ProfileAsync(TestPortal portal) => (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;

    private static async Task<ReadCenterDesign.View> ReadAsync(TestPortal portal, Id<ComplianceProfile> id) => (await portal.Get<ReadCenterDesign>().RunAsync(id, Actors.Admin, CancellationToken.None)).Value;
}
