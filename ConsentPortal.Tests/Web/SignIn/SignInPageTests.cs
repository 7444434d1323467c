using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.SignIn;

/// <summary>The door: who gets in, who does not, and that nobody learns why.</summary>
public sealed partial class SignInPageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_member_signs_in_and_reaches_the_dashboard(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);

        using var client = await portal.SignedInAsync(Role.Administrator);
        var start = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, start.StatusCode);
    }

    [Fact]
    public async Task Every_refusal_looks_the_same_and_is_no_faster_for_an_unknown_address()
    {
        await using var portal = await WebPortal.StartAsync();
        var ann = await portal.MemberAsync(Role.Analyst, "ann@example.com");
        var off = await portal.MemberAsync(Role.Analyst, "off@example.com");
        await portal.MemberAsync(Role.Administrator, "demo.admin@demo.example"); // the demo's people have a known password
        await portal.Get<DisableMember>().RunAsync(new(off.Id), Actors.Admin, Ct);

        List<(HttpStatusCode Status, string Body, TimeSpan Took)> answers = [];
        foreach (var (email, password) in new[] { (ann.Email!, "not the password"), ("nobody@example.com", "not the password"), (off.Email!, WebPortal.Password), ("", ""), ("demo.admin@demo.example", WebPortal.Password) })
        {
            using var visitor = portal.NewVisitor();
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            using var answer = await visitor.SubmitAsync("/sign-in", "sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });
            answers.Add((answer.StatusCode, Plain(await answer.Content.ReadAsStringAsync()), System.Diagnostics.Stopwatch.GetElapsedTime(started)));
        }

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Unauthorized, a.Status));
        Assert.All(answers, a => Assert.Equal(answers[0].Body, a.Body));
        Assert.All(answers, a => Assert.True(a.Took > TimeSpan.FromMilliseconds(600), $"A refusal after {a.Took.TotalMilliseconds} ms tells something."));
    }

    [Theory, OnEveryDatabase]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        var ann = await portal.MemberAsync(Role.Analyst, "ann@example.com");
        for (var n = 0; n < 5; n++)
        {
            using var guesser = portal.NewVisitor();
            using var _ = await guesser.SubmitAsync("/sign-in", "sign-in", new() { ["Input.Email"] = ann.Email!, ["Input.Password"] = $"guess number {n}" });
        }

        using var visitor = portal.NewVisitor();
        using var right = await visitor.SubmitAsync("/sign-in", "sign-in", new() { ["Input.Email"] = ann.Email!, ["Input.Password"] = WebPortal.Password });
        var row = (await portal.Get<FindMembers>().OneAsync(ann.Id, Actors.Admin, Ct)).Value;
        await portal.Get<IssuePasswordLink>().RunAsync(new(ann.Id), Actors.Admin, Ct); // an administrator's link lifts the lock

        Assert.Equal(HttpStatusCode.Unauthorized, right.StatusCode);
        Assert.True(row.LockedOut);
        Assert.False((await portal.Get<FindMembers>().OneAsync(ann.Id, Actors.Admin, Ct)).Value.LockedOut);
    }

    [Theory]
    [InlineData("/team", "/team")]
    [InlineData("/contacts?q=ann%20b", "/contacts?q=ann%20b")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_back_inside_the_portal_only(string back, string expected)
    {
        await using var portal = await WebPortal.StartAsync();
        var rep = await portal.MemberAsync(Role.SalesRepresentative);
        using var visitor = portal.NewVisitor();

        using var answer = await visitor.SubmitAsync($"/sign-in?back={Uri.EscapeDataString(back)}", "sign-in", new() { ["Input.Email"] = rep.Email!, ["Input.Password"] = WebPortal.Password });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();
        foreach (var (path, handler) in new[] { ("/sign-in", "sign-in"), ("/sign-out", "sign-out"), ("/forgot-password", "forgot") })
        {
            using FormUrlEncodedContent form = new([new("_handler", handler), new("Input.Email", "a@example.com")]);
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Looking_at_the_sign_out_page_signs_nobody_out_its_button_does()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.MemberAsync(Role.Analyst);
        using var visitor = await portal.VisitorAsync(Role.Analyst);

        (await visitor.Client.GetAsync(new Uri("/sign-out", UriKind.Relative))).Dispose();
        using var still = await visitor.Client.GetAsync(new Uri("/", UriKind.Relative));
        using var answer = await visitor.SubmitAsync("/sign-out", "sign-out", []);
        using var gone = await visitor.Client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", gone.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_who_follows_a_deep_link_signs_in_first_and_comes_back_to_it()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();

        using var answer = await client.GetAsync(new Uri("/team?q=ann", UriKind.Relative));

        Assert.Equal("/sign-in?back=%2Fteam%3Fq%3Dann", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_page_that_the_role_does_not_include_says_so()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = await portal.VisitorAsync(Role.Analyst);

        using var answer = await visitor.Client.GetAsync(new Uri("/team", UriKind.Relative));
        var page = await visitor.Client.GetStringAsync(new Uri("/denied", UriKind.Relative));

        Assert.StartsWith("/denied", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("Your role does not include this", page, StringComparison.Ordinal);
    }

    private static async Task<List<ConsentPortal.Core.Messaging.Email>> MailsAsync(WebPortal portal)
    {
        for (var n = 0; n < 100; n++)
        {
            await using var db = portal.NewDb();
            var mails = await db.Set<ConsentPortal.Core.Messaging.Email>().AsNoTracking().ToListAsync();
            if (mails.Count > 0)
            {
                await Task.Delay(500);
                return await db.Set<ConsentPortal.Core.Messaging.Email>().AsNoTracking().ToListAsync();
            }

            await Task.Delay(100);
        }

        return [];
    }

    // tokens, what was typed and the circuit's own comments differ from answer to answer
    private static string Plain(string page) => Changing().Replace(page, "");

    [GeneratedRegex("value=\"[^\"]*\"|<!--.*?-->", RegexOptions.Singleline, 1000)]
    private static partial Regex Changing();

    [GeneratedRegex("set-password/(?<token>[A-Za-z0-9_-]+)", RegexOptions.None, 1000)]
    private static partial Regex LinkToken();
}
