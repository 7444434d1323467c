using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The page where a person fetches the copy of their data: once, behind a code, and nobody else's.</summary>
public sealed partial class OwnDataPageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task The_copy_is_handed_out_once_after_the_code_and_then_the_link_answers_as_if_it_had_been_guessed()
    {
        await using var portal = await WebPortal.StartAsync();
        var (request, token) = await OfferedAsync(portal, "ann@example.com");
        using var client = portal.NewClient();
        var guessed = await AnswerAsync(client, token[..^4] + "AAAA");
        var path = $"/privacy/case/{token}/data";

        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative), Ct);
        Assert.DoesNotContain("ann@example.com", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, path + "/code"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(client, path + "/file", "000000"));
        using var file = await SendAsync(client, path + "/file", await CodeAsync(portal));

        Assert.Equal((HttpStatusCode.OK, "application/zip", "no-store"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType, file.Headers.CacheControl?.ToString()));
        await using ZipArchive zip = new(await file.Content.ReadAsStreamAsync(Ct), ZipArchiveMode.Read);
        Assert.Contains(zip.Entries, e => e.FullName == "manifest.json");
        await WaitAsync(portal, request, PackageState.Fetched);
        Assert.Equal(guessed, await AnswerAsync(client, token));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, path + "/code"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, path + "/file", await CodeAsync(portal)));
    }

    [Fact]
    public async Task The_code_of_one_case_does_not_open_the_copy_of_another_nor_does_a_code_for_something_else()
    {
        await using var portal = await WebPortal.StartAsync();
        var (_, ann) = await OfferedAsync(portal, "ann@example.com");
        var (eve, evil) = await OfferedAsync(portal, "eve@example.com");
        using var client = portal.NewClient();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, $"/privacy/case/{ann}/data/code"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, $"/privacy/case/{evil}/data/code"));
        var code = await CodeAsync(portal); // the newest: Eve's

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(client, $"/privacy/case/{ann}/data/file", code));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, $"/privacy/case/{evil}/data/file", code));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, $"/privacy/case/{portal.Get<RequestLinks>().Prove(eve, RequestCodeUse.Download, DateTimeOffset.UtcNow.AddMinutes(5))}/data/code"));
    }

    [Fact]
    public async Task A_case_without_a_copy_and_one_whose_time_is_over_answer_like_a_guess()
    {
        await using var portal = await WebPortal.StartAsync();
        var (request, token) = await OfferedAsync(portal, "ann@example.com");
        using var client = portal.NewClient();
        var guessed = await AnswerAsync(client, token[..^4] + "AAAA");
        await using (var db = portal.NewDb())
        {
            await db.Set<DataPackage>().Where(p => p.RequestId == request).ExecuteUpdateAsync(s => s.SetProperty(p => p.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1)), Ct);
        }

        Assert.Equal(guessed, await AnswerAsync(client, token));
        await portal.Get<PackageUpkeep>().ExpireAsync(Ct);
        Assert.Equal(guessed, await AnswerAsync(client, token));
        var bare = await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = "bob@example.com" }), Actors.Officer, Ct);
        Assert.Equal(guessed, await AnswerAsync(client, portal.Get<RequestLinks>().Token(bare.Value.Id)));
    }

    private static async Task<(Id<PrivacyRequest> Request, string Token)> OfferedAsync(WebPortal portal, string email)
    {
        var id = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = email, LastName = "Archer" }), Actors.Officer, Ct)).Value.Id;
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, Ct); // as the worker does, which may be quicker
        Assert.True((await portal.Get<MoveRequest>().RunAsync(new(id, RequestState.Verified, "Knows the last invoice"), Actors.Officer, Ct)).Ok);
        Assert.True((await portal.Get<BuildPackage>().RunAsync(new(id), Actors.Officer, Ct)).Ok);
        await WaitAsync(portal, id, PackageState.Preview);
        Assert.True((await portal.Get<ReleasePackage>().RunAsync(new(id, LookedAtOthers: true), Actors.Officer, Ct)).Ok);
        await WaitAsync(portal, id, PackageState.Ready);
        return (id, portal.Get<RequestLinks>().Token(id));
    }

    // the portal's own worker makes it
    private static async Task WaitAsync(WebPortal portal, Id<PrivacyRequest> request, PackageState state)
    {
        for (var n = 0; ; n++)
        {
            await using var db = portal.NewDb();
            var now = await db.Set<DataPackage>().Where(p => p.RequestId == request).OrderByDescending(p => p.Id).Select(p => p.State).FirstAsync(Ct);
            if (now == state)
            {
                return;
            }

            Assert.True(n < 300 && now is not (PackageState.Failed or PackageState.Cancelled), $"{now}");
            await Task.Delay(50, Ct);
        }
    }

    private static async Task<string> AnswerAsync(HttpClient client, string token)
    {
        using var answer = await client.GetAsync(new Uri($"/privacy/case/{token}/data", UriKind.Relative), Ct);
        return $"{answer.StatusCode} {Regex.Replace(await answer.Content.ReadAsStringAsync(Ct), "\\?lang=|value=\"[^\"]*\"", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Replace(token, "", StringComparison.Ordinal)}";
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, string code = "")
    {
        using var answer = await SendAsync(client, path, code);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string code)
    {
        using FormUrlEncodedContent form = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = code });
        return await client.PostAsync(new Uri(path, UriKind.Relative), form, Ct);
    }

    private static async Task<string> CodeAsync(WebPortal portal)
        => Regex.Match((await portal.MailsAsync(SendRequestCode.Mail.Code))[0].Text, "^[0-9]{6}\\s*$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Value.Trim();
}
