using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>A person who went through everything that the portal can do with somebody.</summary>
internal sealed partial class ErasureScene(TestPortal portal)
{
    // letters that JSON escapes, a plus, a name of a domain that is not ASCII
    public const string Typed = "Uenal.Kraewinkel+Shop@MÜNCHEN-post.example", Canonical = "uenal.kraewinkel+shop@xn--mnchen-post-thb.example", First = "Ünalette", Last = "Kräwinkelmann", Full = First + " " + Last;
    public static readonly CancellationToken Ct = CancellationToken.None;

    public TestPortal Portal => portal;

    public Id<Contact> Person { get; private set; }

    public Id<PrivacyRequest> Request { get; private set; }

    public static async Task<TestPortal> StartAsync(DatabaseProvider provider, ILoggerProvider? log = null) => await TestPortal.StartAsync(provider, s => s.AddLogging(b => (log is null ? b : b.AddProvider(log)).SetMinimumLevel(LogLevel.Information)), ("ConsentPortal:Mail:Pickup", "mail"), ("ConsentPortal:Texts:Pickup", "texts"));

    /// <summary>Short: a contact with a request in review, and no more.</summary>
    public async Task OpenAsync(string address = Typed, bool review = true)
    {
        Person = await portal.World.PersonAsync("crm-4711", [address], f => f with { FirstName = First, LastName = Last });
        await RequestAsync(address, review);
    }

    public async Task RequestAsync(string address, bool review = true)
    {
        var opened = await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Forget, RequestIntake.Letter, new() { Email = address, FirstName = First, LastName = Last, Notes = $"{Full} wants out." }), Actors.Officer, Ct);
        Request = opened.Value.Id;
        await Ok(portal.Get<LinkRequest>().RunAsync(new(Request, Person), Actors.Officer, Ct));
        foreach (var state in (RequestState[])[RequestState.Acknowledged, RequestState.Verified, RequestState.InProgress])
        {
            await Ok(portal.Get<MoveRequest>().RunAsync(new(Request, state, $"{Full} showed the letter from {address}"), Actors.Officer, Ct));
        }

        if (review)
        {
            await Ok(portal.Get<ProposeErasure>().RunAsync(new(Request, $"Please look, {Last} waits."), Actors.Officer, Ct));
        }
    }

    /// <summary>Everything that leaves a trace.</summary>
    public async Task LiveAsync()
    {
        await portal.TeamAsync();
        Person = await portal.World.PersonAsync("crm-4711", [Typed, Phone], f => f with { FirstName = First, LastName = Last, JobTitle = "Buyer" });
        await SignUpAsync();
        await FieldsAsync();
        await ConsentAsync();
        await FilesAsync();
        await MailAsync();
        await WordsAsync();
        await MergeAsync();
        await TextsAsync();
        await CopyAsync();
        await RequestAsync(Typed);
        await AttachAsync();
    }

    /// <summary>The second person approves, and the job runs to its end.</summary>
    public async Task EraseAsync()
    {
        await ApproveAsync();
        var id = (await portal.Get<RunErasure>().OpenAsync(Ct)).Single();
        if (!await portal.Get<RunErasure>().RunAsync(id, Ct))
        {
            await Ok(portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, Ct)); // the answer leaves first
            Assert.True(await portal.Get<RunErasure>().RunAsync(id, Ct));
        }
    }

    public async Task ApproveAsync()
    {
        var plan = await portal.Get<PlanErasure>().RunAsync(Request, Actors.Admin, Ct);
        await Ok(portal.Get<ApproveErasure>().RunAsync(new(Request, plan.Value.Hash), Actors.Admin, Ct));
    }

    public async Task<ReadErasure.View> ReadAsync() => (await portal.Get<ReadErasure>().RunAsync(Request, Actors.Officer, Ct)).Value!;

    public static async Task Ok<T>(Task<Outcome<T>> done)
    {
        var outcome = await done;
        Assert.True(outcome.Ok, outcome.Problem?.Message);
    }

    private async Task FieldsAsync()
    {
        await using var db = portal.NewDb();
        var contact = await db.Set<Contact>().SingleAsync(c => c.Id == Person);
        contact.Fields = new(StringComparer.Ordinal) { ["salutation"] = $"Dear {Full}" };
        db.Announce(ContactEvent.Of("contact.edited", contact, [new("salutation", null, $"Dear {Full}")]), Actors.Admin);
        await db.SaveChangesAsync();
    }

    private async Task ConsentAsync()
    {
        await portal.World.SaysAsync(Typed, ConsentStatus.OptedIn, topic: "newsletter", with: s => s with { Evidence = new() { Justification = $"{Full} said so on the phone", Ip = "192.0.2.7", UserAgent = $"Mail of {Canonical}" } });
        await portal.World.SaysAsync(Canonical.ToUpperInvariant(), ConsentStatus.OptedOut, by: Actor.Subject with { Permissions = Permission.All });
        await portal.Get<IssueLinks>().RunAsync(new("default", "transactional", null, Channel.Email, $"order of {Canonical}", [Typed]), Actors.Crm, Ct);
        await Ok(portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, Typed), SuppressionScope.Marketing, null, SuppressionReason.Objection, $"{Full} is angry"), Actors.Admin, Ct));
    }

    private async Task FilesAsync()
    {
        await portal.ImportAsync($"email,first,last,status\r\n{Typed},{First},{Last},perhaps\r\nnobody@example.org,Bob,Baker,true\r\n");
        await portal.UploadAsync($"email,first,last,status\r\n{Typed},{First},{Last},true\r\n", $"list of {Full}.csv");
        var export = await ExportScene.StartAsync(portal, new(ExportWhat.Contacts) { Contacts = new(Canonical) });
        Assert.Equal(ExportState.Ready, await portal.RunExportAsync(export));
        Assert.Contains(Last, System.Text.Encoding.UTF8.GetString(await portal.FetchAsync(export)), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(portal.Folder, "uploads", "left-behind.csv"), $"email\r\n{Typed}\r\n");
    }

    private async Task MailAsync()
    {
        var point = await portal.World.PointOfAsync(Person);
        var body = new MailBody("en").Line($"Dear {Full}, you wrote from {Typed}.");
        await Ok(portal.Get<SendEmail>().RunAsync(new("test", Canonical, $"Hello {Full}", body, point.Value), Actors.Admin, Ct));
        var note = new MailBody("en").Line($"{Full} <{Typed}> asks for you.");
        await Ok(portal.Get<SendEmail>().RunAsync(new("test", "officer@portal.example", "A question", note), Actors.Admin, Ct));
        await Ok(portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, Ct));
    }

    private async Task WordsAsync()
    {
        await Ok(portal.Get<SaveView>().RunAsync(new(default, "contacts", "Mine", $"q={Uri.EscapeDataString(Full)}", false), Actors.Admin, Ct));
        Id<ApiKey> key = new(77);
        var answers = portal.Get<IdempotentAnswers>();
        var run = await answers.BeginAsync(key, $"create-{Canonical}", new byte[32], Ct);
        await answers.KeepAsync(key, $"create-{Canonical}", run.Run, 200, $$"""{"name":"{{Full}}"}""", new Dictionary<string, string>(StringComparer.Ordinal));
        var second = await answers.BeginAsync(key, "create-2", new byte[32], Ct);
        await answers.KeepAsync(key, "create-2", second.Run, 200, $$"""{"contact":"{{Person}}"}""", new Dictionary<string, string>(StringComparer.Ordinal));
        await using var db = portal.NewDb();
        db.Add(new PublicWish { Id = portal.Get<IdSource>().Next<PublicWish>(), ProfileId = await db.Set<ComplianceProfile>().Select(p => p.Id).FirstAsync(), Language = "en", Address = Typed, At = portal.Clock.Now() });
        await db.SaveChangesAsync();
    }

    private async Task MergeAsync()
    {
        var twin = await portal.World.PersonAsync(Full, "kraewinkelmann@work.example");
        await Ok(portal.Get<MergeContacts>().RunAsync(new(Person, twin, $"{Full} is one person."), Actors.Admin, Ct));
    }
}
