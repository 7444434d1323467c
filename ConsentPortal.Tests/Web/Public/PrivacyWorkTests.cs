using System.Net;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>How long an answer takes tells nobody whether somebody is known: the forms and the codes of privacy requests do the same work for everybody,
/// counted in questions to the database rather than by a clock.</summary>
public sealed class PrivacyWorkTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<RequestKind> Kinds => [.. Enum.GetValues<RequestKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_form_does_the_same_for_known_and_unknown_people_and_who_repeats(RequestKind kind)
    {
        await using var portal = await StartAsync();
        using var client = portal.NewClient();
        List<(string Answer, int Commands)> seen = [];
        foreach (var email in new[] { "first@example.com", "ann@example.com", "bob@example.com", "ann@example.com" })
        {
            using CommandCount count = new(portal.Folder);
            using var answer = await client.PostAsync(new Uri(Urls.Privacy("default", kind), UriKind.Relative), SignUpScene.Form(("email", email), ("lastName", "Archer"), ("new.firstName", "Anne"), ("new.email", "ann@example.com")), Ct);
            seen.Add(($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}", count.Count));
        }

        Assert.Single(seen.Select(s => s.Answer).Distinct(StringComparer.Ordinal));
        Assert.StartsWith("OK", seen[0].Answer, StringComparison.Ordinal);
        Assert.True(seen[1].Commands > 3, "Nothing was counted.");
        Assert.Single(seen.Skip(1).Select(s => s.Commands).Distinct()); // the first one fills caches
    }

    [Fact]
    public async Task Codes_are_sent_and_checked_with_the_same_work_for_known_and_unknown_people()
    {
        await using var portal = await StartAsync();
        using var client = portal.NewClient();
        List<(int Sending, int Wrong, int Right, string Answers)> seen = [];
        foreach (var email in new[] { "first@example.com", "ann@example.com", "bob@example.com" })
        {
            var path = await OpenAsync(portal, email);
            var (sending, sent) = await PostAsync(portal, client, $"{path}/code");
            var code = await CodeAsync(portal, email);
            var (wrong, refused) = await PostAsync(portal, client, $"{path}/check", ("code", code == "000000" ? "111111" : "000000"));
            var (right, taken) = await PostAsync(portal, client, $"{path}/check", ("code", code));
            seen.Add((sending, wrong, right, $"{sent} {refused} {taken}"));
        }

        Assert.Equal($"{HttpStatusCode.OK} {HttpStatusCode.UnprocessableEntity} {HttpStatusCode.OK}", seen[1].Answers);
        Assert.True(seen[1] is { Sending: > 5, Wrong: > 2, Right: > 5 }, "Nothing was counted.");
        Assert.Equal(seen[1], seen[2]);
    }

    private static async Task<WebPortal> StartAsync()
    {
        var portal = await SignUpScene.StartAsync(resting: true);
        Assert.True((await portal.Get<AddContact>().RunAsync(new(new() { FirstName = "Ann", LastName = "Archer" }, [new(Channel.Email, "ann@example.com")]), Actors.Admin, Ct)).Ok);
        return portal;
    }

    private static async Task<string> OpenAsync(WebPortal portal, string email)
    {
        var opened = await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.PublicPage, new() { Email = email, LastName = "Archer" }), Actor.Subject, Ct);
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, Ct);
        return RequestLinks.Path(portal.Get<RequestLinks>().Token(opened.Value.Id));
    }

    private static async Task<(int Commands, HttpStatusCode Status)> PostAsync(WebPortal portal, HttpClient client, string path, params (string, string)[] fields)
    {
        using CommandCount count = new(portal.Folder);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), SignUpScene.Form(fields), Ct);
        return (count.Count, answer.StatusCode);
    }

    private static async Task<string> CodeAsync(WebPortal portal, string email)
    {
        await using var db = portal.NewDb();
        var text = await db.Set<Email>().AsNoTracking().Where(m => m.Kind == "request_code" && m.To == email).Select(m => m.Text).SingleAsync(Ct);
        return text.Split('\n').Select(l => l.Trim()).First(l => l.Length == 6 && l.All(char.IsAsciiDigit));
    }
}
