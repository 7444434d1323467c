using System.Globalization;
using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Consents;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Admin.Consents;

/// <summary>Who gets the lists and their files over HTTP.</summary>
public sealed class ConsentDownloadsTests
{
    [Fact]
    public async Task A_file_is_fetched_by_who_asked_for_it_and_by_nobody_else()
    {
        await using var portal = await WebPortal.StartAsync();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        using var admin = await portal.SignedInAsync(Role.Administrator);
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var nobody = portal.NewClient();
        await portal.Get<RecordConsent>().RunAsync(new([new() { Channel = Channel.Email, Address = "ann@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn }]), Actors.Crm, default);
        await using var db = portal.NewDb();
        var id = (await db.Users.SingleAsync(u => u.Role == Role.PrivacyOfficer)).Id.ToString(CultureInfo.InvariantCulture);
        var link = portal.Get<ConsentDownloads>().Keep(new(ConsentList.Records, new(), "", "a report"), lines: false, Actors.Officer with { Id = id });

        using var answer = await officer.GetAsync(link);

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("attachment; filename=consent-records-", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Contains("\r\nann@example.com,email,default,commercial,,opted in,", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Urls.ConsentExport("wrong", "csv"))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await rep.GetAsync(link)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task The_lists_are_shown_to_the_roles_that_may_read_them()
    {
        await using var portal = await WebPortal.StartAsync();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        using var rep = await portal.SignedInAsync(Role.SalesRepresentative);
        using var analyst = await portal.SignedInAsync(Role.Analyst);

        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(Urls.ConsentEvents)).StatusCode);
        Assert.Contains("No consent is recorded yet", await rep.GetStringAsync(Urls.Consents), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await rep.GetAsync(Urls.ConsentEvents)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await analyst.GetAsync(Urls.Consents)).StatusCode);
    }
}
