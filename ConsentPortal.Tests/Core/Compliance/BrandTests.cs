using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class BrandTests
{
    internal static readonly BrandFacts Fabrikam = new("Fabrikam")
    {
        Look = new() { Logo = "blue.svg", LogoAlt = "A blue F", Accent = "8A1C1C", AccentDark = "#ffb4ab" }, Website = "https://fabrikam.example", Help = "help@fabrikam.example",
        SenderName = "Fabrikam News", SenderAddress = "news@fabrikam.example", ReplyTo = "answers@fabrikam.example", Host = "Preferences.Fabrikam.example",
    };

    [Theory, OnEveryDatabase]
    public async Task A_brand_is_made_tidied_told_chosen_by_a_profile_and_reaches_the_rulebook(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var id = await AddAsync(portal, Fabrikam);
        Assert.Equal((BrandEvents.Added, "Fabrikam", "brand"), ((await portal.LastAuditAsync()).Entry.Kind, (await portal.LastAuditAsync()).Values.Subject, (await portal.LastAuditAsync()).Entry.SubjectKind));
        Assert.Contains(new Change("host", "", "preferences.fabrikam.example"), (await portal.LastAuditAsync()).Values.Changes);
        await ChooseAsync(portal, id);

        var brand = (await portal.RulesAsync()).Profile("default")!.Brand!;
        Assert.Equal(("#8a1c1c", "mailto:help@fabrikam.example", "preferences.fabrikam.example"), (brand.Accent, brand.Help, brand.Host));
        Assert.Equal(id, (await portal.RulesAsync()).BrandAt("PREFERENCES.fabrikam.example")!.Id);
        Assert.Null((await portal.RulesAsync()).BrandAt("fabrikam.example"));
        Assert.Equal(new("brand", null, "Fabrikam"), Assert.Single((await portal.LastAuditAsync()).Values.Changes));
        var row = Assert.Single((await portal.Get<FindBrands>().RunAsync(Actors.Admin, default)).Value.Rows);
        Assert.Equal(("Fabrikam", true, "Default"), (row.Name, row.Active, Assert.Single(row.Profiles)));
        Assert.Empty((await portal.Get<FindBrands>().RunAsync(Actors.Admin, default)).Value.Others);
    }

    [Theory, OnEveryDatabase]
    public async Task A_brand_in_use_is_not_retired_and_a_retired_one_gives_its_host_free_and_is_not_chosen(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await AddAsync(portal, Fabrikam);
        await ChooseAsync(portal, id);

        var refused = await portal.Get<RetireBrand>().RunAsync(new(id), Actors.Admin, default);
        Assert.Equal("The profile Default uses this brand. Give it another one first.", refused.Problem!.Message);

        await ChooseAsync(portal, default);
        Assert.True((await portal.Get<RetireBrand>().RunAsync(new(id), Actors.Admin, default)).Ok);
        Assert.Equal(BrandEvents.Retired, (await portal.LastAuditAsync()).Entry.Kind);
        Assert.Null((await portal.RulesAsync()).BrandAt("preferences.fabrikam.example"));
        Assert.True((await portal.Get<AddBrand>().RunAsync(new(Fabrikam), Actors.Admin, default)).Ok); // name and host are free
        var view = await portal.ViewAsync();
        Assert.Equal("brand", (await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(view) with { Brand = id }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal("name", (await portal.Get<RetireBrand>().RunAsync(new(id, Active: true), Actors.Admin, default)).Problem!.Field); // another has its name now
    }

    [Theory, OnEveryDatabase]
    public async Task The_second_of_two_who_edit_is_told_and_a_save_that_changes_nothing_is_silent(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await AddAsync(portal, Fabrikam);
        var view = (await portal.Get<ReadBrand>().RunAsync(id, Actors.Admin, default)).Value;
        var told = (await portal.AuditAsync()).Count;

        Assert.True((await portal.Get<EditBrand>().RunAsync(new(id, view.Version, view.Facts), Actors.Admin, default)).Ok);
        Assert.Equal(told, (await portal.AuditAsync()).Count);
        Assert.True((await portal.Get<EditBrand>().RunAsync(new(id, view.Version, view.Facts with { SenderName = "Theirs" }), Actors.Admin, default)).Ok);
        Assert.Equal(new("senderName", "Fabrikam News", "Theirs"), Assert.Single((await portal.LastAuditAsync()).Values.Changes));

        var second = await portal.Get<EditBrand>().RunAsync(new(id, view.Version, view.Facts with { SenderName = "Mine" }), Actors.Admin, default);
        Assert.Equal((Refusal.Conflict, RulebookWriter.VersionField), (second.Problem!.Refusal, second.Problem.Field));
    }

    [Fact]
    public async Task Two_brands_share_neither_name_nor_host_and_the_portals_own_host_is_taken()
    {
        await using var portal = await TestPortal.StartAsync(with: [("ConsentPortal:PublicUrl", "https://portal.example")]);
        await AddAsync(portal, Fabrikam);

        Assert.Equal("name", (await portal.Get<AddBrand>().RunAsync(new(Fabrikam with { Name = "FABRIKAM" }), Actors.Admin, default)).Problem!.Field);
        Assert.Equal("host", (await portal.Get<AddBrand>().RunAsync(new(Fabrikam with { Name = "Other" }), Actors.Admin, default)).Problem!.Field);
        Assert.Equal("This is the portal's own host. Leave the field empty, or enter another name that leads here.",
            (await portal.Get<AddBrand>().RunAsync(new(new("Other") { Host = "PORTAL.example." }), Actors.Admin, default)).Problem!.Message);
        Assert.Equal("logo", (await portal.Get<AddBrand>().RunAsync(new(new("Other") { Look = new() { Logo = "upload:7" } }), Actors.Admin, default)).Problem!.Field);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<AddBrand>().RunAsync(new(new("Other")), Actors.Rep, default)).Problem!.Refusal);
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("accent", "#ffe100")]
    [InlineData("accent", "red")]
    [InlineData("accentDark", "#101010")]
    [InlineData("logo", "../secret.svg")]
    [InlineData("font", "https://evil.example/f.woff2")]
    [InlineData("website", "javascript:alert(1)")]
    [InlineData("website", "fabrikam.example")]
    [InlineData("help", "javascript:alert(1)")]
    [InlineData("senderName", "Eve\r\nBcc: eve@example.com")]
    [InlineData("senderName", "Eve <eve@example.com>")]
    [InlineData("senderAddress", "eve")]
    [InlineData("senderAddress", "eve@example.com\r\nBcc: a@b.cd")]
    [InlineData("senderAddress", "a@b.cd, c@d.ef")]
    [InlineData("replyTo", "Eve <eve@example.com>")]
    [InlineData("host", "https://fabrikam.example")]
    [InlineData("host", "fabrikam.example/path")]
    [InlineData("host", "fabrikam.example:8080")]
    [InlineData("host", "fabrikam")]
    [InlineData("host", "192.0.2.1")]
    [InlineData("host", "a..b.example")]
    [InlineData("host", "-a.example")]
    [InlineData("host", "a b.example")]
    [InlineData("host", "evil.example\r\nX: y")]
    public void What_a_page_or_a_mail_must_not_carry_is_refused_beside_its_field(string field, string value)
    {
        var facts = BrandRules.Tidy(field switch
        {
            "name" => Fabrikam with { Name = value }, "website" => Fabrikam with { Website = value }, "help" => Fabrikam with { Help = value }, "host" => Fabrikam with { Host = value },
            "senderName" => Fabrikam with { SenderName = value }, "senderAddress" => Fabrikam with { SenderAddress = value }, "replyTo" => Fabrikam with { ReplyTo = value },
            "accent" => Fabrikam with { Look = new() { Accent = value } }, "accentDark" => Fabrikam with { Look = new() { AccentDark = value } }, "logo" => Fabrikam with { Look = new() { Logo = value } },
            _ => Fabrikam with { Look = new() { Font = value } },
        });

        Assert.Equal(field, Assert.Single(BrandRules.Refuse(facts, "portal.example")).Field);
    }

    [Theory]
    [InlineData("Straße.example", "xn--strae-oqa.example", "strasse.example")]
    [InlineData("A.B-c.Example.", "a.b-c.example", "a.b-c.example")]
    public void A_host_is_kept_as_the_dns_has_it(string typed, string ascii, string old) => Assert.Contains(HostName.Read(typed)!, new[] { ascii, old });

    internal static async Task<Id<Brand>> AddAsync(TestPortal portal, BrandFacts facts) => (await portal.Get<AddBrand>().RunAsync(new(facts), Actors.Admin, default)).Value;

    internal static async Task ChooseAsync(TestPortal portal, Id<Brand> brand)
    {
        var view = await portal.ViewAsync();
        Assert.True((await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(view) with { Brand = brand }, Actors.Admin, default)).Ok);
    }
}
