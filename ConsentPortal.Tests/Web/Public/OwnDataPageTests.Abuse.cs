using System.Net;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>Who wants somebody else's copy, or the same one twice.</summary>
public sealed partial class OwnDataPageTests
{
    [Theory, OnEveryDatabase]
    public async Task Of_many_who_fetch_with_one_code_at_the_same_instant_one_gets_the_copy(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        var (request, token) = await OfferedAsync(portal, "ann@example.com");
        using var client = portal.NewClient();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, $"/privacy/case/{token}/data/code"));
        var code = await CodeAsync(portal);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(client, $"/privacy/case/{token}/data/file", code)));

        var won = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a != won), a => Assert.Contains(a.StatusCode, new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound }));
        Assert.Equal(("attachment", "nosniff", "no-referrer"), (won.Content.Headers.ContentDisposition?.DispositionType, Header(won, "X-Content-Type-Options"), Header(won, "Referrer-Policy")));
        Assert.Matches("^my-data-[0-9]{4}-[0-9]{4,}\\.zip$", won.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        await WaitAsync(portal, request, PackageState.Fetched);
        answers.ToList().ForEach(a => a.Dispose());
    }

    [Fact]
    public async Task A_token_with_any_letter_changed_or_cut_off_opens_nothing_and_each_gets_the_same_answer()
    {
        await using var portal = await WebPortal.StartAsync();
        var (_, token) = await OfferedAsync(portal, "ann@example.com");
        using var client = portal.NewClient();
        using var page = await client.GetAsync(new Uri($"/privacy/case/{token}", UriKind.Relative), Ct);
        Assert.Equal((HttpStatusCode.OK, "no-store", "no-referrer"), (page.StatusCode, page.Headers.CacheControl?.ToString(), Header(page, "Referrer-Policy")));
        // the last letter of base64 may carry bits that mean nothing, so it is changed in its highest one
        var forged = Enumerable.Range(0, token.Length).Where(n => n % 5 == 0).Select(n => token[..n] + (token[n] == 'A' ? 'Q' : 'A') + token[(n + 1)..]).Concat([token[..^1], token[..^8], token[..1], token + "A", $"{token}.{token}", token.ToUpperInvariant()]).ToList();

        List<string> answers = [];
        foreach (var one in forged.Where(f => f != token).Take(15))
        {
            answers.Add((await AnswerAsync(client, one)).Replace(one, "", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, $"/privacy/case/{one}/withdraw"));
        }

        Assert.All(answers, a => Assert.StartsWith("NotFound", a, StringComparison.Ordinal));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_downloads_that_end_at_the_same_instant_use_it_up()
    {
        await using var portal = await WebPortal.StartAsync();
        var (request, _) = await OfferedAsync(portal, "ann@example.com");
        var fetch = portal.Get<FetchPackage>();
        var (one, two) = ((await fetch.RunAsync(request, Actor.Subject, Ct)).Value, (await fetch.RunAsync(request, Actor.Subject, Ct)).Value);

        await Task.WhenAll(Task.Run(() => one.WriteToAsync(Stream.Null, Ct)), Task.Run(() => two.WriteToAsync(Stream.Null, Ct)));

        Assert.Equal(FetchPackage.NotNow, (await fetch.RunAsync(request, Actor.Subject, Ct)).Problem);
    }

    [Theory]
    [InlineData(Role.SalesRepresentative)]
    [InlineData(Role.Analyst)]
    public async Task Who_may_not_work_on_requests_gets_no_file_of_theirs_by_its_address(Role role)
    {
        await using var portal = await WebPortal.StartAsync();
        var id = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = "ann@example.com" }), Actors.Officer, Ct)).Value.Id;
        Assert.True((await portal.Get<AttachRequestFile>().RunAsync(new(id, new(RequestFileKind.Authority, "CON\r\nX-Evil: \"1\"\u202E.txt", "I let Bob ask."u8.ToArray())), Actors.Officer, Ct)).Ok);
        var file = (await portal.Get<FindRequestFiles>().RunAsync(id, Actors.Officer, Ct)).Value[0].Id;
        using var nobody = portal.NewClient();
        using var member = await portal.SignedInAsync(role);
        string[] paths = [$"{Urls.Request(id)}/files/{file}", $"{Urls.Request(id)}/file.json", Urls.ErasureCertificate(id), Urls.ErasureCertificateJson(id), $"{Urls.Requests}/figures.csv", $"{Urls.Requests}/register/guessed.csv"];
        foreach (var path in paths)
        {
            using var outside = await nobody.GetAsync(new Uri(path, UriKind.Relative), Ct);
            using var inside = await member.GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.Redirect, outside.StatusCode);
            Assert.True(inside.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path}: {inside.StatusCode}");
            Assert.DoesNotContain("I let Bob ask.", await inside.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        using var read = await officer.GetAsync(new Uri(paths[0], UriKind.Relative), Ct);
        Assert.Equal((HttpStatusCode.OK, "attachment", "nosniff", "default-src 'none'; sandbox"), (read.StatusCode, read.Content.Headers.ContentDisposition?.DispositionType, Header(read, "X-Content-Type-Options"), Header(read, "Content-Security-Policy")));
        Assert.False(read.Headers.Contains("X-Evil"));
        Assert.DoesNotContain('\u202E', Uri.UnescapeDataString(read.Content.Headers.ContentDisposition!.ToString()));
        using var other = await officer.GetAsync(new Uri($"{Urls.Request(new(id.Value + 1))}/files/{file}", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
