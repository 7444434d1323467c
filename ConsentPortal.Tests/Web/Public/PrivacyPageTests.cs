using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>What people ask for under their rights, by static forms: in every language, with one answer for everybody.</summary>
public sealed partial class PrivacyPageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<string> Languages => [.. ReaderLanguage.All.Select(l => l.Code)];

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_form_is_whole_small_and_without_script_in_every_language(string language)
    {
        var portal = await SharedPortal.GetAsync();
        using var client = portal.NewClient();
        var sheet = await client.GetByteArrayAsync(new Uri("/public.css", UriKind.Relative), Ct);
        using Reader reader = new(portal);
        foreach (var path in Enum.GetValues<RequestKind>().Select(k => Urls.Privacy("default", k)).Prepend(Urls.Privacy("default")))
        {
            var html = await client.GetByteArrayAsync(new Uri($"{path}?lang={language}", UriKind.Relative), Ct);
            await reader.OpenAsync($"{path}?lang={language}");

            Assert.True(html.Length + sheet.Length < 30_000, $"{path} in {language}: {html.Length + sheet.Length} bytes");
            Assert.Equal((HttpStatusCode.OK, language, language == "ar" ? "rtl" : "ltr"), (reader.Status, reader.Page.DocumentElement.GetAttribute("lang"), reader.Page.DocumentElement.GetAttribute("dir")));
            Assert.Empty(reader.Page.QuerySelectorAll("script, [style], iframe, [onclick]"));
            Assert.All(reader.Page.QuerySelectorAll("input:not([type=hidden]), select, textarea"), i => Assert.True(i.Closest("label") is not null || reader.Page.QuerySelector($"label[for='{i.Id}']") is not null, i.OuterHtml));
            Assert.All(reader.Page.QuerySelectorAll("main input[type=text], main input[type=email], main input[type=tel]"), i => Assert.NotNull(i.GetAttribute("autocomplete")));
            Assert.Equal(language == "en", Enum.GetNames<RequestKind>().Length > 0 && reader.Title is "Your privacy rights" or "Get a copy of your data" or "Have your data deleted" or "Have your data corrected" or "Object to marketing" or "Restrict the use of your data");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Known_unknown_and_repeated_get_the_same_answer_for_the_same_work(DatabaseProvider provider)
    {
        await using var portal = await SignUpScene.StartAsync(provider, resting: true);
        Assert.True((await portal.Get<AddContact>().RunAsync(new(new() { FirstName = "Ann", LastName = "Archer" }, [new(Channel.Email, "ann@example.com")]), Actors.Admin, Ct)).Ok);
        using var client = portal.NewClient();
        List<(string Answer, int Commands)> seen = [];
        foreach (var email in new[] { "first@example.com", "ann@example.com", "bob@example.com", "ann@example.com" })
        {
            using CommandCount count = new(portal.Folder);
            using var answer = await client.PostAsync(new Uri("/privacy/default/get", UriKind.Relative), SignUpScene.Form(("email", email), ("lastName", "Archer")), Ct);
            seen.Add(($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}", count.Count));
        }

        Assert.Single(seen.Select(s => s.Answer).Distinct(StringComparer.Ordinal));
        Assert.StartsWith("OK", seen[0].Answer, StringComparison.Ordinal);
        Assert.Single(seen.Skip(1).Select(s => s.Commands).Distinct()); // the first one fills caches
        await using var db = portal.NewDb();
        var cases = await db.Set<PrivacyRequest>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(Ct);
        Assert.Equal([true, true, true, false], cases.Select(c => c.RepeatsId.IsNone));
        Assert.All(cases, c => Assert.Equal((RequestIntake.PublicPage, RequestKind.Get, "en"), (c.Intake, c.Kind, c.Language)));
        Assert.DoesNotContain(cases[0].Number, seen[0].Answer, StringComparison.Ordinal); // told by mail only
    }

    [Fact]
    public async Task A_form_that_is_not_whole_comes_back_with_all_that_was_typed_and_nothing_in_it_has_an_effect()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        const string Evil = "<script>alert(1)</script>{{1+1}} @(7*7) ${x} '\"><img src=x onerror=alert(1)>";
        using Reader reader = new(portal);
        await reader.OpenAsync("/privacy/default/update");
        reader.Type("email", "no address");
        reader.Type("new.email", "nor this");
        reader.Type("new.firstName", Evil);
        reader.Write("notes", Evil);
        reader.Choose("onBehalf", "child");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Send the request"));

        Assert.Equal("no address", reader.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Equal("true", reader.Page.QuerySelector("#lastName")!.GetAttribute("aria-invalid"));
        Assert.Equal(Evil, reader.Page.QuerySelector<IHtmlTextAreaElement>("#notes")!.Value);
        Assert.Equal(Evil, ((IHtmlInputElement)reader.Page.GetElementById("new.firstName")!).Value);
        Assert.True(reader.Page.QuerySelector<IHtmlInputElement>("input[value=child]")!.IsChecked);
        Assert.Empty(reader.Page.QuerySelectorAll("script, main img"));
        var links = reader.Page.QuerySelectorAll(".bad a").Select(a => a.GetAttribute("href")!.Split('#')[1]).ToList();
        Assert.Equal(["actsFor", "email", "lastName", "new.email"], links.Order(StringComparer.Ordinal));
        Assert.Contains("Last name: Please fill this in.", reader.Words, StringComparison.Ordinal);
        Assert.All(links, l => Assert.NotNull(reader.Page.GetElementById(l)));
        await using var db = portal.NewDb();
        Assert.Empty(await db.Set<PrivacyRequest>().ToListAsync(Ct));
    }

    [Fact]
    public async Task What_should_change_is_proposed_and_what_stays_empty_is_left_alone()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using Reader reader = new(portal);
        await reader.OpenAsync("/privacy/default/update?lang=de");
        reader.Type("email", "ann@example.com");
        reader.Type("lastName", "Archer");
        reader.Type("new.lastName", "Bowman");
        reader.Type("new.jobTitle", "Judge");

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Antrag senden"));

        Assert.Equal("Ihr Antrag wurde gesendet", reader.Title);
        var read = await OnlyAsync(portal);
        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["lastName"] = "Bowman", ["jobTitle"] = "Judge" }, read.Submission!.Proposed);
        Assert.Equal(("de", RequestKind.Update), (read.Request.Language, read.Request.Kind));
        using var client = portal.NewClient();
        using var refused = await client.PostAsync(new Uri("/privacy/default/update", UriKind.Relative), SignUpScene.Form(("email", "ann@example.com"), ("lastName", "Archer"), ("new.language", "tlh")), Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"new.language-error\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_sends_the_authority_and_a_page_that_calls_itself_a_document_is_refused()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using var client = portal.NewClient();

        using var refused = await SendAsync(client, "letter.pdf", "<!DOCTYPE html><script>alert(1)</script>");
        var page = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"file-error\"", page, StringComparison.Ordinal);
        Assert.Contains("Bob Agent", page, StringComparison.Ordinal);

        using var taken = await SendAsync(client, "../../../etc/authority.txt", "I let Bob ask for me. Ann");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var read = await OnlyAsync(portal);
        Assert.Equal((OnBehalf.Principal, "Bob Agent"), (read.Request.OnBehalf, read.Submission!.ActsFor));
        var file = Assert.Single((await portal.Get<FindRequestFiles>().RunAsync(read.Request.Id, Actors.Officer, Ct)).Value);
        Assert.Equal((RequestFileKind.Authority, "authority.txt", ActorKind.Subject), (file.Kind, file.Name, file.AttachedBy));
    }

    [Fact]
    public async Task An_objection_names_one_purpose_or_none_and_asks_for_the_address_alone()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using var client = portal.NewClient();

        using var answer = await client.PostAsync(new Uri("/privacy/default/object", UriKind.Relative), SignUpScene.Form(("email", "ann@example.com"), ("purpose", "commercial")), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("commercial", (await OnlyAsync(portal)).Submission!.Purpose);
    }

    private static async Task<ReadRequest.View> OnlyAsync(WebPortal portal)
    {
        await using var db = portal.NewDb();
        var request = await db.Set<PrivacyRequest>().AsNoTracking().SingleAsync(Ct);
        return (await portal.Get<ReadRequest>().RunAsync(request.Id, Actors.Officer, Ct)).Value;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string name, string content)
    {
        using MultipartFormDataContent form = new();
        foreach (var (field, value) in new[] { ("email", "ann@example.com"), ("lastName", "Archer"), ("onBehalf", "principal"), ("actsFor", "Bob Agent") })
        {
            form.Add(new StringContent(value), field);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name);
        return await client.PostAsync(new Uri("/privacy/default/get", UriKind.Relative), form, Ct);
    }
}
