using System.Globalization;
using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Team;

public sealed class MembersTests
{
    private static readonly (string, string) Mail = ("ConsentPortal:Mail:Pickup", "mail");
    private static readonly object Iris = new { email = "iris@example.com", name = "Iris", role = "analyst", mayImport = true, language = "en" };

    [Theory, OnEveryDatabase]
    public async Task A_program_invites_finds_changes_and_disables_and_the_link_goes_to_the_mailbox_only(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider, Mail);
        using var crm = await portal.ProgramAsync();

        var made = await crm.PostAsync("members", Iris, "invite-1");
        var again = await crm.PostAsync("members", Iris, "invite-1");
        var path = made.Headers["Location"]["/api/v1/".Length..];
        var found = await crm.PostAsync("members/query", new { email = "IRIS@example.com" });
        var changed = await crm.PatchAsync(path, new { role = "salesRepresentative", ownContactsOnly = true }, made.Tag);

        Assert.Equal((HttpStatusCode.Created, true), (made.Status, made.Json.GetProperty("invited").GetBoolean()));
        Assert.Equal((made.Text, made.Headers["Location"], made.Tag), (again.Text, again.Headers["Location"], again.Tag));
        Assert.DoesNotContain("set-password", made.Text, StringComparison.Ordinal);
        Assert.Equal(1, await MailsAsync(portal));
        Assert.Equal(made.Json.GetProperty("id").GetString(), found.First.GetProperty("id").GetString());
        Assert.Equal(("salesRepresentative", false, true), (changed.Json.GetProperty("role").GetString(), changed.Json.GetProperty("mayImport").GetBoolean(), changed.Json.GetProperty("ownContactsOnly").GetBoolean()));
        (await crm.PatchAsync(path, new { role = "analyst", mayImport = true }, made.Tag)).IsProblem(HttpStatusCode.PreconditionFailed);
        Assert.True((await crm.PostAsync($"{path}/disable", new { })).Json.GetProperty("disabled").GetBoolean());
        Assert.False((await crm.PostAsync($"{path}/enable", new { })).Json.GetProperty("disabled").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await crm.SendAsync(path, null, HttpMethod.Delete, ("If-Match", "*"))).Status);
        (await crm.GetAsync(path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_program_touches_no_administrator_and_gives_nobody_more_than_its_own_key_may_do()
    {
        await using var portal = await WebPortal.StartAsync(with: Mail);
        var admin = (await portal.MemberAsync(Role.Administrator)).Id.ToString(CultureInfo.InvariantCulture);
        var officer = (await portal.MemberAsync(Role.PrivacyOfficer)).Id.ToString(CultureInfo.InvariantCulture);
        using var all = await portal.ProgramAsync();
        using var small = await portal.ProgramAsync("members:write");
        using var bound = await portal.ProgramOfAsync("default");

        foreach (var role in new[] { "administrator", "privacyOfficer" })
        {
            Assert.Equal(["role"], (await all.PostAsync("members", new { email = "x@example.com", name = "X", role })).IsProblem(HttpStatusCode.Forbidden).Fields);
        }

        Assert.Equal(["role"], (await small.PostAsync("members", Iris)).IsProblem(HttpStatusCode.Forbidden).Fields);
        (await all.PatchAsync($"members/{admin}", new { role = "analyst", mayImport = true }, "*")).IsProblem(HttpStatusCode.Forbidden);
        (await all.PostAsync($"members/{admin}/disable", new { })).IsProblem(HttpStatusCode.Forbidden);
        (await bound.GetAsync("members")).IsProblem(HttpStatusCode.Forbidden);
        (await bound.PostAsync("members", Iris)).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, (await small.PostAsync($"members/{officer}/disable", new { })).Status);
        (await all.PostAsync($"members/{officer}/enable", new { })).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(2, (await small.GetAsync("members")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Without_mail_nobody_is_invited_and_wrong_fields_are_named()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();

        (await crm.PostAsync("members", Iris)).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(["email", "role", "title"], (await crm.PostAsync("members", new { name = "X", role = "boss", title = 1 })).IsProblem(HttpStatusCode.BadRequest).Fields.Order(StringComparer.Ordinal));
        (await crm.GetAsync("members/nobody")).IsProblem(HttpStatusCode.NotFound);
    }

    private static async Task<int> MailsAsync(WebPortal portal)
    {
        await using var db = portal.NewDb();
        return db.Set<ConsentPortal.Core.Messaging.Email>().Count();
    }
}
