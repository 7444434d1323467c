using System.Net;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>Own fields as programs state, read and list them, with and without the scope for sensitive ones.</summary>
public sealed class ContactFieldsEndpointTests
{
    [Fact]
    public async Task A_key_gets_sensitive_values_only_with_their_scope_and_each_read_is_written_down()
    {
        await using var portal = await WebPortal.StartAsync();
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        using var plain = await portal.ProgramAsync("contacts:read", "contacts:write");
        using var trusted = await portal.ProgramAsync("contacts:read", "contacts:write", "contacts:sensitive");

        var made = await plain.PutAsync("contacts/crm-1", new { lastName = "Example", fields = new { birthday = "1990-12-31" } });
        var refused = await plain.PutAsync("contacts/crm-1", new { fields = new { birthday = 7, tier = "Gold", size = "L" } });
        var seen = await plain.GetAsync("contacts/crm-1");
        var open = await trusted.GetAsync("contacts/crm-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made.Status, open.Status));
        Assert.Equal(["fields.birthday", "fields.tier", "fields.size"], refused.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Empty(seen.Json.GetProperty("fields").EnumerateObject());
        Assert.Equal("1990-12-31", open.Json.GetProperty("fields").GetProperty("birthday").GetString());
        var read = Assert.Single((await portal.Get<FindAuditEntries>().RunAsync(new(Kind: ContactFieldEvent.Read), null, Actors.Admin, default)).Value.Rows);
        Assert.Equal(("contact", "Birthday"), (read.SubjectKind, read.Changes.Single().New));

        var cleared = await trusted.PatchAsync("contacts/crm-1", new { jobTitle = "Buyer", fields = new { birthday = (string?)null } }, open.Tag);
        Assert.Equal(HttpStatusCode.OK, cleared.Status);
        Assert.Empty(cleared.Json.GetProperty("fields").EnumerateObject());
    }

    [Fact]
    public async Task Lists_and_searches_hand_out_what_one_answer_does_write_down_everybody_in_them_and_find_nobody_by_an_own_field()
    {
        await using var portal = await WebPortal.StartAsync();
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        using var plain = await portal.ProgramAsync("contacts:read", "contacts:write");
        using var trusted = await portal.ProgramAsync("contacts:read", "contacts:sensitive");
        foreach (var (id, born) in new[] { ("crm-1", "1990-12-31"), ("crm-2", "1991-12-31") })
        {
            Assert.Equal(HttpStatusCode.Created, (await plain.PutAsync($"contacts/{id}", new { lastName = "Example", fields = new { birthday = born } })).Status);
        }

        Assert.DoesNotContain("12-31", (await plain.GetAsync("contacts")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12-31", (await plain.PostAsync("contacts/query", new { name = "example" })).Text, StringComparison.Ordinal);
        Assert.Empty(await ReadsAsync(portal));
        Assert.Contains("1991-12-31", (await trusted.GetAsync("contacts")).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await ReadsAsync(portal)).Count);
        Assert.Contains("1991-12-31", (await trusted.PostAsync("contacts/query", new { name = "example" })).Text, StringComparison.Ordinal);
        Assert.Equal(4, (await ReadsAsync(portal)).Count);
        Assert.Empty((await trusted.PostAsync("contacts/query", new { name = "1990-12-31" })).Json.GetProperty("items").EnumerateArray());
        Assert.DoesNotContain("12-31", (await plain.GetAsync("contacts?birthday=1990-12-31&sort=birthday")).Text, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<AuditRow>> ReadsAsync(WebPortal portal)
        => (await portal.Get<FindAuditEntries>().RunAsync(new(Kind: ContactFieldEvent.Read), null, Actors.Admin, default)).Value.Rows;

    [Fact]
    public async Task The_list_of_fields_says_what_this_key_may_do()
    {
        await using var portal = await WebPortal.StartAsync();
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        using var plain = await portal.ProgramAsync("contacts:read");
        using var none = await portal.ProgramAsync("consent:check");

        var fields = (await plain.GetAsync("contact-fields")).Json.GetProperty("items").EnumerateArray()
            .Select(f => (f.GetProperty("code").GetString(), f.GetProperty("mayRead").GetBoolean(), f.GetProperty("mayWrite").GetBoolean(), f.GetProperty("choices").GetArrayLength())).ToList();

        Assert.Equal([("birthday", false, true, 0), ("tier", true, false, 2)], fields);
        Assert.Equal(HttpStatusCode.Forbidden, (await none.GetAsync("contact-fields")).Status);
    }
}
