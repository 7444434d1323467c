using System.Net;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>An application says that it has forgotten the person too.</summary>
public sealed class ErasuresEndpointTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task An_application_acknowledges_its_own_erasure_once_and_no_other_ones(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        using var deaf = await portal.ProgramAsync("consent:check");
        var mine = await TellAsync(portal, crm);
        var theirs = await TellAsync(portal, null);
        Assert.Equal(2, await portal.Get<ReadErasure>().OverdueAsync(Actors.Admin, Ct));

        var done = await crm.PostAsync($"erasures/{mine}/acknowledge", new { });
        Assert.True(done.Status == HttpStatusCode.OK && done.Json.GetProperty("acknowledged").GetBoolean(), done.Text);
        var at = (await NoticeAsync(portal, mine)).AcknowledgedAt;
        Assert.NotNull(at);
        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync($"erasures/{mine}/acknowledge", new { })).Status);
        Assert.Equal(at, (await NoticeAsync(portal, mine)).AcknowledgedAt);
        Assert.Equal(1, await portal.Get<ReadErasure>().OverdueAsync(Actors.Admin, Ct));

        (await crm.PostAsync($"erasures/{theirs}/acknowledge", new { })).IsProblem(HttpStatusCode.NotFound);
        (await crm.PostAsync("erasures/nonsense/acknowledge", new { })).IsProblem(HttpStatusCode.NotFound);
        (await crm.PostAsync($"erasures/{theirs}/acknowledge", new { application = "1" })).IsProblem(HttpStatusCode.BadRequest);
        (await deaf.PostAsync($"erasures/{mine}/acknowledge", new { })).IsProblem(HttpStatusCode.Forbidden);
        Assert.Null((await NoticeAsync(portal, theirs)).AcknowledgedAt);
    }

    // told so long ago that the answer is overdue; null = an application of its own
    private static async Task<Id<Erasure>> TellAsync(WebPortal portal, ApiClient? program)
    {
        var opened = await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Forget, RequestIntake.Letter, new() { Email = $"{Guid.NewGuid():N}@example.com", LastName = "Lee" }), Actors.Admin, Ct);
        Assert.True(opened.Ok, opened.Problem?.Message);
        if (program is null)
        {
            await portal.Get<AddApplication>().RunAsync(new("Campaigns"), Actors.Admin, Ct);
        }

        await using var db = portal.NewDb();
        var application = program is null
            ? await db.Set<Application>().Where(a => a.Name == "Campaigns").Select(a => a.Id).SingleAsync(Ct)
            : await db.Set<ApiKey>().Where(k => k.Id == program.KeyId).Select(k => k.ApplicationId).SingleAsync(Ct);
        var told = portal.Get<TimeProvider>().Now() - ErasureNotice.Due - TimeSpan.FromDays(1);
        Erasure erasure = new() { Id = portal.Get<IdSource>().Next<Erasure>(), RequestId = opened.Value.Id };
        db.Add(erasure);
        db.Add(new ErasureNotice { ErasureId = erasure.Id, ApplicationId = application, ToldAt = told, DueAt = told + ErasureNotice.Due }.Tell(1, portal.Get<TimeProvider>().Now()));
        await db.SaveChangesAsync(Ct);
        return erasure.Id;
    }

    private static async Task<ErasureNotice> NoticeAsync(WebPortal portal, Id<Erasure> erasure)
    {
        await using var db = portal.NewDb();
        return await db.Set<ErasureNotice>().AsNoTracking().SingleAsync(n => n.ErasureId == erasure, Ct);
    }
}
