using System.Net;
using System.Text.Json;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Tests.Web.Api.Contacts;

public sealed class PeopleTests
{
    [Fact]
    public async Task People_are_stated_listed_found_edited_merged_and_parted_as_the_examples_print_it()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync(ApiClient.Everything);
        Assert.Equal(HttpStatusCode.Created, (await crm.PutAsync("contacts/crm-17", Examples.PutContact.Request!)).Status);
        Assert.Equal(HttpStatusCode.Created, (await crm.PutAsync("contacts/crm-18", new { lastName = "Example", jobTitle = "Buyer", doNotBulk = true, points = new[] { new { address = "ann@work.example" } } })).Status);

        var first = (await crm.GetAsync("contacts?limit=1")).Json;
        var second = (await crm.GetAsync($"contacts?limit=1&cursor={first.GetProperty("next").GetString()}")).Json;
        var found = (await crm.PostAsync("contacts/query", PeopleExamples.Query.Request!)).Json.GetProperty("items")[0];
        Assert.Equal(("crm-17", "crm-18", "crm-17"), (Name(first.GetProperty("items")[0]), Name(second.GetProperty("items")[0]), Name(found)));
        SameMembers(PeopleExamples.Read.Answer, found);
        var edited = await crm.PatchAsync("contacts/crm-17", PeopleExamples.Edit.Request!, (await crm.GetAsync("contacts/crm-17")).Tag);
        Assert.Equal((HttpStatusCode.OK, "Buyer"), (edited.Status, edited.Json.GetProperty("jobTitle").GetString()));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await crm.PatchAsync("contacts/crm-17", "{}", null)).Status);

        var foreseen = await crm.PostAsync("contacts/merge", new { survivor = "crm-17", merged = "crm-18", preview = true });
        Assert.True(foreseen.Json.GetProperty("turned").GetArrayLength() > 0);
        Assert.Equal(HttpStatusCode.BadRequest, (await crm.PostAsync("contacts/merge", new { survivor = "crm-17", merged = "crm-18" })).Status);
        var merged = await crm.PostAsync("contacts/merge", PeopleExamples.Merge.Request!);
        SameMembers(PeopleExamples.Merge.Answer, merged.Json);
        var survivor = (await crm.GetAsync("contacts/crm-18")).Json; // the old id goes on answering
        Assert.Equal(("crm-17", "crm-18", 3), (Name(survivor), survivor.GetProperty("merged")[0].GetString(), survivor.GetProperty("points").GetArrayLength()));
        var merges = (await crm.GetAsync("contacts/crm-17/merges")).Json.GetProperty("items");
        Assert.Equal(merged.Json.GetProperty("merge").GetString(), merges[0].GetProperty("merge").GetString());
        var parted = await crm.PostAsync("contacts/crm-17/unmerge", new { merge = merges[0].GetProperty("merge").GetString(), reason = "They are sisters" });
        Assert.Equal(HttpStatusCode.OK, parted.Status);
        Assert.Equal("crm-18", Name((await crm.GetAsync("contacts/crm-18")).Json));
    }

    [Fact]
    public async Task Addresses_come_and_go_and_companies_are_kept()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync(ApiClient.Everything);
        await crm.PutAsync("contacts/crm-1", new { lastName = "One" });

        var linked = await crm.PostAsync("contacts/crm-1/points", PeopleExamples.Link.Request!);
        var point = linked.Json.GetProperty("points")[0].GetProperty("id").GetString();
        var gone = await crm.SendAsync($"contacts/crm-1/points/{point}", null, HttpMethod.Delete, ("If-Match", linked.Tag));
        Assert.Equal((HttpStatusCode.NoContent, 0), (gone.Status, (await crm.GetAsync("contacts/crm-1")).Json.GetProperty("points").GetArrayLength()));

        var made = await crm.PostAsync("accounts", PeopleExamples.CreateAccount.Request!);
        SameMembers(PeopleExamples.CreateAccount.Answer, made.Json);
        var id = made.Json.GetProperty("id").GetString();
        var moved = await crm.PatchAsync($"accounts/{id}", new { city = "Leeds" }, made.Tag);
        Assert.Equal("Leeds", moved.Json.GetProperty("city").GetString());
        Assert.Equal(1, (await crm.GetAsync("accounts?name=exam")).Json.GetProperty("items").GetArrayLength());
        await crm.PatchAsync("contacts/crm-1", new { account = "Example Ltd" }, "*");
        Assert.Equal(1, (await crm.GetAsync($"contacts?account={id}")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_key_sees_no_more_than_it_may()
    {
        var portal = await SharedPortal.GetAsync();
        using var reader = await portal.ProgramAsync("contacts:read");
        using var other = await portal.ProgramAsync("consent:check");

        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("contacts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("accounts", new { name = "X" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("contacts/nobody-has-this")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.PostAsync("contacts/query", new { })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.GetAsync("contacts?level=9")).Status);
    }

    private static string? Name(JsonElement person) => person.GetProperty("externalId").GetString();

    private static void SameMembers(string printed, JsonElement answered)
    {
        using var expected = JsonDocument.Parse(printed);
        Assert.Equal(expected.RootElement.EnumerateObject().Select(m => m.Name), answered.EnumerateObject().Select(m => m.Name));
    }
}
