using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>The vectors of RFC 8058 and of what mailboxes and mail scanners really do.</summary>
public sealed partial class OneClickTests
{
    [Theory]
    [OnEveryDatabase(false)]
    [OnEveryDatabase(true)]
    public async Task The_pair_in_either_encoding_opts_out_the_topic_of_the_link_at_once_and_twice_is_one_event(DatabaseProvider provider, bool multipart)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var mailbox = portal.NewClient();
        var token = await portal.TokenAsync("Ann@example.com", topic: "newsletter", messageRef: "mailing-7");

        using var first = await mailbox.OneClickAsync(token, multipart);
        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        using var second = await mailbox.OneClickAsync(token, multipart);

        foreach (var answer in new[] { first, second })
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Null(answer.Headers.Location);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }

        var happened = Assert.Single(await portal.EventsAsync());
        Assert.Equal((ConsentAction.OneClick, ActorKind.Subject, ConsentStatus.OptedOut), (happened.Action, happened.ActorKind, happened.NewStatus));
        Assert.False(happened.MessageRefId.IsNone);
        Assert.False(happened.OriginId.IsNone);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("ann@example.com", topic: "product-updates"));
    }

    [Fact]
    public async Task The_body_on_the_wire_is_26_bytes_and_so_is_gmails()
    {
        using FormUrlEncodedContent body = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = "One-Click" });
        Assert.Equal(26, (await body.ReadAsByteArrayAsync()).Length);
    }

    [Theory, OnEveryDatabase]
    public async Task Without_a_topic_the_purpose_is_stopped_and_a_receipts_link_stops_advertising_but_no_receipts(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var mailbox = portal.NewClient();

        using var purpose = await mailbox.OneClickAsync(await portal.TokenAsync("ann@example.com"));
        using var receipt = await mailbox.OneClickAsync(await portal.TokenAsync("bob@example.com", "transactional"));

        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("bob@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync("bob@example.com", "transactional"));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_thousand_posts_from_one_address_are_all_taken_and_unknown_tokens_from_there_soon_are_not(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var mailbox = portal.NewClient();
        var links = await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", "newsletter", Channel.Email, null, [.. Enumerable.Range(0, 1000).Select(i => $"p{i}@example.com")]), Actors.Crm, CancellationToken.None);

        ConcurrentBag<HttpStatusCode> answers = [];
        await Parallel.ForEachAsync(links.Value.Tokens.Concat(links.Value.Tokens), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (token, _) =>
        {
            using var answer = await mailbox.OneClickAsync(token!);
            answers.Add(answer.StatusCode);
        });
        var forged = links.Value.Tokens[0]![..^1] + (links.Value.Tokens[0]![^1] == 'A' ? 'z' : 'A');
        List<HttpStatusCode> refused = [];
        for (var i = 0; i < UnknownTokens.PerMinute + 5; i++)
        {
            using var answer = await mailbox.OneClickAsync(forged);
            refused.Add(answer.StatusCode);
        }

        Assert.Equal(2000, answers.Count);
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.NotFound, refused[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused[^1]);
        using var still = await mailbox.OneClickAsync(links.Value.Tokens[5]!);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Equal(1000, (await portal.EventsAsync()).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task An_old_link_works_after_the_keys_were_rotated_twice_and_after_the_address_was_erased(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var mailbox = portal.NewClient();
        var token = await portal.TokenAsync("ann@example.com");
        portal.Get<KeyRings>().Links.Rotate();
        portal.Get<KeyRings>().Links.Rotate();
        await using (var db = portal.NewDb())
        {
            var point = await db.Set<ContactPoint>().SingleAsync();
            point.Erase(DateTimeOffset.UtcNow);
            await db.SaveChangesAsync();
        }

        using var answer = await mailbox.OneClickAsync(token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var happened = Assert.Single(await portal.EventsAsync());
        Assert.Equal(ConsentStatus.OptedOut, happened.NewStatus);
        await using var after = portal.NewDb();
        Assert.Equal(happened.PointId, (await after.Set<ContactPoint>().SingleAsync()).Id); // recorded by id: no new point is made
    }

    [Theory, OnEveryDatabase]
    public async Task Where_consent_hangs_on_the_contact_a_link_without_one_stops_everybody_on_the_address(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var mailbox = portal.NewClient();
        var token = await portal.TokenAsync("family@example.com");
        await using (var db = portal.NewDb())
        {
            var ids = portal.Get<IdSource>();
            var point = await db.Set<ContactPoint>().SingleAsync();
            foreach (var name in new[] { "one", "two" })
            {
                Contact contact = new() { Id = ids.Next<Contact>(), ExternalId = name, CreatedAt = DateTimeOffset.UtcNow };
                contact.States.Add(new() { Id = ids.Next<ContactState>(), ContactId = contact.Id, From = DateTimeOffset.UtcNow });
                contact.Links.Add(new() { Id = ids.Next<ContactPointLink>(), ContactId = contact.Id, PointId = point.Id, From = DateTimeOffset.UtcNow });
                db.Add(contact);
            }

            var purpose = await db.Set<Purpose>().Include(p => p.States).SingleAsync(p => p.Code == "commercial");
            purpose.State.Close(DateTimeOffset.UtcNow);
            purpose.States.Add(new() { Id = ids.Next<PurposeState>(), PurposeId = purpose.Id, OptOutScope = OptOutScope.Contact, From = DateTimeOffset.UtcNow });
            db.Announce(new RulebookEvent("rulebook.changed", "0"), Actors.Admin);
            await db.SaveChangesAsync();
        }

        await Task.Delay(1100); // a changed rule is seen by links within a second
        using var answer = await mailbox.OneClickAsync(token);

        Assert.Equal(2, (await portal.EventsAsync()).Count);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("family@example.com", contact: "one"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync("family@example.com", contact: "two"));
    }

    private static FormUrlEncodedContent Form(string name, string value) => new(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });
}
