using System.Net;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Compliance;

public sealed class PurposesTests
{
    private static readonly string[] Tools = ["Tool A", "Tool B"];

    [Fact]
    public async Task A_purpose_with_its_topics_and_wordings_is_made_and_kept_by_a_program()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        var purpose = await crm.PostAsync("purposes", new { profile = "default", code = "surveys", type = "commercial", name = new { en = "Surveys", de = "Umfragen" }, optOutScope = "contact" });
        var edited = await crm.PatchAsync("purposes/surveys", new { name = new { de = (string?)null, fr = "Sondages" }, recipients = Tools, lawfulBasis = "consent" }, purpose.Tag);
        var topic = await crm.PostAsync("purposes/surveys/topics", new { code = "short", name = new { en = "Short ones" } });
        var hidden = await crm.PatchAsync("purposes/surveys/topics/short", new { visible = false }, topic.Tag);
        await crm.PostAsync("purposes/surveys/topics", new { code = "long", name = new { en = "Long ones" } });
        await crm.PostAsync("purposes/surveys/topics/long/move", new { by = -1 });

        Assert.Equal((HttpStatusCode.Created, "/api/v1/purposes/surveys"), (purpose.Status, purpose.Headers["Location"]));
        Assert.Equal("""{"en":"Surveys","fr":"Sondages"}""", edited.Json.GetProperty("name").GetRawText());
        Assert.Equal(Tools, edited.Json.GetProperty("recipients").EnumerateArray().Select(r => r.GetString()!));
        Assert.Equal("/api/v1/purposes/surveys/topics/short", topic.Headers["Location"]);
        Assert.False(hidden.Json.GetProperty("visible").GetBoolean());
        Assert.Equal(["long", "short"], (await crm.GetAsync("purposes/surveys")).Json.GetProperty("topics").EnumerateArray().Select(t => t.GetProperty("code").GetString()!));
        Assert.False((await crm.PostAsync("purposes/surveys/topics/short/deactivate", new { })).Json.GetProperty("active").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await crm.SendAsync("profiles/default/purposes/surveys", null, HttpMethod.Delete, ("If-Match", "*"))).Status);
        Assert.Equal("purpose_unknown", await crm.ReasonAsync("ann@example.com", new { purpose = "surveys" }));
    }

    [Fact]
    public async Task A_wording_names_the_version_it_replaces_and_older_ones_stay()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        var first = await crm.PostAsync("purposes/commercial/wordings", new { language = "en", text = "Yes, send me offers.", replaces = 0, topic = "newsletter" });
        var blind = await crm.PostAsync("purposes/commercial/wordings", new { language = "en", text = "Yes!", replaces = 0, topic = "newsletter" });
        var second = await crm.PostAsync("purposes/commercial/wordings", new { language = "en", text = "Yes, send me offers by email.", replaces = 1, topic = "newsletter" });

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(["replaces"], blind.IsProblem(HttpStatusCode.Conflict).Fields);
        Assert.Equal((2, true), (second.Json.GetProperty("number").GetInt32(), second.Json.GetProperty("inForce").GetBoolean()));
        Assert.Equal("2,1", await NumbersAsync(crm, "topic=newsletter&language=en"));
        Assert.Equal("2", await NumbersAsync(crm, "topic=newsletter&inForce=true"));
    }

    [Fact]
    public async Task A_list_goes_on_by_its_cursor_and_the_link_header_and_no_other_list_takes_the_cursor()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        var first = await crm.GetAsync("purposes?limit=2&profile=default");
        var next = first.Headers["Link"][1..first.Headers["Link"].IndexOf('>', StringComparison.Ordinal)];
        var second = await crm.GetAsync(next["/api/v1/".Length..]);
        var cursor = first.Json.GetProperty("next").GetString();

        Assert.Equal(["commercial", "tracking"], first.Codes);
        Assert.Equal(["transactional"], second.Codes);
        Assert.True(second.Json.GetProperty("next").ValueKind == System.Text.Json.JsonValueKind.Null && !second.Headers.ContainsKey("Link"));
        Assert.Equal(["cursor"], (await crm.GetAsync($"purposes?cursor={cursor}")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["cursor"], (await crm.GetAsync($"purposes?profile=default&cursor={cursor![..^1]}{(cursor[^1] == 'A' ? 'B' : 'A')}")).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task The_design_that_readers_see_is_read_as_the_file_that_the_designer_exports()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("profiles:read");

        var design = await crm.GetAsync("profiles/default/center");

        Assert.Equal(("consentportal.preference-center", "default"), (design.Json.GetProperty("format").GetString(), design.Json.GetProperty("profile").GetString()));
        Assert.True(design.Json.GetProperty("design").EnumerateObject().Any());
        (await crm.GetAsync("profiles/default/center?version=7")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(["version"], (await crm.GetAsync("profiles/default/center?version=draft")).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    private static async Task<string> NumbersAsync(ApiClient crm, string filter)
        => string.Join(',', (await crm.GetAsync($"purposes/commercial/wordings?{filter}")).Json.GetProperty("items").EnumerateArray().Select(w => w.GetProperty("number").GetInt32()));
}
