using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.SignIn;

public sealed partial class SignInPageTests
{
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
}
