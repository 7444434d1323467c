using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>Lists that programs take out.</summary>
public sealed class ExportsEndpointTests
{
    private static readonly (string, string) Later = ("Prefer", "respond-async");

    [Theory, OnEveryDatabase]
    public async Task A_list_is_streamed_or_written_in_the_background_followed_fetched_and_cancelled(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        await crm.SaysAsync("ann@example.com", "optedOut");
        await crm.SaysAsync("bob@example.com", "optedIn");

        var now = await crm.PostAsync("exports", ExportExamples.Start.Request!);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (now.Status, now.MediaType));
        Assert.Equal("ann@example.com", Assert.Single(ExportScene.Csv(now.Text))["address"]);
        Assert.Equal(2, ExportScene.Lines((await crm.PostAsync("exports", new { what = "events", format = "jsonLines", reason = "x" })).Text).Count);

        var begun = await crm.SendAsync("exports", ExportExamples.Start.Request!, HttpMethod.Post, Later, ("Idempotency-Key", "e-1"));
        Assert.Equal((HttpStatusCode.Accepted, "respond-async"), (begun.Status, begun.Headers["Preference-Applied"]));
        var path = begun.Headers["Location"]["/api/v1/".Length..];
        Assert.Equal(begun.Text, (await crm.SendAsync("exports", ExportExamples.Start.Request!, HttpMethod.Post, Later, ("Idempotency-Key", "e-1"))).Text);
        var done = await DoneAsync(crm, path);
        Assert.Equal(("ready", 1, "purpose=commercial, status=optedOut"), (done.GetProperty("state").GetString(), done.GetProperty("rowsDone").GetInt32(), done.GetProperty("filter").GetString()));
        var file = await crm.GetAsync($"{path}/file");
        Assert.Equal(now.Text, file.Text);
        Assert.Equal(done.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(await crm.Http.GetByteArrayAsync($"/api/v1/{path}/file"))));
        Assert.Equal(done.GetProperty("id").GetString(), Assert.Single((await crm.GetAsync("exports")).Json.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());

        using var other = await portal.ProgramOfAsync("default", "exports:write", "consent:read"); // a key of the same application, but of one profile
        (await other.GetAsync(path)).IsProblem(HttpStatusCode.NotFound);
        (await other.GetAsync($"{path}/file")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("deleted", (await crm.SendAsync(path, null, HttpMethod.Delete)).Json.GetProperty("state").GetString());
        (await crm.GetAsync($"{path}/file")).IsProblem(HttpStatusCode.Conflict);
        var trail = (await portal.Get<FindAuditEntries>().RunAsync(new(SubjectKind: ExportEvent.OfJob), null, Actors.Admin, default)).Value.Rows;
        Assert.Equal([ExportEvent.Deleted, ExportEvent.Fetched, ExportEvent.Fetched, ExportEvent.Ended, ExportEvent.Begun, ExportEvent.Queued], trail.Select(e => e.Kind));
    }

    [Fact]
    public async Task Scopes_a_bound_key_and_every_fault_of_the_body_are_heeded()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.OtherProfileAsync();
        using var crm = await portal.ProgramAsync();
        using var blind = await portal.ProgramAsync("exports:write", "consent:read");
        using var bound = await portal.ProgramOfAsync("other", "exports:write", "consent:read", "audit:read", "contacts:read");
        using var none = await portal.ProgramAsync("consent:read", "contacts:read");
        await crm.SaysAsync("ann@example.com", "optedIn");
        await crm.SaysAsync("bob@example.com", "optedIn", new { profile = "other", purpose = "other-news" });

        (await none.PostAsync("exports", new { what = "consents", reason = "x" })).IsProblem(HttpStatusCode.Forbidden);
        (await blind.PostAsync("exports", new { what = "contacts", reason = "x" })).IsProblem(HttpStatusCode.Forbidden);
        (await blind.PostAsync("exports", new { what = "events", reason = "x" })).IsProblem(HttpStatusCode.Forbidden);
        (await bound.PostAsync("exports", new { what = "audit", reason = "x" })).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(["a…@e….com", "b…@e….com"], ExportScene.Csv((await blind.PostAsync("exports", new { what = "consents", reason = "x" })).Text).Select(r => r["address"]));
        Assert.Equal("bob@example.com", Assert.Single(ExportScene.Csv((await bound.PostAsync("exports", new { what = "consents", reason = "x" })).Text))["address"]);
        Assert.Empty(ExportScene.Csv((await bound.PostAsync("exports", new { what = "contacts", reason = "x" })).Text));

        Assert.Equal(["what", "reason"], (await crm.PostAsync("exports", "{}")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["filter.purpose", "filter.kind"], (await crm.PostAsync("exports", new { what = "consents", reason = "x", filter = new { purpose = "nothing", kind = "lead" } })).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["filter.topic"], (await crm.SendAsync("exports", JsonSerializer.Serialize(new { what = "events", reason = "x", filter = new { topic = "newsletter" } }), HttpMethod.Post, Later)).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["format"], (await crm.PostAsync("exports", new { what = "audit", format = "xlsx", reason = "x" })).IsProblem(HttpStatusCode.BadRequest).Fields);
        (await crm.GetAsync("exports/4711")).IsProblem(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> DoneAsync(ApiClient crm, string path)
    {
        for (var wait = 0; wait < 200; wait++)
        {
            var item = (await crm.GetAsync(path)).Json;
            if (item.GetProperty("state").GetString() is not ("queued" or "running"))
            {
                return item;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The worker did not end it.");
    }
}
