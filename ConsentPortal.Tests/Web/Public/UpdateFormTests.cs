using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The whole way of a correction: from the public form over the officer to the record and to whoever got the data.</summary>
public sealed class UpdateFormTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Names_from_the_public_form_reach_the_record_once_an_officer_accepts_them_and_applications_are_told()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        var ann = await AnnAsync(portal);
        using var client = portal.NewClient();
        using var sent = await client.PostAsync(new Uri("/privacy/default/update", UriKind.Relative), SignUpScene.Form(("email", "ann@example.com"), ("lastName", "Archer"), ("onBehalf", "principal"), ("actsFor", "Bob Baker"),
            ("new.firstName", "Annabel"), ("new.lastName", "Baker-Archer")), Ct);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var id = await OnlyAsync(portal);
        var said = (await portal.Get<ReadRequest>().RunAsync(id, Actors.Officer, Ct)).Value.Submission!;
        Assert.Equal(("Annabel", "Baker-Archer"), (said.Proposed["firstName"], said.Proposed["lastName"]));

        await ShowAsync(portal, id);
        await portal.Get<ApplyUpdates>().RunAsync(new(), Actor.System, Ct);
        Assert.Equal(("Ann", "Archer"), await NameAsync(portal, ann)); // somebody acts for her: an officer looks first
        foreach (var field in (string[])["firstName", "lastName"])
        {
            var decided = await portal.Get<DecideUpdate>().RunAsync(new(id, field, true), Actors.Officer, Ct);
            Assert.True(decided.Ok, decided.Problem?.Message);
        }

        Assert.Equal(("Annabel", "Baker-Archer"), await NameAsync(portal, ann));
        Assert.Equal(["firstName", "lastName"], await ToldAsync(portal, ann.ToString()));
        Assert.True((await portal.Get<AnswerUpdates>().RunAsync(new(id), Actors.Officer, Ct)).Ok);
        await using var db = portal.NewDb();
        Assert.Contains("Changed: first name, last name", (await db.Set<Email>().AsNoTracking().OrderBy(m => m.Id).LastAsync(Ct)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_page_of_their_request_a_person_proves_the_new_address_by_a_code()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        await AnnAsync(portal);
        using var client = portal.NewClient();
        using var sent = await client.PostAsync(new Uri("/privacy/default/update", UriKind.Relative), SignUpScene.Form(("email", "ann@example.com"), ("lastName", "Archer"), ("new.email", "anne@new.example")), Ct);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var id = await OnlyAsync(portal);
        using Reader reader = new(portal);
        var path = RequestLinks.Path(portal.Get<RequestLinks>().Token(id));
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, Ct);
        await reader.OpenAsync(path);
        Assert.DoesNotContain("new address", reader.Words, StringComparison.Ordinal); // first who asks
        await ShowAsync(portal, id);

        await reader.OpenAsync(path);
        Assert.Contains("Show that the new address is yours", reader.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("anne@", reader.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Send me a code"));
        var code = await CodeAsync(portal, "request_new_address");
        reader.Page.QuerySelector<IHtmlInputElement>("#code")!.Value = code == "000000" ? "111111" : "000000";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Continue"));
        reader.Page.QuerySelector<IHtmlInputElement>("#code")!.Value = code;
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Continue"));

        Assert.Contains("now we know that the new address is yours", reader.Words, StringComparison.Ordinal);
        Assert.Null(reader.Page.QuerySelector("#code"));
        Assert.True((await portal.Get<ReadUpdates>().RunAsync(id, Actors.Officer, Ct)).Value.Rows.Single(r => r.Field == "email").Proved);
    }

    private static async Task<Id<Contact>> AnnAsync(WebPortal portal)
        => (await portal.Get<AddContact>().RunAsync(new(new() { FirstName = "Ann", LastName = "Archer" }, [new(Channel.Email, "ann@example.com")]), Actors.Admin, Ct)).Value;

    private static async Task ShowAsync(WebPortal portal, Id<PrivacyRequest> id)
    {
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, Ct);
        Assert.True((await portal.Get<SendRequestCode>().RunAsync(new(id, RequestCodeUse.Identity), Actor.Subject, Ct)).Ok);
        Assert.True((await portal.Get<CheckRequestCode>().RunAsync(new(id, RequestCodeUse.Identity, await CodeAsync(portal, "request_code")), Actor.Subject, Ct)).Ok);
    }

    private static async Task<string> CodeAsync(WebPortal portal, string kind)
    {
        await using var db = portal.NewDb();
        var text = await db.Set<Email>().AsNoTracking().Where(m => m.Kind == kind).OrderByDescending(m => m.Id).Select(m => m.Text).FirstAsync(Ct);
        return text.Split('\n').Select(l => l.Trim()).First(l => l.Length == 6 && l.All(char.IsAsciiDigit));
    }

    private static async Task<Id<PrivacyRequest>> OnlyAsync(WebPortal portal)
    {
        await using var db = portal.NewDb();
        return (await db.Set<PrivacyRequest>().AsNoTracking().SingleAsync(Ct)).Id;
    }

    private static async Task<(string, string)> NameAsync(WebPortal portal, Id<Contact> person)
    {
        await using var db = portal.NewDb();
        var found = await db.Set<Contact>().AsNoTracking().SingleAsync(c => c.Id == person, Ct);
        return (found.FirstName, found.LastName);
    }

    private static async Task<List<string>> ToldAsync(WebPortal portal, string contact)
    {
        Assert.True((await portal.Get<PlaceOutbox>().RunAsync(new(), Actor.System, Ct)).Ok);
        var stream = portal.Services.GetServices<IOutgoingEvents>().Single(s => s.Kinds.Contains(OutgoingKinds.PersonCorrected));
        var read = await stream.ReadAsync(new(0, await stream.HeadAsync(Ct), OutgoingLane.Normal, 100), [OutgoingKinds.PersonCorrected], Actors.Crm, Ct);
        return [.. read.Events.Select(e => JsonDocument.Parse(e.Data).RootElement).Select(d => (d.GetProperty("contact").GetString() == contact ? d.GetProperty("fields")[0].GetString() : null)!)];
    }
}
