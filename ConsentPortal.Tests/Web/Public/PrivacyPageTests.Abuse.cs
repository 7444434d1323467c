using System.Net;
using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>What people with other intentions type into the forms and send along.</summary>
public sealed partial class PrivacyPageTests
{
    private const string Trick = "=cmd|' /C calc'!A0 <script>alert(1)</script>{{link}} {link} {0} %s ${7*7} \r\nBcc: evil@example.com\r\n<img src=x onerror=alert(2)>";

    [Fact]
    public async Task What_was_typed_is_text_on_the_staff_page_in_the_case_file_and_in_no_mail()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using var client = portal.NewClient();
        using var sent = await client.PostAsync(new Uri("/privacy/default/update", UriKind.Relative), SignUpScene.Form(("email", "ann@example.com"), ("firstName", Trick[..90]), ("lastName", Trick), ("notes", Trick), ("wishes", Trick),
            ("onBehalf", "principal"), ("actsFor", Trick), ("new.firstName", Trick)), Ct);
        Assert.True(sent.StatusCode == HttpStatusCode.OK, await sent.Content.ReadAsStringAsync(Ct));
        var id = (await OnlyAsync(portal)).Request.Id;
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, Ct);
        foreach (var state in (RequestState[])[RequestState.Verified, RequestState.InProgress, RequestState.Review])
        {
            Assert.True((await portal.Get<MoveRequest>().RunAsync(new(id, state, Trick), Actors.Officer, Ct)).Ok);
        }

        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        foreach (var path in (string[])[Urls.Request(id), Urls.CaseFile(id), Urls.Requests])
        {
            var page = await officer.GetStringAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        }

        var json = Encoding.UTF8.GetString((await portal.Get<TakeCaseFile>().RunAsync(id, Actors.Officer, Ct)).Value.Content);
        Assert.Contains("alert(1)", json, StringComparison.Ordinal); // it is there, in full
        Assert.DoesNotContain("<script", json, StringComparison.Ordinal);
        Assert.True((await portal.Get<AnswerRequest>().RunAsync(new(id, RequestState.Refused, "unfounded_or_excessive", Trick), Actors.Admin, Ct)).Ok);
        await AssertMailsAsync(portal);
    }

    [Theory]
    [InlineData("ann@example.com\r\nBcc: evil@example.com")]
    [InlineData("ann@example.com,evil@example.com")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData("ann@example.com%0d%0aBcc: evil@example.com")]
    [InlineData("\"ann\u0000\"@example.com")]
    public async Task An_address_that_steers_a_mail_is_none(string email)
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using var client = portal.NewClient();

        using var sent = await client.PostAsync(new Uri("/privacy/default/get", UriKind.Relative), SignUpScene.Form(("email", email), ("lastName", "Archer")), Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        await using var db = portal.NewDb();
        Assert.False(await db.Set<PrivacyRequest>().AnyAsync(Ct));
    }

    [Fact]
    public async Task A_body_without_a_length_that_never_ends_is_cut_off_and_of_many_files_one_is_taken()
    {
        await using var portal = await SignUpScene.StartAsync(resting: true);
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.TransferEncodingChunked = true;
        using MultipartFormDataContent endless = Form();
        endless.Add(new StreamContent(new MemoryStream(new byte[24 * 1024 * 1024])), "file", "endless.txt");
        try
        {
            using var refused = await client.PostAsync(new Uri("/privacy/default/get", UriKind.Relative), endless, Ct);
            Assert.Contains(refused.StatusCode, new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestEntityTooLarge });
        }
        catch (HttpRequestException)
        {
            // the server hung up while we were still sending
        }

        await using var db = portal.NewDb();
        Assert.False(await db.Set<PrivacyRequest>().AnyAsync(Ct));
        using var other = portal.NewClient();
        using var many = Form();
        for (var n = 0; n < 30; n++)
        {
            many.Add(new ByteArrayContent("A note"u8.ToArray()), "file", $"..\\..\\NUL{n}.txt");
        }

        using var taken = await other.PostAsync(new Uri("/privacy/default/get", UriKind.Relative), many, Ct);
        Assert.Equal((HttpStatusCode.OK, 1), (taken.StatusCode, await db.Set<RequestFile>().CountAsync(Ct)));
    }

    // Html keeps what was said as text; nothing of the person's own words is in a mail that a stranger can have sent
    private static async Task AssertMailsAsync(ConsentPortal.Tests.Testing.WebPortal portal)
    {
        await using var db = portal.NewDb();
        var mails = await db.Set<Email>().AsNoTracking().OrderBy(m => m.Id).ToListAsync(Ct);
        Assert.True(mails.Count >= 2);
        Assert.All(mails, m => Assert.Equal("ann@example.com", m.To));
        Assert.All(mails, m => Assert.DoesNotContain('\n', m.Subject));
        Assert.All(mails, m => Assert.DoesNotContain("<script>alert", m.Html, StringComparison.Ordinal));
        Assert.All(mails, m => Assert.DoesNotContain("<img src=x", m.Html, StringComparison.Ordinal));
        Assert.DoesNotContain(mails.SkipLast(1), m => m.Text.Contains("alert(1)", StringComparison.Ordinal));
        Assert.Contains("{{link}} {link} {0} %s ${7*7}", mails[^1].Text, StringComparison.Ordinal); // the officer's words are not filled in
        Assert.All(mails, m => Assert.DoesNotContain(m.Headers.Keys.Concat(m.Headers.Values), h => h.Contains("evil", StringComparison.Ordinal) || h.Contains('\n', StringComparison.Ordinal)));
    }

    private static MultipartFormDataContent Form()
    {
        MultipartFormDataContent form = [];
        form.Add(new StringContent("ann@example.com"), "email");
        form.Add(new StringContent("Archer"), "lastName");
        return form;
    }
}
