using System.Net;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

public sealed class PutContactEndpointTests
{
    [Theory, OnEveryDatabase]
    public async Task A_person_is_made_then_changed_and_their_flags_decide(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync("contacts:write", "consent:check");

        var made = await crm.PutAsync("contacts/crm%2F17", new { kind = "contact", firstName = "Ann", lastName = "Example", account = "Acme", level = 4, points = new[] { new { channel = "email", address = "Ann@Example.com" } } });
        var before = await crm.ReasonAsync("ann@example.com", new { items = new[] { new { address = "ann@example.com", contact = "crm/17" } } });
        var changed = await crm.PutAsync("contacts/crm%2F17", new { doNotMail = true });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made.Status, changed.Status));
        Approved.Shape("contacts-put", made.Json);
        Assert.Equal(made.Json.GetProperty("id").GetString(), changed.Json.GetProperty("id").GetString());
        Assert.Equal(("allowed_not_opted_out", "do_not_contact"), (before, await crm.ReasonAsync("ann@example.com")));
        var view = (await portal.Get<ReadContact>().RunAsync(Id<Contact>.Parse(made.Json.GetProperty("id").GetString()!, null), Actors.Admin, default)).Value;
        Assert.Equal(("Ann Example", "Acme", ConsentLevel.Marketing, "Ann@Example.com"), (view.Name, view.Account, view.Fields.Level, view.Points.Single().Address));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_with_its_path_and_nothing_is_written()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("contacts:write");

        var answer = await crm.PutAsync("contacts/wrong", new { kind = "person", level = 9, child = "yes", points = new object[] { new { channel = "fax", address = "x" }, 7, new { channel = "email" } }, surname = "x" });
        var rules = await crm.PutAsync("contacts/wrong", new { child = true, level = 5, guardian = "nobody", points = new[] { new { channel = "sms", address = "0171" } } });

        Assert.Equal(["kind", "level", "child", "points[0].channel", "points[1]", "points[2].address", "surname"], answer.IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["guardian", "level", "points[0].address"], rules.IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(0, (await portal.Get<FindContacts>().RunAsync(new() { Text = "wrong" }, Actors.Admin, default)).Value.Count);
    }

    [Fact]
    public async Task The_scope_is_needed_and_a_repeated_call_gives_the_first_answer_again()
    {
        var portal = await SharedPortal.GetAsync();
        using var reader = await portal.ProgramAsync("consent:check");
        using var crm = await portal.ProgramAsync("contacts:write");

        (await reader.PutAsync("contacts/twice", new { lastName = "X" })).IsProblem(HttpStatusCode.Forbidden);
        var first = await crm.PutAsync("contacts/twice", new { lastName = "X" }, "key-1");
        var again = await crm.PutAsync("contacts/twice", new { lastName = "X" }, "key-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, first.Text), (first.Status, again.Status, again.Text));
    }

    [Fact]
    public async Task What_a_program_says_about_the_state_that_it_saw_is_heeded()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("contacts:write", "contacts:read");
        Task<ApiAnswer> PutAsync(string name, string condition, string tag) => crm.SendAsync("contacts/condition", $$"""{ "lastName": "{{name}}" }""", HttpMethod.Put, (condition, tag));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("Early", "If-Match", "*")).Status);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync("One", "If-None-Match", "*")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("Two", "If-None-Match", "*")).Status);
        var tag = (await crm.GetAsync("contacts/condition")).Headers["ETag"];
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("Three", "If-Match", tag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("Four", "If-Match", tag)).Status);

        Assert.Equal("Three", (await crm.GetAsync("contacts/condition")).Json.GetProperty("lastName").GetString());
        using var blind = await portal.ProgramAsync("contacts:write");
        (await blind.SendAsync("contacts/condition", "{}", HttpMethod.Put, ("If-Match", tag))).IsProblem(HttpStatusCode.Forbidden);
    }
}
