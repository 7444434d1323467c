using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Admin.Imports;

/// <summary>Files in and out over HTTP.</summary>
public sealed class ImportEndpointsTests
{
    private const string File = "email;status\n=1@example.com;perhaps\nann@example.com;yes\n";

    [Fact]
    public async Task An_uploaded_file_becomes_a_draft_and_the_browser_is_sent_to_its_columns()
    {
        await using var portal = await WebPortal.StartAsync();
        using var analyst = await portal.SignedInAsync(Role.Analyst);

        using var answer = await SendAsync(analyst, await TokenAsync(analyst), File);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = portal.NewDb();
        var job = await db.Set<ImportJob>().SingleAsync();
        Assert.Equal(Urls.Import(job.Id), answer.Headers.Location!.ToString());
        Assert.Equal(("file.csv", ImportState.Draft), (job.FileName, job.State));
        Assert.Contains("Step 2 of 4: Columns", await analyst.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_the_forms_token_or_from_somebody_who_may_not_import_is_not_taken()
    {
        await using var portal = await WebPortal.StartAsync();
        using var analyst = await portal.SignedInAsync(Role.Analyst);
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var nobody = portal.NewClient();

        using var forged = await SendAsync(analyst, "forged", File);
        using var forbidden = await SendAsync(rep, await TokenAsync(analyst), File);
        using var unknown = await SendAsync(nobody, "", File);

        Assert.Equal(Urls.NewImportAfter("broken"), forged.Headers.Location!.ToString());
        Assert.NotEqual(HttpStatusCode.OK, forbidden.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, unknown.StatusCode);
        await using var db = portal.NewDb();
        Assert.Empty(await db.Set<ImportJob>().ToListAsync());
        Assert.Empty(Directory.GetFiles(portal.Get<DataDirectory>().Uploads));
    }

    [Theory]
    [InlineData("email;status\n", "no-rows")]
    [InlineData("", "empty")]
    public async Task A_file_that_is_no_table_leads_back_to_the_form_with_the_reason(string content, string why)
    {
        await using var portal = await WebPortal.StartAsync();
        using var analyst = await portal.SignedInAsync(Role.Analyst);

        using var answer = await SendAsync(analyst, await TokenAsync(analyst), content);

        Assert.Equal(Urls.NewImportAfter(why), answer.Headers.Location!.ToString());
        Assert.Contains(WebUtility.HtmlEncode(UploadProblem.Of(why)!.Message), await analyst.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_larger_than_allowed_is_refused_and_one_larger_than_the_servers_own_limit_is_not()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:Imports:MaxFileSize", $"{40 << 20}"));
        using var analyst = await portal.SignedInAsync(Role.Analyst);
        var row = "somebody@example.com;yes;" + new string('x', 1000) + "\n";
        var token = await TokenAsync(analyst);

        using var large = await SendAsync(analyst, token, "email;status;note\n" + string.Concat(Enumerable.Repeat(row, 33_000)));
        using var tooLarge = await SendAsync(analyst, token, "email;status;note\n" + string.Concat(Enumerable.Repeat(row, 45_000)));

        Assert.StartsWith("/imports/", large.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Urls.NewImportAfter("too-large"), tooLarge.Headers.Location!.ToString());
        await using var db = portal.NewDb();
        Assert.Equal(33_000, (await db.Set<ImportJob>().SingleAsync()).RowsTotal);
    }

    [Fact]
    public async Task Refused_rows_are_downloaded_as_a_file_that_a_spreadsheet_may_open()
    {
        await using var portal = await WebPortal.StartAsync();
        using var analyst = await portal.SignedInAsync(Role.Analyst);
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var sent = await SendAsync(analyst, await TokenAsync(analyst), File);
        Id<ImportJob> id;
        await using (var db = portal.NewDb())
        {
            var job = await db.Set<ImportJob>().SingleAsync();
            id = job.Id;
            Assert.True((await portal.Get<StartImport>().RunAsync(new(id, ImportOptions.FromJson(job.Options)), Actors.Analyst, default)).Ok);
        }

        for (var tries = 0; tries < 100 && (await portal.Get<ReadImport>().RunAsync(id, Actors.Analyst, default))!.State != ImportState.Finished; tries++)
        {
            await Task.Delay(100); // the portal's own worker runs it
        }

        using var answer = await analyst.GetAsync(new Uri(Urls.ImportRejected(id), UriKind.Relative));
        using var forbidden = await rep.GetAsync(new Uri(Urls.ImportRejected(id), UriKind.Relative));

        Assert.Equal("\uFEFFrow,reason,email,status\r\n1,unknown_status,'=1@example.com,perhaps\r\n", System.Text.Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal(("text/csv", "attachment", "file-rejected.csv"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.NotEqual(HttpStatusCode.OK, forbidden.StatusCode);
    }

    private static async Task<string> TokenAsync(HttpClient client)
        => Regex.Match(await client.GetStringAsync(Urls.NewImport), "<form[^>]*data-upload.*?name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups["token"].Value;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string token, string content)
    {
        using MultipartFormDataContent form = new() { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(content), "file", "file.csv" } };
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(Urls.ImportUpload, UriKind.Relative)) { Content = form };
        request.Headers.ExpectContinue = true; // else the answer to a body that nobody reads is a broken connection
        return await client.SendAsync(request);
    }
}
