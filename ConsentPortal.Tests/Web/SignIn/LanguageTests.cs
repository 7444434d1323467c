using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.SignIn;

public sealed class LanguageTests
{
    private static readonly Uri Home = new("/", UriKind.Relative);
    private static readonly Uri SignIn = new("/sign-in", UriKind.Relative);

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de", "Anmelden")]
    [InlineData("fr-FR,de;q=0.5", "de", "Anmelden")]
    [InlineData("en-US", "en", "Sign in")]
    [InlineData("ar", "en", "Sign in")]
    public async Task The_sign_in_page_speaks_the_first_language_of_the_browser_that_ships(string browser, string language, string button)
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.Add("Accept-Language", browser);

        var page = await client.GetStringAsync(SignIn);

        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{button}</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_members_language_goes_before_the_browsers_and_a_change_holds_with_the_next_page()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = await portal.VisitorAsync(Role.Analyst);
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "de");
        var asBrowser = await visitor.Client.GetStringAsync(Home);

        var member = (await portal.Get<ReadMember>().RunAsync((await portal.MemberAsync(Role.Analyst)).Id, default))!;
        Assert.True((await portal.Get<EditOwnAccount>().RunAsync(new("Ann", "en"), member.AsActor(), default)).Ok); // on another machine
        var asMember = await visitor.Client.GetStringAsync(Home);

        Assert.Contains("<html lang=\"de\"", asBrowser, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", asMember, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_with_a_number_in_it_is_said_in_german()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = await portal.VisitorAsync(Role.Analyst);
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "de");

        using var refused = await visitor.SubmitAsync("/account", "password", new(StringComparer.Ordinal) { ["Password.Current"] = WebPortal.Password, ["Password.New"] = "short", ["Password.Again"] = "short" });

        Assert.Contains($"mindestens {PasswordRules.MinLength} Zeichen", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_page_hears_of_a_language_or_a_look_that_was_chosen_elsewhere()
    {
        ConsentPortal.Web.SignIn.OwnSettings settings = new();
        List<string> heard = [];
        settings.LanguageChanged += (_, _) => heard.Add("language");
        settings.AppearanceChanged += (_, _) => heard.Add($"{Word.Of(settings.Theme)} {Word.Of(settings.Density)}");
        settings.Start("", Theme.System, Density.Comfortable);

        settings.Look(Member("", Theme.System));
        settings.Look(Member("", Theme.Dark));
        settings.Look(Member("de", Theme.Dark));
        settings.Look(Member("de", Theme.Dark));

        Assert.Equal(["dark comfortable", "language"], heard);
    }

    private static TeamMember Member(string language, Theme theme) => new() { Language = language, Theme = theme };
}
