using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Compliance;

public sealed partial class ProfilesTests
{
    private static readonly object Uk = new { code = "uk-shop", name = "UK shop", regime = "uk", companyName = "Example Ltd" };

    [Theory, OnEveryDatabase]
    public async Task A_profile_is_made_read_edited_and_retired_and_each_answer_has_the_tag_of_the_next(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync("profiles:read", "profiles:write", "consent:check");

        var made = await crm.PostAsync("profiles", Uk);
        var read = await crm.GetAsync("profiles/uk-shop");
        var edited = await crm.PatchAsync("profiles/uk-shop", new { controller = new { policyUrl = "https://example.com/privacy" }, companyName = (string?)null, deadlines = new { answer = "30 days" } }, made.Tag);
        var again = await crm.PatchAsync("profiles/uk-shop", new { name = "UK" }, edited.Tag);

        Assert.Equal((HttpStatusCode.Created, "/api/v1/profiles/uk-shop"), (made.Status, made.Headers["Location"]));
        Assert.Equal((made.Text, made.Tag), (read.Text, read.Tag));
        Assert.Equal(HttpStatusCode.OK, edited.Status);
        Assert.Equal(("", "https://example.com/privacy", "30 days"), (edited.Json.GetProperty("companyName").GetString(), edited.Json.GetProperty("controller").GetProperty("policyUrl").GetString(), edited.Json.GetProperty("deadlines").GetProperty("answer").GetString()));
        Assert.Equal(("UK", "https://example.com/privacy"), (again.Json.GetProperty("name").GetString(), again.Json.GetProperty("controller").GetProperty("policyUrl").GetString()));
        Assert.NotEqual(made.Tag, edited.Tag);

        var retired = await crm.PostAsync("profiles/uk-shop/deactivate", new { reason = "Sold" });
        Assert.False(retired.Json.GetProperty("active").GetBoolean());
        Assert.Equal("purpose_inactive", await crm.ReasonAsync("ann@example.com", new { profile = "uk-shop", purpose = "uk-shop-commercial" }));
        Assert.True((await crm.SendAsync("profiles/uk-shop/reactivate", null)).Json.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task An_edit_says_which_state_it_edits_and_never_overwrites_a_newer_one()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        var read = await crm.GetAsync("profiles/default");

        (await crm.PatchAsync("profiles/default", new { name = "A" }, null)).IsProblem(HttpStatusCode.PreconditionRequired);
        Assert.Equal(HttpStatusCode.OK, (await crm.PatchAsync("profiles/default", new { name = "B" }, read.Tag)).Status);
        var stale = (await crm.PatchAsync("profiles/default", new { name = "C" }, read.Tag)).IsProblem(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await crm.PatchAsync("profiles/default", new { name = "C" }, $"W/{stale.Tag}")).Status);
        Assert.Equal("C", (await crm.PatchAsync("profiles/default", new { name = "C" }, "*")).Json.GetProperty("name").GetString());
        Assert.NotEqual(read.Tag, stale.Tag);
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so_and_a_head_says_the_same_without_a_body()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();
        var read = await crm.GetAsync("profiles/default");

        var same = await crm.SendAsync("profiles/default", null, HttpMethod.Get, ("If-None-Match", $"\"other\", {read.Tag}"));
        var other = await crm.SendAsync("profiles/default", null, HttpMethod.Get, ("If-None-Match", "\"other\""));
        var head = await crm.SendAsync("profiles/default", null, HttpMethod.Head);

        Assert.Equal((HttpStatusCode.NotModified, "", read.Tag), (same.Status, same.Text, same.Tag));
        Assert.Equal((HttpStatusCode.OK, read.Text), (other.Status, other.Text));
        Assert.Equal((HttpStatusCode.OK, "", read.Tag), (head.Status, head.Text, head.Tag));
    }

    [Fact]
    public async Task A_repeated_edit_gives_the_first_answer_with_its_tag_though_its_condition_is_stale_by_then()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        var read = await crm.GetAsync("profiles/default");
        const string Body = """{"name":"Once"}""";

        var first = await crm.SendAsync("profiles/default", Body, HttpMethod.Patch, ("If-Match", read.Tag), ("Idempotency-Key", "edit-1"));
        var again = await crm.SendAsync("profiles/default", Body, HttpMethod.Patch, ("If-Match", read.Tag), ("Idempotency-Key", "edit-1"));
        var made = await crm.PostAsync("profiles", Uk, "make-1");
        var repeated = await crm.PostAsync("profiles", Uk, "make-1");

        Assert.Equal((HttpStatusCode.OK, first.Text, first.Tag), (again.Status, again.Text, again.Tag));
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        Assert.Equal((HttpStatusCode.Created, made.Text, made.Headers["Location"]), (repeated.Status, repeated.Text, repeated.Headers["Location"]));
    }

    [Fact]
    public async Task A_looser_model_needs_a_reason_and_decisions_follow_at_once()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        var refused = (await crm.PatchAsync("profiles/default/enforcement", new { models = new { commercial = new { sms = "nonRestrictive" } } }, "*")).IsProblem(HttpStatusCode.BadRequest);
        var stricter = await crm.PatchAsync("profiles/default/enforcement", new { models = new { commercial = new { email = "restrictive" } } }, (await crm.GetAsync("profiles/default/enforcement")).Tag);

        Assert.Equal(["reason"], refused.Fields);
        Assert.Equal("restrictive", stricter.Json.GetProperty("models").GetProperty("commercial").GetProperty("email").GetString());
        Assert.Equal("purpose_not_opted_in", await crm.ReasonAsync("ann@example.com"));
        Assert.Equal(HttpStatusCode.OK, (await crm.PatchAsync("profiles/default/enforcement", new { models = new { commercial = new { email = "nonRestrictive" } }, reason = "Our lawyers say so" }, "*")).Status);
        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("ann@example.com"));
        Assert.Contains("Our lawyers say so", (await crm.GetAsync("profiles/default/versions?limit=1")).Text, StringComparison.Ordinal);
    }
}
