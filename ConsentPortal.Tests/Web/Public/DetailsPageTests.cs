using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>One's own details by the link in a mail: explained first, opened by an emailed code, saved without losing a letter.</summary>
public sealed class DetailsPageTests
{
    [Fact]
    public async Task A_person_proves_the_address_corrects_their_name_and_adds_another_address()
    {
        await using var portal = await OfferedAsync();
        var token = await PersonAsync(portal);
        using Reader ann = new(portal);
        await ann.OpenAsync($"/u/{token}");
        await ann.OpenAsync(ann.Href("Correct your details, or prove another address of yours"));
        Assert.Equal("Your details", ann.Title);
        Assert.DoesNotContain("Example", ann.Words, StringComparison.Ordinal); // nothing personal yet
        Assert.Empty(await portal.MailsAsync(SendAddressCode.Kind));

        await ann.PressAsync("Send me a code");
        Assert.Equal("one-time-code", ann.Page.QuerySelector("#code")!.GetAttribute("autocomplete"));
        Type(ann, "code", await CodeAsync(portal));
        await ann.PressAsync("Continue");
        Assert.Equal("Example", Value(ann, "lastName"));
        Assert.Contains("a…@w….example", ann.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@work.example", ann.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        Type(ann, "firstName", "Anna");
        Assert.Equal(HttpStatusCode.OK, await ann.PressAsync("Save my details"));
        Assert.Equal("Saved", ann.Title);
        Assert.Equal("Anna", Value(ann, "firstName"));

        Type(ann, "address", "anna@home.example");
        await ann.PressAsync("Send a code");
        Type(ann, "code", await CodeAsync(portal));
        await ann.PressAsync("Continue");
        Assert.Equal("Added", ann.Title);
        await ann.OpenAsync(ann.Href("Choose what this address gets"));
        Assert.Contains("a…@h….example", ann.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_sends_nothing_and_every_address_gets_the_same_answer()
    {
        await using var portal = await OfferedAsync();
        var (known, nobody, erased) = (await PersonAsync(portal), await portal.TokenAsync("stranger@example.com"), await portal.TokenAsync("gone@example.com"));
        await portal.EraseAsync(erased);
        List<string> answers = [];
        foreach (var token in new[] { known, nobody, erased })
        {
            using var client = portal.NewClient();
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using HttpRequestMessage look = new(method, $"/u/{token}/details");
                using var seen = await client.SendAsync(look);
                Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
                using HttpRequestMessage reload = new(method, $"/u/{token}/details/code");
                using var back = await client.SendAsync(reload);
                Assert.Equal(HttpStatusCode.Found, back.StatusCode);
            }

            Assert.Empty(await portal.MailsAsync(SendAddressCode.Kind));
        }

        foreach (var token in new[] { nobody, erased, known })
        {
            using Reader reader = new(portal);
            await reader.OpenAsync($"/u/{token}/details");
            answers.Add($"{await reader.PressAsync("Send me a code")} {reader.Title}");
        }

        Assert.Equal("OK Your details", Assert.Single(answers.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_proof_that_died_asks_for_a_new_code_and_keeps_what_was_typed()
    {
        await using var portal = await OfferedAsync();
        var token = await PersonAsync(portal);
        using Reader ann = new(portal);
        await OpenedAsync(portal, ann, token);
        Type(ann, "firstName", "Annabel");
        ((IHtmlInputElement)ann.Page.QuerySelector("form[action$=save] input[name=proof]")!).Value = "dead";

        Assert.Equal(HttpStatusCode.BadRequest, await ann.PressAsync("Save my details"));
        Assert.Equal("Please prove it again", ann.Title);
        await ann.PressAsync("Send me a code");
        Type(ann, "code", await CodeAsync(portal));
        await ann.PressAsync("Continue");
        Assert.Equal("Annabel", Value(ann, "firstName"));
        await ann.PressAsync("Save my details");
        Assert.Equal("Saved", ann.Title);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_stays_typed()
    {
        await using var portal = await OfferedAsync();
        using Reader ann = new(portal);
        await OpenedAsync(portal, ann, await PersonAsync(portal));
        Type(ann, "firstName", new string('x', 101));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ann.PressAsync("Save my details"));

        Assert.Equal("firstName-problem", ann.Page.QuerySelector("#firstName[aria-invalid=true]")!.GetAttribute("aria-describedby"));
        Assert.Equal(101, Value(ann, "firstName").Length);
        Assert.Equal("At most 100 characters.", ann.Page.QuerySelector("#firstName-problem")!.TextContent);
    }

    [Fact]
    public async Task Guessing_a_code_ends_after_five_tries_and_a_network_that_goes_on_is_told_to_wait()
    {
        await using var portal = await OfferedAsync();
        using Reader guesser = new(portal);
        await guesser.OpenAsync($"/u/{await PersonAsync(portal)}/details");
        await guesser.PressAsync("Send me a code");
        var code = await CodeAsync(portal);
        for (var i = 0; i < 5; i++)
        {
            Type(guesser, "code", code == "000000" ? "111111" : "000000");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await guesser.PressAsync("Continue"));
        }

        Type(guesser, "code", code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await guesser.PressAsync("Continue"));
        Assert.Contains("After 5 wrong tries", guesser.Words, StringComparison.Ordinal);

        using var client = portal.NewClient();
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 40 && status != HttpStatusCode.TooManyRequests; i++)
        {
            using FormUrlEncodedContent guess = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = $"{i:D6}" });
            using var answer = await client.PostAsync(new Uri($"/u/{await portal.TokenAsync("ann@example.com")}/details/check", UriKind.Relative), guess);
            status = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task The_page_is_not_there_where_the_profile_does_not_offer_it()
    {
        await using var portal = await WebPortal.StartAsync();
        var token = await PersonAsync(portal);
        using Reader ann = new(portal);

        await ann.OpenAsync($"/u/{token}/details");
        Assert.Equal(HttpStatusCode.NotFound, ann.Status);
        await ann.OpenAsync($"/u/{token}");
        Assert.DoesNotContain("Correct your details", ann.Words, StringComparison.Ordinal);
        using var client = portal.NewClient();
        using var post = await client.PostAsync(new Uri($"/u/{token}/details/code", UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.Empty(await portal.MailsAsync(SendAddressCode.Kind));
    }

    private static async Task OpenedAsync(WebPortal portal, Reader reader, string token)
    {
        await reader.OpenAsync($"/u/{token}/details");
        await reader.PressAsync("Send me a code");
        Type(reader, "code", await CodeAsync(portal));
        await reader.PressAsync("Continue");
    }

    private static void Type(Reader reader, string field, string value) => ((IHtmlInputElement)reader.Page.QuerySelector($"#{field}")!).Value = value;

    private static string Value(Reader reader, string field) => ((IHtmlInputElement)reader.Page.QuerySelector($"#{field}")!).Value;

    private static async Task<string> CodeAsync(WebPortal portal)
        => Regex.Match((await portal.MailsAsync(SendAddressCode.Kind))[0].Text, "^[0-9]{6}$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Value;

    private static async Task<string> PersonAsync(WebPortal portal)
    {
        ContactFields fields = new() { Kind = ContactKind.Contact, FirstName = "Ann", LastName = "Example" };
        await portal.Get<AddContact>().RunAsync(new(fields, [new(Channel.Email, "ann@example.com"), new(Channel.Email, "ann@work.example")]), Actors.Admin, CancellationToken.None);
        return await portal.TokenAsync("ann@example.com");
    }

    private static async Task<WebPortal> OfferedAsync()
    {
        var portal = await WebPortal.StartAsync();
        await portal.ShowsAsync(s => s with { Details = true });
        return portal;
    }
}
