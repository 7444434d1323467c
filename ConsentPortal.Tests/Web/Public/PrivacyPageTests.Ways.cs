using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>How one gets to the forms, and who is kept out.</summary>
public sealed partial class PrivacyPageTests
{
    [Fact]
    public async Task From_the_preference_center_the_address_comes_from_the_link_and_is_never_shown()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        var token = await portal.TokenAsync("ann@example.com");
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{token}");
        await reader.OpenAsync(reader.Href("Your privacy rights"));
        await reader.OpenAsync(reader.Page.QuerySelectorAll("nav a").Single(a => a.TextContent == "Have your data deleted").GetAttribute("href")!);
        Assert.DoesNotContain("ann@example.com", reader.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(reader.Page.QuerySelector("#email"));
        reader.Type("lastName", "Archer");

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Send the request"));

        using var client = portal.NewClient();
        using var forged = await client.PostAsync(new Uri($"/u/{token}/privacy/get", UriKind.Relative), SignUpScene.Form(("email", "someone@else.example"), ("lastName", "Archer")), Ct);
        await using var db = portal.NewDb();
        var cases = await db.Set<PrivacyRequest>().AsNoTracking().ToListAsync(Ct);
        Assert.Equal(2, cases.Count);
        foreach (var id in cases.Select(c => c.Id))
        {
            var read = (await portal.Get<ReadRequest>().RunAsync(id, Actors.Officer, Ct)).Value;
            Assert.Equal(("ann@example.com", RequestIntake.PreferenceCenter), (read.Submission!.Email, read.Request.Intake));
        }
    }

    [Fact]
    public async Task Without_public_pages_there_is_no_page_and_no_link_and_a_profile_asks_what_it_says()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        var profile = (await portal.Get<Rulebooks>().FreshAsync(Ct)).Profile("default")!.Id;
        var set = portal.Get<SetPrivacyIntake>();
        IReadOnlyList<AskedField> asked = [new("email", Required: true), new("customerNumber", Required: true)];
        Assert.True((await set.RunAsync(new(profile, Shown: true, new Dictionary<RequestKind, IReadOnlyList<AskedField>> { [RequestKind.Get] = asked }), Actors.Admin, Ct)).Ok);
        using Reader reader = new(portal);
        await reader.OpenAsync("/preferences/default");
        await reader.OpenAsync(reader.Href("Your privacy rights"));
        Assert.Equal("Your privacy rights", reader.Title);
        await reader.OpenAsync("/privacy/default/get");
        Assert.Null(reader.Page.QuerySelector("#lastName"));
        Assert.NotNull(reader.Page.GetElementById("id.customerNumber"));

        Assert.True((await set.RunAsync(new(profile, Shown: false, new Dictionary<RequestKind, IReadOnlyList<AskedField>>()), Actors.Admin, Ct)).Ok);

        await reader.OpenAsync("/preferences/default");
        Assert.DoesNotContain("Your privacy rights", reader.Words, StringComparison.Ordinal);
        await reader.OpenAsync("/privacy/default/get");
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
        await reader.OpenAsync("/privacy/nobody");
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
    }

    [Fact]
    public async Task A_network_that_sends_many_is_told_to_wait()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using var client = portal.NewClient();
        List<HttpStatusCode> answers = [];
        for (var n = 0; n < 11; n++)
        {
            using var answer = await client.PostAsync(new Uri("/privacy/default/forget", UriKind.Relative), SignUpScene.Form(("email", $"a{n}@example.com"), ("lastName", "Archer")), Ct);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 10), HttpStatusCode.TooManyRequests], answers);
    }
}
