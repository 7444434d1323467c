using System.Net;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

/// <summary>Who gets the files of requests over HTTP, and what stands in them.</summary>
public sealed class RequestDownloadsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Files_of_requests_go_to_officers_only_and_are_never_stored_on_the_way()
    {
        await using var portal = await WebPortal.StartAsync();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var analyst = await portal.SignedInAsync(Role.Analyst);
        using var nobody = portal.NewClient();
        var petra = (await portal.MemberAsync(Role.PrivacyOfficer)).AsActor();
        var opened = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = "ann@example.com", LastName = "Archer" }), petra, Ct)).Value;
        Assert.True((await portal.Get<AttachRequestFile>().RunAsync(new(opened.Id, new(RequestFileKind.Attachment, "note.txt", "A note"u8.ToArray())), petra, Ct)).Ok);
        var file = Urls.RequestFile(opened.Id, (await portal.Get<FindRequestFiles>().RunAsync(opened.Id, petra, Ct)).Value.Single().Id);
        var day = (await portal.Get<ReadRequest>().RunAsync(opened.Id, petra, Ct)).Value.Request.ReceivedOn;
        TakeRegister.Command asked = new(new(day, day), "A regulator asked");
        var csv = portal.Get<RequestDownloads>().Keep(asked, ExportFormat.Csv, petra);
        var lines = portal.Get<RequestDownloads>().Keep(asked, ExportFormat.JsonLines, petra);

        Assert.Contains("ann@example.com", await TextAsync(officer, Urls.CaseFileJson(opened.Id), "application/json"), StringComparison.Ordinal);
        Assert.StartsWith("month,received,in_time", (await TextAsync(officer, Urls.RequestFiguresCsv(3, null, null), "text/csv")).TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(opened.Number, await TextAsync(officer, csv, "text/csv"), StringComparison.Ordinal);
        Assert.StartsWith("{", await TextAsync(officer, lines, "application/x-ndjson"), StringComparison.Ordinal);
        Assert.Contains("A note", await TextAsync(officer, file, "text/plain"), StringComparison.Ordinal);

        string[] all = [Urls.CaseFileJson(opened.Id), Urls.RequestFiguresCsv(3, null, null), csv, lines, file, Urls.ErasureCertificate(opened.Id), Urls.ErasureCertificateJson(opened.Id)];
        foreach (var other in new[] { rep, analyst, nobody })
        {
            foreach (var address in all)
            {
                using var refused = await other.GetAsync(address, Ct);
                Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
                Assert.DoesNotContain(opened.Number, await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            }
        }

        using var early = await officer.GetAsync(Urls.ErasureCertificateJson(opened.Id), Ct);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode); // nothing was erased
    }

    [Fact]
    public async Task The_record_of_processing_says_how_long_things_are_kept_and_goes_to_who_works_on_requests()
    {
        await using var portal = await WebPortal.StartAsync();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var analyst = await portal.SignedInAsync(Role.Analyst);
        using var nobody = portal.NewClient();

        Assert.Contains("submissions: 30 days", await TextAsync(officer, Urls.ProcessingFile("csv"), "text/csv"), StringComparison.Ordinal);
        Assert.Contains("\"submissions\"", await TextAsync(officer, Urls.ProcessingFile("json"), "application/json"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Urls.ProcessingFile("exe"), Ct)).StatusCode);
        foreach (var other in new[] { rep, analyst, nobody })
        {
            foreach (var address in new[] { Urls.ProcessingFile("csv"), Urls.ProcessingFile("json"), Urls.Processing })
            {
                using var refused = await other.GetAsync(address, Ct);
                Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
                Assert.DoesNotContain("submissions", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_name_of_a_colleague_is_no_formula_in_the_register()
    {
        await using var portal = await WebPortal.StartAsync();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        var petra = await portal.MemberAsync(Role.PrivacyOfficer);
        await using var db = portal.NewDb();
        await db.Users.ExecuteUpdateAsync(u => u.SetProperty(m => m.DisplayName, "=HYPERLINK(\"http://evil.example\")"), Ct);
        var opened = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = "ann@example.com" }), petra.AsActor(), Ct)).Value;
        await db.Set<PrivacyRequest>().ExecuteUpdateAsync(r => r.SetProperty(x => x.AssigneeId, petra.Id), Ct);
        var day = (await portal.Get<ReadRequest>().RunAsync(opened.Id, petra.AsActor(), Ct)).Value.Request.ReceivedOn;

        var csv = await TextAsync(officer, portal.Get<RequestDownloads>().Keep(new(new(day, day), "A regulator asked"), ExportFormat.Csv, petra.AsActor()), "text/csv");

        Assert.EndsWith(",\"'=HYPERLINK(\"\"http://evil.example\"\")\"", csv.TrimEnd(), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(HttpClient client, string address, string type)
    {
        using var got = await client.GetAsync(address, Ct);
        Assert.True(got.IsSuccessStatusCode, $"{address}: {got.StatusCode}");
        Assert.Equal((type, "attachment", true), (got.Content.Headers.ContentType!.MediaType, got.Content.Headers.ContentDisposition?.DispositionType, got.Headers.CacheControl?.NoStore ?? false));
        return await got.Content.ReadAsStringAsync(Ct);
    }
}
