using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>"I lost the mail": the same answer for everybody, a mail for who is known.</summary>
public sealed class LostLinkTests
{
    [Theory, OnEveryDatabase]
    public async Task Known_and_unknown_addresses_get_one_answer_and_only_the_known_one_its_link(DatabaseProvider provider)
    {
        await using var portal = await SignUpScene.StartAsync(provider);
        await portal.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        using var client = portal.NewClient();
        List<string> answers = [];
        foreach (var (address, trap) in new[] { ("ann@example.com", ""), ("stranger@example.com", ""), ("+49 170 1234567", ""), ("ann@example.com", "filled in by a program") })
        {
            using var answer = await client.PostAsync(new Uri("/preferences/default", UriKind.Relative), SignUpScene.Form(("address", address), ("website", trap)));
            answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        await portal.WorkAsync();
        var mail = Assert.Single(await portal.MailsAsync(LinkLetter.Kind));
        Assert.Equal("ann@example.com", mail.To);
        using Reader reader = new(portal);
        await reader.OpenAsync(Recipients.LinkIn(mail.Text));
        Assert.Equal((HttpStatusCode.OK, "Your preferences"), (reader.Status, reader.Title));
        await using var db = portal.NewDb();
        Assert.Equal(1, await db.Set<ContactPoint>().CountAsync());
    }

    [Fact]
    public async Task The_neutral_page_leads_there_and_an_unusable_address_is_told()
    {
        await using var portal = await SignUpScene.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync("/u/nonsense");
        await reader.OpenAsync(reader.Href("Send me the link to my preferences again"));
        Assert.Equal("Find your preferences", reader.Title);
        reader.Type("address", "nobody");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Send me the link"));

        Assert.Contains("Write an email address", reader.Words, StringComparison.Ordinal);
        Assert.Equal("nobody", reader.Page.QuerySelector("#address")!.GetAttribute("value"));
        reader.Type("address", "ann@example.com");
        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Send me the link"));
    }
}
