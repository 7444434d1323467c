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

    [Theory, OnEveryDatabase]
    public async Task A_changed_role_password_or_disabling_ends_the_session_at_the_next_request(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        var rep = await portal.MemberAsync(Role.SalesRepresentative);

        foreach (var end in new Func<Task>[]
        {
            () => portal.Get<ChangeRole>().RunAsync(new(rep.Id, new(Role.SalesRepresentative, OwnContactsOnly: true)), Actors.Admin, Ct),
            () => portal.Get<IssuePasswordLink>().RunAsync(new(rep.Id), Actors.Admin, Ct),
            () => portal.Get<DisableMember>().RunAsync(new(rep.Id), Actors.Admin, Ct),
        })
        {
            using var visitor = await portal.VisitorAsync(Role.SalesRepresentative);
            using var before = await visitor.Client.GetAsync(new Uri("/", UriKind.Relative));
            await end();
            using var after = await visitor.Client.GetAsync(new Uri("/", UriKind.Relative));

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (before.StatusCode, after.StatusCode));
        }
    }

    [Fact]
    public async Task The_first_administrator_is_asked_for_the_country_once()
    {
        await using var portal = await WebPortal.StartAsync();
        var ann = await portal.MemberAsync(Role.Administrator);

        async Task<string> NextAsync(string email)
        {
            using var visitor = portal.NewVisitor();
            using var answer = await visitor.SubmitAsync("/sign-in", "sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = WebPortal.Password });
            return answer.Headers.Location!.OriginalString;
        }

        Assert.EndsWith("/setup", await NextAsync(ann.Email!), StringComparison.Ordinal);
        Assert.True((await portal.Get<ConsentPortal.Core.Compliance.ChooseCountry>().RunAsync(new(""), Actors.Admin, Ct)).Ok);
        Assert.DoesNotContain("setup", await NextAsync(ann.Email!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_demo_sign_in_is_shown_outside_development()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.MemberAsync(Role.Administrator, DemoTeam.All[0].Email);
        using var client = portal.NewClient();

        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.DoesNotContain("demo", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_link_sets_a_password_and_a_used_one_says_so()
    {
        await using var portal = await WebPortal.StartAsync();
        var invited = (await portal.Get<InviteMember>().RunAsync(new("ann@example.com", "Ann", new(Role.PrivacyOfficer)), Actors.Admin, Ct)).Value;
        using var visitor = portal.NewVisitor();
        var path = $"/set-password/{invited.Token}";

        using var different = await visitor.SubmitAsync(path, "set-password", new() { ["Input.Password"] = "three unrelated words", ["Input.Again"] = "three unrelated word" });
        using var weak = await visitor.SubmitAsync(path, "set-password", new() { ["Input.Password"] = "short", ["Input.Again"] = "short" });
        using var good = await visitor.SubmitAsync(path, "set-password", new() { ["Input.Password"] = "three unrelated words", ["Input.Again"] = "three unrelated words" });
        using var used = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
        using var nonsense = await visitor.Client.GetAsync(new Uri("/set-password/nonsense", UriKind.Relative));

        Assert.Contains("The two are not the same", await different.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Use at least 12 characters", await weak.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/sign-in?said=password", good.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (used.StatusCode, nonsense.StatusCode));
    }

    [Theory, OnEveryDatabase]
    public async Task Forgetting_a_password_answers_the_same_for_everyone_and_mails_members_only(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider, ("ConsentPortal:Mail:Pickup", "mail"), ("ConsentPortal:PublicUrl", "http://portal.example"));
        await portal.MemberAsync(Role.Analyst, "ann@example.com");

        List<string> pages = [];
        foreach (var email in new[] { "nobody@example.com", "Ann@example.com", "ann@example.com" })
        {
            using var visitor = portal.NewVisitor();
            using var answer = await visitor.SubmitAsync("/forgot-password", "forgot", new() { ["Input.Email"] = email });
            pages.Add(Plain(await answer.Content.ReadAsStringAsync()));
        }

        Assert.Single(pages.Distinct(StringComparer.Ordinal));
        var mails = await MailsAsync(portal);
        var mail = Assert.Single(mails); // the second asking within five minutes sends no second mail
        Assert.Equal("ann@example.com", mail.To);
        var token = LinkToken().Match(mail.Text).Groups["token"].Value;
        Assert.Contains("http://portal.example/set-password/", mail.Text, StringComparison.Ordinal);
        Assert.True(await portal.Get<SetPassword>().IsGoodAsync(token, Ct));
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
