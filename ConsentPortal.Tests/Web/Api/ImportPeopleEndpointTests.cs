using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.OpenApi;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>Programs load files of people.</summary>
public sealed class ImportPeopleEndpointTests
{
    private const string People = "id,name,Mail,company,tier,level\n1,Lee,ann@example.com,Acme,gold,\n2,Kim,kim@example.com,Acme,,\n3,No,not an address,,,\n";

    private static readonly JsonSerializerOptions Strict = new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    [Fact]
    public async Task People_are_rehearsed_loaded_found_again_and_what_was_refused_is_read_back()
    {
        await using var portal = await WebPortal.StartAsync();
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Membership");
        using var crm = await portal.ProgramAsync("imports:write", "contacts:write", "contacts:read");
        const string Options = "kind=contacts&fileName=people.csv&map=id=externalId&map=tier=fields.membership&map=level=ignore";

        var rehearsed = await crm.SendAsync($"imports?{Options}&dryRun=true", People, "text/csv");
        Assert.True(rehearsed.Status == HttpStatusCode.OK, rehearsed.Text);
        Assert.Equal((null, 2L), (Read(rehearsed).Id, Read(rehearsed).Counts.Added));
        Assert.Equal(HttpStatusCode.NotFound, (await crm.Http.GetAsync(new Uri("/api/v1/contacts/1", UriKind.Relative))).StatusCode);

        var loaded = Read(await crm.SendAsync($"imports?{Options}", People, "text/csv"));
        Assert.Equal((ImportKind.Contacts, ImportState.Finished, 2L, 1L), (loaded.Kind, loaded.State, loaded.Counts.Added, loaded.Counts.RejectedTotal));
        Assert.Equal(["externalId", "lastName", "email", "account", "fields.membership", "ignore"], loaded.People!.Columns);
        Assert.False(loaded.CanUndo);
        var person = JsonSerializer.Deserialize<JsonElement>(await crm.Http.GetStringAsync(new Uri("/api/v1/contacts/1", UriKind.Relative)));
        Assert.Equal("Lee", person.GetProperty("lastName").GetString());
        Assert.Contains("gold", person.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("not an address", await crm.Http.GetStringAsync(new Uri($"/api/v1/imports/{loaded.Id}/rejected", UriKind.Relative)), StringComparison.Ordinal);

        var again = Read(await crm.SendAsync($"imports?{Options}&policy=skip", People.Replace("Kim,", "Kimball,", StringComparison.Ordinal), "text/csv"));
        Assert.Equal((0L, 0L, PeoplePolicy.Skip), (again.Counts.Added, again.Counts.Changed, again.People!.Policy));
    }

    [Fact]
    public async Task Loading_people_is_no_way_around_the_other_scopes_and_what_has_no_say_is_refused()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.OtherProfileAsync();
        using var files = await portal.ProgramAsync("imports:write");
        using var bound = await portal.ProgramOfAsync("other", "imports:write", "contacts:write");
        using var crm = await portal.ProgramAsync("imports:write", "contacts:write");

        (await files.SendAsync("imports?kind=contacts", People, "text/csv")).IsProblem(HttpStatusCode.Forbidden);
        (await bound.SendAsync("imports?kind=contacts", People, "text/csv")).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(["kind"], (await crm.SendAsync("imports?kind=dogs", People, "text/csv")).IsProblem(HttpStatusCode.BadRequest).Fields);
        var faults = (await crm.SendAsync("imports?kind=contacts&source=crm&policy=sometimes&map=name=purpose&map=gone=lastName&map=id=fields.", People, "text/csv")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(["map", "policy", "source"], faults.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(["levelReason"], (await crm.SendAsync("imports?kind=contacts", People, "text/csv")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["columns"], (await crm.SendAsync("imports?kind=contacts&map=level=ignore&map=tier=fields.secret", People, "text/csv")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["policy"], (await crm.SendAsync("imports?policy=skip", "email,status\nann@example.com,yes\n", "text/csv")).IsProblem(HttpStatusCode.BadRequest).Fields);

        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        Assert.Empty(await db.Set<Contact>().ToListAsync());
        Assert.Empty(Directory.GetFiles(portal.Get<DataDirectory>().Uploads));
    }

    private static ImportAnswer Read(ApiAnswer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return JsonSerializer.Deserialize<ImportAnswer>(answer.Text, Strict)!;
    }
}
