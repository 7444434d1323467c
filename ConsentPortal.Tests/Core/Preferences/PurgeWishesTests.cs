using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static ConsentPortal.Tests.Core.Preferences.SubscribeScene;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>What strangers asked for and the worker could not carry out, five times.</summary>
public sealed class PurgeWishesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_wish_goes_after_a_day_a_form_after_thirty_and_none_of_somebody_under_a_legal_hold(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal);
        foreach (var address in (string[])["stuck@example.com", "held@example.com"])
        {
            Assert.True((await portal.Get<Subscribe>().RunAsync(new("default", Entry(address), Someone), Actor.Subject, Ct)).Ok);
            Assert.True((await portal.Get<AskForLink>().RunAsync(new("default", address, "en"), Actor.Subject, Ct)).Ok);
        }

        await FailAsync(portal);
        await HoldAsync(portal, "held@example.com");
        Assert.Equal(Refusal.Forbidden, (await portal.Get<PurgeWishes>().RunAsync(new(), Actor.Subject, Ct)).Problem?.Refusal);
        Assert.Equal(0, (await portal.Get<PurgeWishes>().RunAsync(new(), Actor.System, Ct)).Value);

        portal.Clock.Advance(TimeSpan.FromDays(1.5));
        Assert.Equal(2, (await portal.Get<PurgeWishes>().RunAsync(new(), Actor.System, Ct)).Value);
        Assert.Equal(["held@example.com", "stuck@example.com"], await FormsAsync(portal));

        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True((await portal.Get<RunRetention>().RunAsync(new(), Actor.System, Ct)).Ok);
        Assert.Equal(["held@example.com"], await FormsAsync(portal));
    }

    private static async Task FailAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        await db.Set<Subscription>().ExecuteUpdateAsync(s => s.SetProperty(x => x.Tries, PublicWish.MaxTries), Ct);
        await db.Set<PublicWish>().ExecuteUpdateAsync(s => s.SetProperty(x => x.Tries, PublicWish.MaxTries), Ct);
    }

    private static async Task HoldAsync(TestPortal portal, string address)
    {
        var opened = await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Forget, RequestIntake.Letter, new() { Email = address, LastName = "Held" }), Actors.Officer, Ct);
        await using var db = portal.NewDb();
        await db.Set<PrivacyRequest>().Where(r => r.Id == opened.Value.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.LegalHold, true), Ct);
    }

    private static async Task<List<string>> FormsAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return await db.Set<Subscription>().Select(s => s.Email).OrderBy(e => e).ToListAsync(Ct);
    }
}
