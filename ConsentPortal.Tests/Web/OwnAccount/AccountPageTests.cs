using System.Net;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.OwnAccount;

public sealed class AccountPageTests
{
    private static readonly Uri Home = new("/", UriKind.Relative);

    [Fact]
    public async Task Name_language_and_appearance_are_saved_and_the_session_goes_on()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = await portal.VisitorAsync(Role.Analyst);

        using var saved = await visitor.SubmitAsync("/account", "edit", new() { ["Edit.Name"] = "Änne <b>Neu</b>", ["Edit.Language"] = "de", ["Edit.Theme"] = "Dark", ["Edit.Density"] = "Compact" });
        var page = await visitor.Client.GetStringAsync(Home);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Matches("value=\"de\" selected", await visitor.Client.GetStringAsync(new Uri("/account", UriKind.Relative)));
        Assert.Contains("<html lang=\"de\" data-theme=\"dark\" data-density=\"compact\"", page, StringComparison.Ordinal);
        Assert.Contains("Änne &lt;b&gt;Neu&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_missing_is_said_beside_its_field_and_the_rest_stays()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = await portal.VisitorAsync(Role.Analyst);

        using var refused = await visitor.SubmitAsync("/account", "edit", new() { ["Edit.Name"] = " ", ["Edit.Language"] = "de", ["Edit.Theme"] = "Light" });

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains("Say the name that colleagues know", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_keeps_this_session_and_ends_the_others()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        using var elsewhere = await portal.VisitorAsync(Role.Analyst);

        using var wrong = await here.SubmitAsync("/account", "password", Form("wrong wrong wrong", "four quite unrelated words"));
        using var right = await here.SubmitAsync("/account", "password", Form(WebPortal.Password, "four quite unrelated words"));
        using var mine = await here.Client.GetAsync(Home);
        using var other = await elsewhere.Client.GetAsync(Home);

        Assert.Contains("This is not your password", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/account?said=password", right.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (mine.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task The_member_is_told_of_a_new_password_and_of_nothing_that_was_refused()
    {
        await using var portal = await WebPortal.StartAsync(with: [("ConsentPortal:Mail:Pickup", "mail"), ("ConsentPortal:Mail:From", "consent@portal.example")]);
        using var visitor = await portal.VisitorAsync(Role.Analyst);

        using var wrong = await visitor.SubmitAsync("/account", "password", Form("wrong wrong wrong", "four quite unrelated words"));
        var before = await MailAsync(portal);
        using var right = await visitor.SubmitAsync("/account", "password", Form(WebPortal.Password, "four quite unrelated words"));

        Assert.Empty(before);
        Assert.Equal("Your account in ConsentPortal: The password was changed", Assert.Single(await MailAsync(portal)).Subject);
    }

    private static async Task<IReadOnlyList<FindEmails.Row>> MailAsync(WebPortal portal)
        => [.. (await portal.Get<FindEmails>().RunAsync(new(), Actors.Admin, CancellationToken.None)).Value.Rows.Where(m => m.Kind == "security")];

    [Fact]
    public async Task Signing_out_everywhere_ends_all_sessions()
    {
        await using var portal = await WebPortal.StartAsync();
        using var here = await portal.VisitorAsync(Role.Analyst);
        using var elsewhere = await portal.VisitorAsync(Role.Analyst);

        using var answer = await here.SubmitAsync("/account", "everywhere", []);
        using var mine = await here.Client.GetAsync(Home);
        using var other = await elsewhere.Client.GetAsync(Home);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect), (answer.StatusCode, mine.StatusCode, other.StatusCode));
    }

    private static Dictionary<string, string> Form(string current, string fresh) => new(StringComparer.Ordinal) { ["Password.Current"] = current, ["Password.New"] = fresh, ["Password.Again"] = fresh };
}
