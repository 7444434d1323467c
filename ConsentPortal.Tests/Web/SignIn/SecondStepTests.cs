using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.SignIn;

/// <summary>The second step: nobody gets around it, no code counts twice.</summary>
public sealed partial class SecondStepTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Uri Home = new("/contacts", UriKind.Relative);

    [Theory, OnEveryDatabase]
    public async Task A_member_sets_an_app_up_and_signs_in_with_its_code_once(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var here = await portal.VisitorAsync(Role.SalesRepresentative);
        using var elsewhere = await portal.VisitorAsync(Role.SalesRepresentative);
        var (secret, codes) = await SetUpAsync(here);
        using var mine = await here.Client.GetAsync(Home);
        using var other = await elsewhere.Client.GetAsync(Home);

        using var visitor = portal.NewVisitor();
        using var first = await PasswordAsync(portal, visitor, "/contacts");
        using var between = await visitor.Client.GetAsync(Home);
        var code = CodeNow(secret, 1);
        using var second = await visitor.SubmitAsync("/sign-in/code?back=%2Fcontacts", "code", new() { ["Input.Code"] = code[..3] + " " + code[3..] });
        using var inside = await visitor.Client.GetAsync(Home);
        using var thief = portal.NewVisitor();
        using var _ = await PasswordAsync(portal, thief);
        using var replayed = await thief.SubmitAsync("/sign-in/code", "code", new() { ["Input.Code"] = code });
        using var outside = await thief.Client.GetAsync(Home);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (mine.StatusCode, other.StatusCode)); // the session that did it goes on, others end
        Assert.Equal(RecoveryCode.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.EndsWith("/sign-in/code?back=%2Fcontacts", first.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, "/contacts", HttpStatusCode.OK), (between.StatusCode, Path(second), inside.StatusCode));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Redirect), (replayed.StatusCode, outside.StatusCode));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    public async Task The_second_step_leads_back_inside_the_portal_only(string back)
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.SalesRepresentative);
        var (secret, _) = await SetUpAsync(here);
        using var visitor = portal.NewVisitor();
        using var first = await PasswordAsync(portal, visitor, back);
        using var second = await visitor.SubmitAsync($"/sign-in/code?back={Uri.EscapeDataString(back)}", "code", new() { ["Input.Code"] = CodeNow(secret, 1) });

        Assert.Equal("/", Path(second));
    }

    [Fact]
    public async Task A_recovery_code_opens_once_and_the_history_says_so()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        var (_, codes) = await SetUpAsync(here);

        using var visitor = portal.NewVisitor();
        using var a = await PasswordAsync(portal, visitor, role: Role.Analyst);
        using var opened = await visitor.SubmitAsync("/sign-in/code", "code", new() { ["Input.Code"] = codes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal) });
        var page = await visitor.Client.GetStringAsync(new Uri("/account/security?said=recovery", UriKind.Relative));
        using var thief = portal.NewVisitor();
        using var b = await PasswordAsync(portal, thief, role: Role.Analyst);
        using var again = await thief.SubmitAsync("/sign-in/code", "code", new() { ["Input.Code"] = codes[3] });

        Assert.Equal("/account/security?said=recovery", Path(opened));
        Assert.Contains("9 of 10 recovery codes are left", page, StringComparison.Ordinal);
        Assert.Contains("by password and recovery code", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        var member = await portal.MemberAsync(Role.Analyst);
        var history = (await portal.Get<FindSignIns>().RunAsync(member.Id, 50, Actors.Admin, Ct)).Value.Items;
        Assert.Equal([(SignInResult.WrongCode, SignInWay.RecoveryCode), (SignInResult.SignedIn, SignInWay.RecoveryCode), (SignInResult.SignedIn, SignInWay.Password)], history.Select(h => (h.Result, h.Way)));
    }

    [Fact]
    public async Task The_second_step_without_the_first_leads_to_the_first()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        var (secret, _) = await SetUpAsync(here);
        using var stranger = portal.NewVisitor();
        using var page = await stranger.Client.GetAsync(new Uri("/sign-in/code", UriKind.Relative));
        using var setUp = await stranger.Client.GetAsync(new Uri("/sign-in/set-up", UriKind.Relative));
        using var posted = await stranger.SubmitElsewhereAsync("/sign-in", "/sign-in/code", "code", new() { ["Input.Code"] = CodeNow(secret, 1) });
        using var home = await stranger.Client.GetAsync(Home);

        Assert.All(new[] { page, setUp, posted }, answer => Assert.Equal("/sign-in", Path(answer)));
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
    }

    [Fact]
    public async Task A_first_step_is_void_once_the_password_changed_and_cannot_be_used_to_set_another_app_up()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        var (secret, _) = await SetUpAsync(here);
        using var visitor = portal.NewVisitor();
        using var first = await PasswordAsync(portal, visitor, role: Role.Analyst);
        using var setUp = await visitor.Client.GetAsync(new Uri("/sign-in/set-up", UriKind.Relative));
        using var form = await visitor.Client.GetAsync(new Uri("/sign-in/code", UriKind.Relative));
        await portal.Get<IssuePasswordLink>().RunAsync(new((await portal.MemberAsync(Role.Analyst)).Id), Actors.Admin, Ct);

        using var late = await visitor.SubmitElsewhereAsync("/sign-in", "/sign-in/code", "code", new() { ["Input.Code"] = CodeNow(secret, 1) });

        Assert.Equal(("/sign-in", HttpStatusCode.OK, "/sign-in"), (Path(setUp), form.StatusCode, Path(late)));
    }

    [Theory, OnEveryDatabase]
    public async Task Wrong_codes_lock_the_account_and_a_right_password_in_between_does_not_help(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var here = await portal.VisitorAsync(Role.Analyst);
        var (secret, _) = await SetUpAsync(here);
        var wrong = CodeNow(secret, 1) == "000000" ? "000001" : "000000";
        for (var n = 0; n < PasswordRules.MaxTries; n++)
        {
            using var guesser = portal.NewVisitor();
            using var a = await PasswordAsync(portal, guesser, role: Role.Analyst); // the password is known to the guesser
            using var b = await guesser.SubmitAsync("/sign-in/code", "code", new() { ["Input.Code"] = wrong });
            Assert.Equal(HttpStatusCode.Unauthorized, b.StatusCode);
        }

        using var visitor = portal.NewVisitor();
        using var refused = await PasswordAsync(portal, visitor, role: Role.Analyst);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var member = await portal.MemberAsync(Role.Analyst);
        Assert.True((await portal.Get<FindMembers>().OneAsync(member.Id, Actors.Admin, Ct)).Value.LockedOut);
        Assert.Equal(SignInResult.Locked, (await portal.Get<FindSignIns>().RunAsync(member.Id, 1, Actors.Admin, Ct)).Value.Items[0].Result);
    }

    [Fact]
    public async Task A_role_that_needs_a_second_factor_sets_it_up_before_it_gets_in()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.Get<RequireSecondFactor>().RunAsync(new([Role.Analyst]), Actors.Admin, Ct);
        await portal.MemberAsync(Role.Analyst);
        using var visitor = portal.NewVisitor();

        using var first = await PasswordAsync(portal, visitor, "/imports", Role.Analyst);
        using var between = await visitor.Client.GetAsync(new Uri("/imports", UriKind.Relative));
        var page = await visitor.Client.GetStringAsync(new Uri("/sign-in/set-up", UriKind.Relative));
        var (ticket, secret) = (Hidden(page, "Input.Ticket"), Key(page));
        using var wrong = await visitor.SubmitAsync("/sign-in/set-up", "set-up", new() { ["Input.Ticket"] = ticket, ["Input.Code"] = "12" });
        using var done = await visitor.SubmitAsync("/sign-in/set-up?back=%2Fimports", "set-up", new() { ["Input.Ticket"] = ticket, ["Input.Code"] = CodeNow(secret, 0) });
        var shown = await done.Content.ReadAsStringAsync();
        using var inside = await visitor.Client.GetAsync(new Uri("/imports", UriKind.Relative));

        Assert.StartsWith("/sign-in/set-up", Path(first), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (between.StatusCode, inside.StatusCode));
        Assert.Equal(ticket, Hidden(await wrong.Content.ReadAsStringAsync(), "Input.Ticket")); // the same key: the app has it by now
        Assert.Equal(RecoveryCode.Count, Recovery().Count(shown));
        Assert.Contains("href=\"/imports\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_it_is_done_for_another_site()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        await SetUpAsync(here);

        foreach (var (path, form) in new[] { ("/account/security", "off"), ("/account/security", "codes"), ("/account/security", "end"), ("/account/authenticator", "set-up"), ("/sign-in/code", "code") })
        {
            using FormUrlEncodedContent body = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["_handler"] = form, ["Off.Password"] = WebPortal.Password, ["Codes.Password"] = WebPortal.Password });
            using var answer = await here.Client.PostAsync(new Uri(path, UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.True((await portal.Get<ReadMember>().RunAsync((await portal.MemberAsync(Role.Analyst)).Id, Ct))!.TwoFactorEnabled);
    }
}
