using System.Net;
using System.Security.Cryptography;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Exports;

namespace ConsentPortal.Tests.Web.Admin.Exports;

/// <summary>Who gets the lists and their files over HTTP.</summary>
public sealed class ExportDownloadsTests
{
    [Fact]
    public async Task A_file_is_fetched_by_who_asked_for_it_and_by_nobody_else()
    {
        await using var portal = await WebPortal.StartAsync();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        using var admin = await portal.SignedInAsync(Role.Administrator);
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var analyst = await portal.SignedInAsync(Role.Analyst);
        using var nobody = portal.NewClient();
        await portal.Get<RecordConsent>().RunAsync(new([new() { Channel = Channel.Email, Address = "ann@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn }]), Actors.Crm, default);
        var petra = (await portal.MemberAsync(Role.PrivacyOfficer)).AsActor();
        var job = (await portal.Get<StartExport>().RunAsync(new(new(ExportWhat.Consents), ExportFormat.JsonLines, "a report"), petra, default)).Value;
        var link = portal.Get<ExportDownloads>().Keep(new(new(ExportWhat.Consents), ExportFormat.Csv, "a report"), petra);

        using var now = await officer.GetAsync(link);
        Assert.Equal("text/csv; charset=utf-8", now.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("attachment; filename=consents-", now.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Contains("\r\nann@example.com,email,default,commercial,,opted in,", await now.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        for (var wait = 0; (await portal.Get<FindExports>().OneAsync(job, petra, default)).Value.State != ExportState.Ready; wait++)
        {
            Assert.True(wait < 200, "The worker did not take it up.");
            await Task.Delay(100);
        }

        var ready = Urls.ExportFile(job, (await portal.Get<LinkExport>().RunAsync(new(job), petra, default)).Value);
        using var file = await officer.GetAsync(ready);
        var bytes = await file.Content.ReadAsByteArrayAsync();
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:", file.Headers.GetValues("Repr-Digest").Single());
        Assert.Equal(("application/jsonl", bytes.LongLength), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentLength));
        foreach (var other in new[] { admin, rep, analyst, nobody })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await other.GetAsync(link)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await other.GetAsync(ready)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Urls.ExportNow("wrong", "csv"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Urls.ExportFile(job, "wrong"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(Urls.Exports)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await rep.GetAsync(Urls.Exports)).StatusCode);
        await ListsAsync(officer, rep, analyst);
    }

    private static async Task ListsAsync(HttpClient officer, HttpClient rep, HttpClient analyst)
    {
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(Urls.ConsentEvents)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync(Urls.Consents)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await rep.GetAsync(Urls.ConsentEvents)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await analyst.GetAsync(Urls.Consents)).StatusCode);
    }
}
