using System.Net;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Compliance;

public sealed partial class ProfilesTests
{
    [Theory]
    [InlineData("POST", "profiles", """{"code":"Bad Code","name":"","regime":"nowhere"}""", "name")]
    [InlineData("POST", "profiles", """{"code":"Bad Code","name":"x","regime":"nowhere"}""", "code,regime")]
    [InlineData("POST", "profiles", """{"code":"a","name":"x","regime":"uk","sharePurposesOf":"nobody","colour":1}""", "colour,sharePurposesOf")]
    [InlineData("PATCH", "profiles/default", """{"deadlines":{"answer":"soon"},"controller":{"policyUrl":7},"doubleOptIn":"yes"}""", "controller.policyUrl,deadlines.answer,doubleOptIn")]
    [InlineData("PATCH", "profiles/default", """{"name":null}""", "name")]
    [InlineData("PATCH", "profiles/default", """{"controller":{"policyUrl":"ftp://x"},"regime":"uk"}""", "controller.policyUrl")]
    [InlineData("PATCH", "profiles/default/enforcement", """{"models":{"commercial":{"email":"lax"},"surveys":{"email":"restrictive"}}}""", "models.commercial.email,models.surveys")]
    [InlineData("PATCH", "profiles/default/enforcement", """{"models":{"commercial":{"email":"disabled"}},"reason":"x"}""", "models.commercial.email")]
    [InlineData("PATCH", "profiles/default/purposes/commercial", """{"validity":{"optInMonths":0}}""", "validity.optInMonths")]
    [InlineData("POST", "purposes", """{"profile":"nobody","code":"x","type":"commercial","name":{"en":"X"}}""", "profile")]
    [InlineData("POST", "purposes", """{"profile":"default","code":"x","type":"sorts","name":{"de":"X"}}""", "type")]
    [InlineData("PATCH", "purposes/commercial", """{"name":{"en":null}}""", "name.en")]
    [InlineData("POST", "purposes/commercial/topics", """{"code":"newsletter","name":{"en":"N"}}""", "code")]
    [InlineData("POST", "purposes/commercial/wordings", """{"language":"en","text":"Yes","topic":"nothing","replaces":0}""", "topic")]
    [InlineData("POST", "purposes/commercial/wordings", """{"language":"en","text":"Yes"}""", "replaces")]
    public async Task What_is_wrong_is_named_by_its_field(string method, string path, string body, string fields)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("profiles:read", "profiles:write");

        var answer = await crm.SendAsync(path, body, new HttpMethod(method), ("If-Match", "*"));

        Assert.True(answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict, answer.Text);
        Assert.Equal(fields, string.Join(',', answer.Fields.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("profiles?cursor=nonsense", "cursor")]
    [InlineData("profiles?limit=0&colour=red", "colour,limit")]
    [InlineData("purposes/commercial/wordings?inForce=maybe", "inForce")]
    public async Task A_wrong_parameter_is_named(string path, string fields)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();

        Assert.Equal(fields, string.Join(',', (await crm.GetAsync(path)).IsProblem(HttpStatusCode.BadRequest).Fields.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Without_the_scope_nothing_is_read_or_changed_and_other_methods_and_types_are_refused()
    {
        var portal = await SharedPortal.GetAsync();
        using var reader = await portal.ProgramAsync("profiles:read");
        using var nobody = await portal.ProgramAsync("events:read");

        (await nobody.GetAsync("profiles")).IsProblem(HttpStatusCode.Forbidden);
        (await reader.PatchAsync("profiles/default", new { name = "x" }, "*")).IsProblem(HttpStatusCode.Forbidden);
        (await reader.GetAsync("profiles/nowhere")).IsProblem(HttpStatusCode.NotFound);
        var method = (await reader.SendAsync("profiles/default", "{}", HttpMethod.Put)).IsProblem(HttpStatusCode.MethodNotAllowed);
        Assert.All(["GET", "HEAD", "PATCH"], m => Assert.Contains(m, method.Headers["Allow"], StringComparison.Ordinal));
        (await reader.SendAsync("profiles", null, HttpMethod.Get, ("Accept", "text/csv"))).IsProblem(HttpStatusCode.NotAcceptable);
        using var crm = await portal.ProgramAsync();
        Assert.Contains("merge-patch", (await crm.SendAsync("profiles/default", "x", "text/plain", method: HttpMethod.Patch)).IsProblem(HttpStatusCode.UnsupportedMediaType).Headers["Accept-Patch"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_one_profile_sees_and_changes_that_profile_only()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.OtherProfileAsync();
        using var all = await portal.ProgramAsync();
        await all.PutAsync("profiles/other/purposes/transactional", new { });
        using var other = await portal.ProgramOfAsync("other", "profiles:read", "profiles:write");

        Assert.Equal(["other"], (await other.GetAsync("profiles")).Codes);
        Assert.Equal(["other-news", "transactional"], (await other.GetAsync("purposes")).Codes);
        (await other.GetAsync("profiles/default")).IsProblem(HttpStatusCode.NotFound);
        (await other.GetAsync("purposes/commercial/wordings")).IsProblem(HttpStatusCode.NotFound);
        (await other.PatchAsync("profiles/default", new { name = "Mine" }, "*")).IsProblem(HttpStatusCode.NotFound);
        (await other.PostAsync("profiles", Uk)).IsProblem(HttpStatusCode.Forbidden);
        (await other.PutAsync("profiles/other/purposes/commercial", new { })).IsProblem(HttpStatusCode.Forbidden);
        (await other.PatchAsync("purposes/transactional", new { retention = "1 day" }, "*")).IsProblem(HttpStatusCode.Forbidden);
        (await other.PostAsync("purposes/transactional/topics", new { code = "t", name = new { en = "T" } })).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, (await other.PatchAsync("profiles/other", new { name = "Mine" }, "*")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.PatchAsync("purposes/other-news", new { retention = "1 day" }, "*")).Status);
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync("purposes", new { profile = "other", code = "mine", type = "commercial", name = new { en = "Mine" } })).Status);
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync("purposes/other-news/wordings", new { language = "en", text = "Yes", replaces = 0 })).Status);
    }
}
