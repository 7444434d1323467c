using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsentPortal.Tests.Core.Messaging;

/// <summary>Text messages as staff see them: how they fare, and sent again where they failed.</summary>
public sealed class TextMessageTests
{
    [Theory, OnEveryDatabase]
    public async Task A_message_that_was_given_up_says_why_and_goes_out_once_it_is_sent_again(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        BrokenGateway gateway = new();
        var id = await QueueAsync(portal, TimeSpan.FromHours(12));
        await GiveUpAsync(portal, gateway);

        var row = Assert.Single((await FindAsync(portal, TextState.GivenUp)).Rows);
        Assert.Equal((id, "+49…78", "preference_link", TextMessage.MaxAttempts, "The text message gateway answered 503.", true), (row.Id, row.MaskedTo, row.Kind, row.Attempts, row.LastError, row.MayResend));
        Assert.Equal(0, await DeliverAsync(portal, gateway)); // not by itself
        gateway.Works = true;

        Assert.True((await ResendAsync(portal, id)).Ok);
        Assert.Equal(id, Assert.Single((await FindAsync(portal, TextState.Waiting)).Rows).Id);
        Assert.Equal(1, await DeliverAsync(portal, gateway));

        var sent = (await portal.Get<ReadText>().RunAsync(id, Actors.Admin, CancellationToken.None)).Value.Row;
        Assert.Equal((TextState.Sent, "", false), (sent.State, sent.LastError, sent.MayResend));
        Assert.Equal(Refusal.Conflict, (await ResendAsync(portal, id)).Problem!.Refusal);
        await using var db = portal.NewDb();
        Assert.Equal("", (await db.Set<TextMessage>().SingleAsync()).Text);
        Assert.True(await db.Set<AuditEntry>().AnyAsync(a => a.Kind == "text.resent" && a.SubjectId == id.ToString()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_it_says_is_forgotten_when_it_is_of_no_use_and_then_nobody_sends_it_again(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        BrokenGateway gateway = new();
        var id = await QueueAsync(portal, TimeSpan.FromMinutes(10));
        await GiveUpAsync(portal, gateway);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(Refusal.Conflict, (await ResendAsync(portal, id)).Problem!.Refusal);
        await DeliverAsync(portal, gateway);

        await using var db = portal.NewDb();
        var forgotten = await db.Set<TextMessage>().SingleAsync();
        Assert.Equal(("", "The text message gateway answered 503.", TextState.GivenUp, TextMessage.MaxAttempts), (forgotten.Text, forgotten.LastError, forgotten.State, gateway.Tries));
        Assert.Empty((await FindAsync(portal, TextState.Waiting)).Rows);
    }

    [Fact]
    public async Task Who_may_not_read_mail_reads_and_sends_none_and_each_state_is_found_alone()
    {
        await using var portal = await StartAsync(DatabaseProvider.Sqlite);
        var id = await QueueAsync(portal, TimeSpan.FromHours(1));
        Assert.Equal(Refusal.Conflict, (await ResendAsync(portal, id)).Problem!.Refusal); // its first try is a second away
        Assert.Equal(1, await DeliverAsync(portal, new() { Works = true }));

        foreach (var actor in new[] { Actors.Rep, Actors.Officer, Actor.Subject })
        {
            Assert.Equal(Refusal.Forbidden, (await portal.Get<FindTexts>().RunAsync(new(), actor, default)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadText>().RunAsync(id, actor, default)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<ResendText>().RunAsync(new(id), actor, default)).Problem!.Refusal);
        }

        Assert.Equal((1, 0, 0), ((await FindAsync(portal, TextState.Sent)).Count, (await FindAsync(portal, TextState.Waiting)).Count, (await FindAsync(portal, TextState.GivenUp)).Count));
        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadText>().RunAsync(new(1), Actors.Admin, default)).Problem!.Refusal);
    }

    private static Task<TestPortal> StartAsync(DatabaseProvider provider) => TestPortal.StartAsync(provider, null, ("ConsentPortal:Texts:Pickup", "texts"));

    private static async Task<Id<TextMessage>> QueueAsync(TestPortal portal, TimeSpan life)
    {
        await using var db = portal.NewDb();
        var queued = portal.Get<SendText>().Add(db, new("preference_link", "+4915112345678", "https://portal.example/u/abc", 0, life));
        await db.SaveChangesAsync();
        return queued.Value;
    }

    private static async Task GiveUpAsync(TestPortal portal, BrokenGateway gateway)
    {
        for (var attempt = 0; attempt < TextMessage.MaxAttempts; attempt++)
        {
            await DeliverAsync(portal, gateway);
            portal.Clock.Advance(TimeSpan.FromSeconds(5 * Math.Pow(2, attempt)));
        }
    }

    private static async Task<int> DeliverAsync(TestPortal portal, BrokenGateway gateway)
        => (await new DeliverTexts(portal.Get<IDbContextFactory<PortalDb>>(), gateway, portal.Clock, NullLogger<DeliverTexts>.Instance).RunAsync(new(), Actor.System, CancellationToken.None)).Value;

    private static async Task<Numbered<FindTexts.Row>> FindAsync(TestPortal portal, TextState state) => (await portal.Get<FindTexts>().RunAsync(new(state), Actors.Admin, CancellationToken.None)).Value;

    private static Task<Outcome<Done>> ResendAsync(TestPortal portal, Id<TextMessage> id) => portal.Get<ResendText>().RunAsync(new(id), Actors.Admin, CancellationToken.None);

    private sealed class BrokenGateway : ITextTransport
    {
        public bool Works { get; set; }

        public int Tries { get; private set; }

        public Task SendAsync(TextMessage message, CancellationToken ct)
        {
            Tries++;
            return Works ? Task.CompletedTask : throw new HttpRequestException("The text message gateway answered 503.");
        }
    }
}
