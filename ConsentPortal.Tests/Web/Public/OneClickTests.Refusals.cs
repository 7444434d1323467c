using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

public sealed partial class OneClickTests
{
    [Fact]
    public async Task What_is_no_one_click_request_is_refused_with_a_problem_document()
    {
        await using var portal = await WebPortal.StartAsync();
        using var mailbox = portal.NewClient();
        var token = await portal.TokenAsync("ann@example.com");
        async Task AssertAsync(HttpStatusCode expected, string path, HttpContent? body)
        {
            using var answer = await mailbox.PostAsync(new Uri(path, UriKind.Relative), body);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal((int)expected, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetInt32());
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        await AssertAsync(HttpStatusCode.BadRequest, $"/u/{token}", Form("List-Unsubscribe", "Yes"));
        await AssertAsync(HttpStatusCode.BadRequest, $"/u/{token}", Form("Other", "One-Click"));
        await AssertAsync(HttpStatusCode.BadRequest, $"/u/{token}", new StringContent("--x\r\nbroken", Encoding.ASCII, "multipart/form-data"));
        await AssertAsync(HttpStatusCode.BadRequest, $"/u/{token}", Form("List-Unsubscribe", new string('x', 40_000)));
        await AssertAsync(HttpStatusCode.UnsupportedMediaType, $"/u/{token}", new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "text/plain"));
        await AssertAsync(HttpStatusCode.UnsupportedMediaType, $"/u/{token}", new StringContent("{}", Encoding.UTF8, "application/json"));
        await AssertAsync(HttpStatusCode.UnsupportedMediaType, $"/u/{token}", null);
        await AssertAsync(HttpStatusCode.NotFound, "/u/nonsense", Form("List-Unsubscribe", "One-Click"));
        Assert.Empty(await portal.EventsAsync());
    }

    [Fact]
    public async Task No_byte_of_a_token_can_be_changed()
    {
        await using var portal = await WebPortal.StartAsync();
        var links = portal.Get<PreferenceLinks>();
        var token = await portal.TokenAsync("ann@example.com", topic: "newsletter");

        for (var i = 0; i < token.Length; i++)
        {
            var other = token[i] == 'A' ? 'z' : 'A';
            Assert.False(links.TryRead(token[..i] + other + token[(i + 1)..], out _), $"character {i}");
        }
    }

    [Fact]
    public async Task Where_the_database_is_away_the_mailbox_is_told_to_come_again()
    {
        await using var portal = await WebPortal.StartAsync();
        using var mailbox = portal.NewClient();
        var token = await portal.TokenAsync("ann@example.com");
        await portal.Get<WriteQueue>().DisposeAsync();

        using var answer = await mailbox.OneClickAsync(token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
