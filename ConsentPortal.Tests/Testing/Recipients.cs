using System.Text.RegularExpressions;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Testing;

/// <summary>The people who get mail from the portal's senders, and their mailboxes: links, posts, and where they stand afterwards.</summary>
public static class Recipients
{
    private static readonly Uri Relative = new("/", UriKind.Relative);

    /// <summary>The token of the preference link of this address, as a sender gets it.</summary>
    public static async Task<string> TokenAsync(this WebPortal portal, string address, string purpose = "commercial", string? topic = null, string profile = "default", Channel? channel = null, string? messageRef = null)
    {
        var outcome = await portal.Get<IssueLinks>().RunAsync(new(profile, purpose, topic, channel ?? ContactPointKey.Guess(address), messageRef, [address]), Actors.Crm, CancellationToken.None);
        return outcome.Value.Tokens[0]!;
    }

    public static async Task<ReasonCode> ReasonAsync(this WebPortal portal, string address, string purpose = "commercial", string? topic = null, string profile = "default", Channel? channel = null, string? contact = null)
    {
        var outcome = await portal.Get<CheckConsent>().RunAsync(new(new(profile, purpose, topic, channel), [new(address, contact)]), Actors.Crm, CancellationToken.None);
        return outcome.Value.Items[0].Decision.Message.Reason;
    }

    /// <summary>States something through the API's verb, to set the scene.</summary>
    public static async Task<RecordResult> SaysAsync(this WebPortal portal, string address, ConsentStatus status, string purpose = "commercial", string? topic = null, string profile = "default")
    {
        ConsentStatement item = new() { Channel = ContactPointKey.Guess(address), Address = address, Profile = profile, Purpose = purpose, Topic = topic, Status = status };
        return (await portal.Get<RecordConsent>().RunAsync(new([item with { ConfirmedAt = DateTimeOffset.UtcNow }]), Actors.CrmThatReopts, CancellationToken.None)).Value[0];
    }

    public static async Task<List<ConsentEvent>> EventsAsync(this WebPortal portal)
    {
        await using var db = portal.NewDb();
        return await db.Set<ConsentEvent>().AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
    }

    /// <summary>Erases the address behind a link, as a forget-me request would.</summary>
    public static async Task EraseAsync(this WebPortal portal, string token)
    {
        Assert.True(portal.Get<PreferenceLinks>().TryRead(token, out var link));
        await using var db = portal.NewDb();
        (await db.Set<ContactPoint>().SingleAsync(p => p.Id == link.PointId)).Erase(DateTimeOffset.UtcNow);
        await db.SaveChangesAsync();
    }

    /// <summary>The mails of this kind, newest first.</summary>
    public static async Task<List<Email>> MailsAsync(this WebPortal portal, string kind)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().Where(e => e.Kind == kind).OrderByDescending(e => e.Id).ToListAsync();
    }

    /// <summary>Ten minutes later: the mails about what links switched off are written.</summary>
    public static async Task TellAsync(this WebPortal portal)
    {
        await using var db = portal.NewDb();
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);
        await db.Set<ToldSaves>().Where(t => t.DueAt != null).ExecuteUpdateAsync(s => s.SetProperty(t => t.DueAt, before));
        await portal.Get<TellOfSaves>().RunAsync(new(), Actor.System, CancellationToken.None);
    }

    /// <summary>The path of the first link in a mail.</summary>
    public static string LinkIn(string text) => new Uri(Regex.Match(text, @"https?://\S+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value).AbsolutePath;

    /// <summary>What a mailbox sends when its user clicks Unsubscribe (RFC 8058): no cookie, nothing but the pair.</summary>
    public static Task<HttpResponseMessage> OneClickAsync(this HttpClient client, string token, bool multipart = false)
    {
        Dictionary<string, string> pair = new(StringComparer.Ordinal) { ["List-Unsubscribe"] = "One-Click" };
        HttpContent body = multipart ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } } : new FormUrlEncodedContent(pair);
        return client.PostAsync(new Uri(Relative.OriginalString + $"u/{token}", UriKind.Relative), body);
    }
}
