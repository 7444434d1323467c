using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>A profile with an open sign-up page, and people who use it.</summary>
internal static class SubscribeScene
{
    public const string Newsletter = "email-1-1", Updates = "email-1-2", NewsletterSms = "sms-1-1", NewsletterVoice = "voice-1-1";
    public static readonly Visitor Someone = new("en", "192.0.2.7", "Firefox");

    public static Task<TestPortal> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) => TestPortal.StartAsync(provider, null, ("ConsentPortal:Texts:Pickup", "texts"));

    public static async Task OpenAsync(TestPortal portal, Func<SubscribeDesign, SubscribeDesign>? with = null)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var view = (await portal.Get<ReadSubscribeDesign>().RunAsync(rules.Profile("default")!.Id, Actors.Admin, CancellationToken.None)).Value;
        var design = view.Design with { Open = true, AsksFirstName = true, AsksLastName = true };
        var saved = await portal.Get<DesignSubscribePage>().RunAsync(new(view.Profile.Id, view.Version, with?.Invoke(design) ?? design), Actors.Admin, CancellationToken.None);
        Assert.True(saved.Ok, saved.Problem?.Message);
    }

    public static SubscribeEntry Entry(string email, params string[] ticks) => new() { Email = email, Ticks = ticks.Length == 0 ? [Newsletter] : ticks };

    /// <summary>Sends the form and lets the worker do its part; answers the token of the answer page.</summary>
    public static async Task<string> SendAsync(TestPortal portal, SubscribeEntry entry)
    {
        var sent = await portal.Get<Subscribe>().RunAsync(new("default", entry, Someone), Actor.Subject, CancellationToken.None);
        Assert.True(sent.Ok, sent.Problem?.Message);
        await WorkAsync(portal);
        return sent.Value.Token;
    }

    public static async Task WorkAsync(TestPortal portal) => await portal.Get<CarryOutWishes>().RunAsync(new(), Actor.System, CancellationToken.None);

    public static async Task<Outcome<ConfirmOptIn.View>> ConfirmAsync(TestPortal portal, string token) => await portal.Get<ConfirmOptIn>().RunAsync(new(token, Someone), Actor.Subject, CancellationToken.None);

    /// <summary>Oldest first.</summary>
    public static async Task<List<Email>> MailsAsync(TestPortal portal, string? to = null)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().Where(e => to == null || e.To == to).OrderBy(e => e.Id).ToListAsync();
    }

    public static async Task<string> LastTokenAsync(TestPortal portal, string to) => Recipients.LinkIn((await MailsAsync(portal, to))[^1].Text)["/c/".Length..];

    public static async Task<string> LastCodeAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var text = await db.Set<TextMessage>().AsNoTracking().OrderByDescending(t => t.Id).FirstAsync();
        return Regex.Match(text.Text, @"\b\d{6}\b", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }
}
