using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The page of one request, by the link in its mail: how far it is, the code that shows who asks, and the way to take it back.</summary>
public sealed class CasePageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_person_shows_by_the_code_that_it_is_them_and_takes_the_request_back()
    {
        await using var portal = await WebPortal.StartAsync();
        var (id, path) = await OpenAsync(portal, "ann@example.com");
        using Reader ann = new(portal);

        await ann.OpenAsync(path);
        Assert.StartsWith("Your request 20", ann.Title, StringComparison.Ordinal);
        Assert.Contains("We wait for you to show that it is you.", ann.Words, StringComparison.Ordinal);
        Assert.Empty(await MailsAsync(portal, "request_code")); // looking sends nothing
        foreach (var secret in (string[])["ann@example.com", "Archer", "Everything"])
        {
            Assert.DoesNotContain(secret, ann.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        await ann.PressAsync("Send me a code");
        var code = Code((await MailsAsync(portal, "request_code"))[^1].Text);
        Type(ann, code == "000000" ? "111111" : "000000");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ann.PressAsync("Continue"));
        Assert.NotNull(ann.Page.QuerySelector("#code-problem"));
        Type(ann, $"{code[..3]} {code[3..]}");
        Assert.Equal(HttpStatusCode.OK, await ann.PressAsync("Continue"));

        Assert.Contains("now we know that it is you", ann.Words, StringComparison.Ordinal);
        Assert.Null(ann.Page.QuerySelector("#code"));
        Assert.Equal(HttpStatusCode.OK, await ann.PressAsync("Withdraw it now"));
        Assert.Contains("It was withdrawn.", ann.Words, StringComparison.Ordinal);
        await using var db = portal.NewDb();
        Assert.Equal(RequestState.Withdrawn, (await db.Set<PrivacyRequest>().FirstAsync(r => r.Id == id, Ct)).State);
    }

    [Fact]
    public async Task The_page_is_small_and_without_script_in_every_language_and_a_wrong_link_is_one_neutral_answer()
    {
        await using var portal = await WebPortal.StartAsync();
        var (_, path) = await OpenAsync(portal, "ann@example.com");
        using var client = portal.NewClient();
        foreach (var language in MailTexts.Languages)
        {
            using var page = await client.GetAsync(new Uri($"{path}?lang={language}", UriKind.Relative), Ct);
            var html = await page.Content.ReadAsStringAsync(Ct);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains($"lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.True(html.Length < 30_000);
            Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        }

        using HttpRequestMessage head = new(HttpMethod.Head, path);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(head, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync(new Uri($"{path}/check", UriKind.Relative), Ct)).StatusCode);
        foreach (var wrong in (string[])["/privacy/case/x", $"{path}A", $"{path[..^2]}AA"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(wrong, UriKind.Relative), Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task Asking_for_codes_and_guessing_are_slowed_down_and_the_answer_is_the_same_at_the_limit()
    {
        await using var portal = await WebPortal.StartAsync();
        var (_, path) = await OpenAsync(portal, "ann@example.com");
        using var client = portal.NewClient();
        List<string> answers = [];
        for (var n = 0; n < 7; n++)
        {
            using var answer = await client.PostAsync(new Uri($"{path}/code", UriKind.Relative), new FormUrlEncodedContent([]), Ct);
            answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(5, (await MailsAsync(portal, "request_code")).Count);
        var status = HttpStatusCode.OK;
        for (var n = 0; n < 30 && status != HttpStatusCode.TooManyRequests; n++)
        {
            using var answer = await client.PostAsync(new Uri($"{path}/check", UriKind.Relative), new FormUrlEncodedContent([new("code", "123456")]), Ct);
            status = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    private static async Task<(Id<PrivacyRequest> Id, string Path)> OpenAsync(WebPortal portal, string email)
    {
        var profile = (await portal.Get<Rulebooks>().FreshAsync(Ct)).Profiles[0].Code;
        var opened = await portal.Get<OpenRequest>().RunAsync(new(profile, RequestKind.Get, RequestIntake.Phone, new() { Email = email, LastName = "Archer", Notes = "Everything" }), Actors.Officer, Ct);
        Assert.True(opened.Ok, opened.Problem?.Message);
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, Ct);
        return (opened.Value.Id, RequestLinks.Path(portal.Get<RequestLinks>().Token(opened.Value.Id)));
    }

    private static async Task<List<Email>> MailsAsync(WebPortal portal, string kind)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().Where(m => m.Kind == kind).OrderBy(m => m.Id).ToListAsync(Ct);
    }

    private static string Code(string text) => text.Split('\n').First(l => l.Length == 6 && l.All(char.IsAsciiDigit));

    private static void Type(Reader reader, string code) => reader.Page.QuerySelector<IHtmlInputElement>("#code")!.Value = code;
}
