using System.Net;
using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

/// <summary>The certificate of an erasure that really ran: what stands in it, that it names nobody, and that what people typed runs nowhere.</summary>
public sealed class CertificateDownloadsTests
{
    private const string Phone = "+49 30 5550199", Evil = "<img src=x onerror=alert(1)>";
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task The_proof_names_who_was_told_and_nobody_who_was_erased_and_runs_nothing_that_somebody_typed()
    {
        await using var portal = await WebPortal.StartAsync();
        using var officer = await portal.SignedInAsync(Role.PrivacyOfficer);
        var application = await OkAsync(() => portal.Get<AddApplication>().RunAsync(new($"{Evil} & Sons"), Actors.Admin, Ct));
        var (id, number) = await EraseAsync(portal);

        using var page = await officer.GetAsync(Urls.ErasureCertificate(id), Ct);
        using var file = await officer.GetAsync(Urls.ErasureCertificateJson(id), Ct);
        Assert.Equal((HttpStatusCode.OK, "text/html", true), (page.StatusCode, page.Content.Headers.ContentType!.MediaType, page.Headers.CacheControl!.NoStore));
        Assert.Equal((HttpStatusCode.OK, "application/json", true), (file.StatusCode, file.Content.Headers.ContentType!.MediaType, file.Headers.CacheControl!.NoStore));
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync(Ct);
        using var proof = JsonDocument.Parse(await file.Content.ReadAsStringAsync(Ct));

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt; &amp; Sons", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains(number, html, StringComparison.Ordinal);
        Assert.Contains("Person record with its fields and history", html, StringComparison.Ordinal);
        Assert.Equal(("ErasureCertificate", number), (proof.RootElement.GetProperty("type").GetString(), proof.RootElement.GetProperty("request").GetString()));
        Assert.Equal(($"{application}", $"{Evil} & Sons"), (Told(proof).GetProperty("application").GetString(), Told(proof).GetProperty("name").GetString()));
        Assert.Equal((Actors.Officer.Id, Actors.Admin.Id), (proof.RootElement.GetProperty("prepared").GetProperty("member").GetString(), proof.RootElement.GetProperty("approved").GetProperty("member").GetString()));
        Assert.Contains(proof.RootElement.GetProperty("data").EnumerateArray(), l => l.GetProperty("outcome").GetString() == "erase");
        foreach (var text in new[] { html, proof.RootElement.GetRawText() })
        {
            Assert.All(["5550199", "Erasmus", "Vanish", "reason <"], trace => Assert.DoesNotContain(trace, text, StringComparison.Ordinal));
        }
    }

    private static JsonElement Told(JsonDocument proof) => Assert.Single(proof.RootElement.GetProperty("recipients").EnumerateArray().ToList());

    // known by a number alone: no answer is waited for, so that the portal's own worker ends it in a moment
    private static async Task<(Id<PrivacyRequest> Id, string Number)> EraseAsync(WebPortal portal)
    {
        var person = await OkAsync(() => portal.Get<AddContact>().RunAsync(new(new() { FirstName = $"Erasmus {Evil}", LastName = "Vanish" }, [new(Channel.Sms, Phone)]), Actors.Admin, Ct));
        var opened = await OkAsync(() => portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Forget, RequestIntake.Letter, new() { Phone = Phone, LastName = $"Vanish {Evil}", Notes = Evil }), Actors.Officer, Ct));
        await OkAsync(() => portal.Get<LinkRequest>().RunAsync(new(opened.Id, person), Actors.Officer, Ct));
        foreach (var state in (RequestState[])[RequestState.Acknowledged, RequestState.Verified, RequestState.InProgress])
        {
            await OkAsync(() => portal.Get<MoveRequest>().RunAsync(new(opened.Id, state, $"reason {Evil}"), Actors.Officer, Ct));
        }

        await OkAsync(() => portal.Get<ProposeErasure>().RunAsync(new(opened.Id, $"reason {Evil}"), Actors.Officer, Ct));
        var plan = await OkAsync(() => portal.Get<PlanErasure>().RunAsync(opened.Id, Actors.Admin, Ct));
        await OkAsync(() => portal.Get<ApproveErasure>().RunAsync(new(opened.Id, plan.Hash), Actors.Admin, Ct));
        for (var until = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < until; await Task.Delay(100, Ct))
        {
            if ((await portal.Get<ReadErasure>().RunAsync(opened.Id, Actors.Officer, Ct)).Value?.Erasure.State == ErasureState.Done)
            {
                return (opened.Id, opened.Number);
            }
        }

        throw new TimeoutException("The erasure did not end.");
    }

    // the portal's own worker may touch the case at the same time: then it is done again
    private static async Task<T> OkAsync<T>(Func<Task<Outcome<T>>> step)
    {
        var outcome = await step();
        for (var tries = 0; outcome.Problem?.Refusal == Refusal.Conflict && tries < 10; tries++)
        {
            outcome = await step();
        }

        Assert.True(outcome.Ok, outcome.Problem?.Message);
        return outcome.Value;
    }
}
