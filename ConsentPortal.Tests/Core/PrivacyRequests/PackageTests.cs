using System.Security.Cryptography;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>What a package holds, from the first record to the file that the person opens.</summary>
public sealed partial class PackageTests
{
    private const string Ann = "ann@example.com";
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static async Task<Id<Contact>> AnnAsync(TestPortal portal)
    {
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with
        {
            Action = ConsentAction.Ticked, ActorKind = ActorKind.Subject,
            Evidence = new() { Justification = "Bob told us about her", Wording = "I want the newsletter", Language = "en", Ip = "203.0.113.7", UserAgent = "Firefox" },
        });
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedOut);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        return await portal.World.PersonAsync("crm-1", [Ann], f => f with { FirstName = "Ann", LastName = "=1+Archer", JobTitle = "Head <b>of</b> it" });
    }

    [Theory, OnEveryDatabase]
    public async Task It_holds_every_answer_with_its_text_and_proof_the_person_and_the_case_and_nothing_of_anybody_else(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, AnnAsync);
        await scene.GatherAsync();
        await scene.ReleaseAsync("We have it from the trade fair.");

        var zip = await scene.FetchAsync();

        var events = zip.Records("consent-history");
        Assert.Equal(["optedIn", "optedOut"], events.Select(e => PackageZip.Field(e, "status")));
        Assert.Equal(("I want the newsletter", "203.0.113.7"), (PackageZip.Field(events[0], "wording"), PackageZip.Field(events[0], "origin.ip")));
        var stored = (await scene.Portal.World.EventsAsync())[0];
        Assert.Equal((Convert.ToHexStringLower(stored.LeafHash), $"{stored.Sequence}", Convert.ToHexStringLower(SHA256.HashData("I want the newsletter"u8))),
            (PackageZip.Field(events[0], "proofLeafSha256"), PackageZip.Field(events[0], "proofSequence"), PackageZip.Field(events[0], "proofWordingSha256")));
        Assert.Equal("=1+Archer", PackageZip.Field(Assert.Single(zip.Records("person")), "lastName"));
        Assert.Equal("Everything you have", PackageZip.Field(Assert.Single(zip.Records("requests")), "notes"));
        Assert.DoesNotContain("bob@example.com", zip.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_has_the_digest_of_each_file_and_the_case_that_of_the_whole()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        await scene.GatherAsync();
        var package = await scene.ReleaseAsync();

        var zip = await scene.FetchAsync();

        var listed = zip.Json("manifest.json").GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => (f.GetProperty("sha256").GetString(), f.GetProperty("bytes").GetInt64()));
        Assert.Equal(zip.Names.Where(n => n != "manifest.json").Order(), listed.Keys.Order());
        Assert.All(listed, f => Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(zip.File(f.Key))), zip.File(f.Key).LongLength), f.Value));
        Assert.Equal(package.FileHash, SHA256.HashData(zip.Bytes));
        Assert.Equal(package.FileSize, zip.Bytes.LongLength);
        Assert.Superset(new HashSet<string> { "summary.html", "data.json", "portable.json", "portable.csv", "consent-history.json", "csv/person.csv", "manifest.json" }, zip.Names.ToHashSet());
    }

    [Fact]
    public async Task What_the_person_gave_stands_apart_and_every_field_has_its_meaning()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        await scene.GatherAsync();
        await scene.ReleaseAsync();

        var zip = await scene.FetchAsync();

        var carried = Assert.Single(zip.Records("person", "portable.json"));
        Assert.Equal(("Ann", null), (PackageZip.Field(carried, "firstName"), PackageZip.Field(carried, "externalId")));
        Assert.DoesNotContain("Bob told us", zip.Text("portable.json") + zip.Text("portable.csv"), StringComparison.Ordinal);
        var dictionary = zip.Json("data.json").GetProperty("dictionary").EnumerateArray().ToList();
        var fields = zip.Json("data.json").GetProperty("categories").EnumerateArray().SelectMany(c => c.GetProperty("records").EnumerateArray().SelectMany(r => r.GetProperty("fields").EnumerateObject().Select(f => (c.GetProperty("category").GetString(), f.Name)))).Distinct();
        Assert.Equal(fields.Order(), dictionary.Select(d => (d.GetProperty("category").GetString(), d.GetProperty("field").GetString()!)).Order());
        Assert.All(dictionary, d => Assert.NotEmpty(d.GetProperty("meaning").GetString()!));
        Assert.True(dictionary.Single(d => d.GetProperty("field").GetString() == "firstName" && d.GetProperty("category").GetString() == "person").GetProperty("provided").GetBoolean());
    }

    [Fact]
    public async Task A_spreadsheet_runs_no_cell_and_a_browser_no_value()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        await scene.GatherAsync();
        await scene.ReleaseAsync("<script>alert(1)</script>");

        var zip = await scene.FetchAsync();

        Assert.Contains("'=1+Archer", zip.Text("csv/person.csv"), StringComparison.Ordinal);
        Assert.Contains("'=1+Archer", zip.Text("portable.csv"), StringComparison.Ordinal);
        var summary = zip.Text("summary.html");
        Assert.DoesNotContain("<script", summary, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Head &lt;b&gt;of&lt;/b&gt; it", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Your personal data", "ltr")]
    [InlineData("de-AT", "Ihre personenbezogenen Daten", "ltr")]
    [InlineData("ar", "بياناتكم الشخصية", "rtl")]
    [InlineData("sw", "Your personal data", "ltr")]
    public async Task The_summary_speaks_the_language_of_the_person(string language, string title, string direction)
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        await using (var db = scene.Portal.NewDb())
        {
            await db.Set<PrivacyRequest>().Where(r => r.Id == scene.Request).ExecuteUpdateAsync(s => s.SetProperty(r => r.Language, language));
        }

        await scene.GatherAsync();
        await scene.ReleaseAsync();

        var summary = (await scene.FetchAsync()).Text("summary.html");
        Assert.Contains(title, summary, StringComparison.Ordinal);
        Assert.Contains($"dir=\"{direction}\"", summary, StringComparison.Ordinal);
        Assert.Contains("Example Ltd", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void All_nine_languages_say_everything_and_every_category_has_a_name()
    {
        foreach (var language in ReaderLanguage.All)
        {
            var set = Sentences(language);
            Assert.Equal(Sentences(ReaderLanguage.All[0]).Keys.Order(StringComparer.Ordinal), set.Keys.Order(StringComparer.Ordinal));
            Assert.All(set, s => Assert.Equal(Places(Sentences(ReaderLanguage.All[0])[s.Key]), Places(s.Value)));
        }
    }

    [Fact]
    public async Task Every_category_of_every_room_has_a_name_to_show()
    {
        await using var portal = await TestPortal.StartAsync();
        var names = Sentences(ReaderLanguage.All[0]);

        Assert.All(portal.Services.GetServices<IHoldsPersonalData>().SelectMany(r => r.Tables).Where(t => t.Withheld.Length == 0), t => Assert.Contains("Category_" + t.Category, names.Keys));
    }

    private static string Places(string text) => string.Concat(System.Text.RegularExpressions.Regex.Matches(text, @"\{\d\}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Sentences(ReaderLanguage language)
    {
        var culture = language.Code == "en" ? System.Globalization.CultureInfo.InvariantCulture : System.Globalization.CultureInfo.GetCultureInfo(language.Code);
        var set = new System.Resources.ResourceManager(typeof(PackageTexts)).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }
}
