using System.Net;
using AngleSharp.Html.Parser;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>What is wrong with a public form is said in the reader's language, beside its field and above the form, with the values in it.</summary>
public sealed class FormProblemTests
{
    private static readonly string Long = new('x', 201);

    [Fact]
    public async Task What_is_too_long_is_said_in_the_language_of_the_page()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!.Id;
        IReadOnlyList<AskedField> asked = [new(AskedField.Email, Required: true), new(AskedField.LastName, Required: true), new(AskedField.CustomerNumber, Required: false)];
        Assert.True((await portal.Get<SetPrivacyIntake>().RunAsync(new(profile, Shown: true, new Dictionary<RequestKind, IReadOnlyList<AskedField>> { [RequestKind.Get] = asked }), Actors.Admin, CancellationToken.None)).Ok);

        foreach (var (language, most, name) in new[] { ("de", "Höchstens 200 Zeichen.", "Dieser Name ist zu lang."), ("ar", "الحد الأقصى لعدد الأحرف: 200.", null) })
        {
            var privacy = await ProblemsAsync(portal, $"/privacy/default/get?lang={language}", ("email", "ann@example.com"), ("lastName", Long), ("wishes", new string('x', 4001)), ("id.customerNumber", Long));
            Assert.Equal(most, privacy["lastName"]);
            Assert.Equal(most, privacy["id.customerNumber"]);
            Assert.Equal(most.Replace("200", "4000", StringComparison.Ordinal), privacy["wishes"].Replace(".000", "000", StringComparison.Ordinal));
            Assert.DoesNotContain("fields", privacy.Keys); // said beside the very field

            var signUp = await ProblemsAsync(portal, $"/subscribe/default?lang={language}", ("on", "email-1-1"), ("email", "ann@example.com"), ("lastName", Long));
            Assert.Equal(name ?? signUp["lastName"], signUp["lastName"]);
            Assert.DoesNotMatch("[A-Za-z]", language == "ar" ? signUp["lastName"] : "");
        }
    }

    private static async Task<Dictionary<string, string>> ProblemsAsync(WebPortal portal, string path, params (string Name, string Value)[] fields)
    {
        using var client = portal.NewClient();
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), SignUpScene.Form(fields));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.All(page.QuerySelectorAll(".bad a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")!.Split('#')[1])));
        Assert.All(page.QuerySelectorAll("p.error"), e => Assert.Contains(e.TextContent, page.QuerySelector(".bad")!.TextContent, StringComparison.Ordinal));
        return page.QuerySelectorAll("p.error").ToDictionary(e => e.Id![..^"-error".Length], e => e.TextContent, StringComparer.Ordinal);
    }
}
