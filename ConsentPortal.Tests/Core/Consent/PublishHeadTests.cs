using System.Net;
using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>What was published outside proves later that nobody rewrote history.</summary>
public sealed class PublishHeadTests
{
    private const string File = "outside/heads.jsonl";
    private static readonly (string, string)[] ToFile = [("ConsentPortal:Ledger:Publish:File", File)];

    [Theory, OnEveryDatabase]
    public async Task Once_a_day_a_line_is_added_to_the_file_and_a_mail_is_queued(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, null, ("ConsentPortal:Ledger:Publish:File", File), ("ConsentPortal:Ledger:Publish:Mail", "notary@example.com"));
        Assert.Equal(0, await PublishAsync(portal)); // nothing is sealed yet
        await SealAsync(portal, "ann@example.com");

        Assert.Equal(2, await PublishAsync(portal));
        Assert.Equal(0, await PublishAsync(portal));
        await SealAsync(portal, "bob@example.com");
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(2, await PublishAsync(portal));

        var text = await ReadAsync(portal);
        var heads = PublishedHead.ReadAll(text);
        Assert.Equal([(1, 1), (2, 2)], heads.Select(h => ((int)h.Number, (int)h.LastSequence)));
        await using var db = portal.NewDb();
        var mails = await db.Set<Email>().Where(e => e.Kind == HeadSender.MailKind).OrderBy(e => e.Id).ToListAsync();
        Assert.Equal(["notary@example.com", "notary@example.com"], mails.Select(m => m.To));
        Assert.Equal(heads[1], Assert.Single(PublishedHead.ReadAll(mails[1].Text)));
        Assert.Null((await CheckAsync(portal, text)).Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_rewrote_every_seal_with_our_own_key_is_found_by_a_published_head(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, null, ToFile);
        await SealAsync(portal, "ann@example.com");
        await SealAsync(portal, "bob@example.com");
        await PublishAsync(portal);
        var text = await ReadAsync(portal);
        await using var somebody = await Tampering.WithAsync(portal, "ledger_seals");
        await somebody.RunAsync("DELETE FROM ledger_seals WHERE number > 0");
        await somebody.RunAsync("UPDATE counters SET value = 0 WHERE name = 'seals'");
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default); // one seal over both, soundly signed
        Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
        Assert.Contains("of seal 2 does not hold: that seal is not in this ledger", (await CheckAsync(portal, text)).Fault!.Message, StringComparison.Ordinal);
        await SealAsync(portal, "cem@example.com");
        Assert.Contains("that seal is another one now: history was rewritten", (await CheckAsync(portal, text)).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_file_that_was_changed_or_holds_none_is_told_apart()
    {
        await using var portal = await TestPortal.StartAsync(with: ToFile);
        await SealAsync(portal, "ann@example.com");
        await PublishAsync(portal);
        var head = PublishedHead.ReadAll(await ReadAsync(portal))[0];

        var changed = head with { Hash = new string('0', 64) };
        Assert.Contains("so the file itself was changed", (await CheckAsync(portal, changed.ToLine())).Fault!.Message, StringComparison.Ordinal);
        Assert.False((await portal.Get<CheckPublishedHeads>().RunAsync("{} nothing", Actor.System, default)).Ok);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<CheckPublishedHeads>().RunAsync("", Actors.Rep, default)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_web_address_gets_the_head_as_json_its_refusal_is_kept_and_tried_again()
    {
        using HttpListener listener = new();
        var port = 20_000 + (Environment.ProcessId % 20_000);
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, s => s.AddSingleton<IHostEnvironment>(new Place("Development")), ("ConsentPortal:Ledger:Publish:Url", $"http://127.0.0.1:{port}/heads"));
        await SealAsync(portal, "ann@example.com");

        var first = AnswerAsync(listener, 302);
        Assert.Equal(0, await PublishAsync(portal));
        await first;
        Assert.Equal("It answered 302.", Assert.Single((await portal.Get<FindSealPublications>().RunAsync(Actors.Admin, default)).Value).Problem);
        Assert.Equal(0, await PublishAsync(portal)); // rests for a quarter of an hour
        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        var second = AnswerAsync(listener, 204);
        Assert.Equal(1, await PublishAsync(portal));

        Assert.Equal(1, Assert.Single(PublishedHead.ReadAll(await second)).Number);
        var row = Assert.Single((await portal.Get<FindSealPublications>().RunAsync(Actors.Admin, default)).Value);
        Assert.Equal((null, 1L), (row.Problem, row.Number));
    }

    [Fact]
    public async Task Plain_http_is_refused_outside_of_development()
    {
        await using var portal = await TestPortal.StartAsync(with: ("ConsentPortal:Ledger:Publish:Url", "http://127.0.0.1:9/heads"));
        await SealAsync(portal, "ann@example.com");

        Assert.Equal(0, await PublishAsync(portal));

        Assert.Equal("The address must begin with https://.", Assert.Single((await portal.Get<FindSealPublications>().RunAsync(Actors.Admin, default)).Value).Problem);
    }

    private static async Task SealAsync(TestPortal portal, string address)
    {
        await portal.World.SaysAsync(address, ConsentStatus.OptedOut);
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
    }

    private static async Task<int> PublishAsync(TestPortal portal) => (await portal.Get<PublishHead>().RunAsync(new(OnlyWhenDue: true), Actor.System, default)).Value;

    private static async Task<CheckPublishedHeads.View> CheckAsync(TestPortal portal, string text) => (await portal.Get<CheckPublishedHeads>().RunAsync(text, Actors.Officer, default)).Value;

    private static Task<string> ReadAsync(TestPortal portal) => System.IO.File.ReadAllTextAsync(Path.Combine(portal.Get<DataDirectory>().Path, File));

    private static async Task<string> AnswerAsync(HttpListener listener, int status)
    {
        var asked = await listener.GetContextAsync();
        using StreamReader reader = new(asked.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        asked.Response.StatusCode = status;
        asked.Response.RedirectLocation = status == 302 ? "/elsewhere" : null;
        asked.Response.Close();
        return body;
    }

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
