using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class RequestProofTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Months_say_what_was_answered_in_time_and_late_and_how_long_it_took(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var start = scene.Portal.Clock.GetUtcNow();
        var quick = await scene.OpenAsync(email: "quick@example.com");
        var slow = await scene.OpenAsync(email: "slow@example.com");
        await scene.OpenAsync(RequestKind.Update, "open@example.com");
        var gone = await scene.OpenAsync(email: "gone@example.com");
        await EndAsync(scene, quick.Id, 10);
        Assert.True((await scene.CloseAsync(gone.Id, RequestState.Withdrawn, Actors.Officer)).Ok); // neither in time nor late
        await EndAsync(scene, slow.Id, 50);

        var view = (await scene.Portal.Get<ReadRequestFigures>().RunAsync(new(Months: 6), Actors.Officer, Ct)).Value;

        var month = Assert.Single(view.Months, m => m.Received > 0);
        Assert.Equal((new DateOnly(start.Year, start.Month, 1), 4, 1, 2, 1, 35.0), (month.First, month.Received, month.InTime, month.Late, month.Open, month.MedianDays));
        Assert.Equal((1, 0, 1, 1, null), view.Kinds.Where(k => k.Kind == RequestKind.Update).Select(k => (k.Received, k.InTime, k.Late, k.Open, k.MedianDays)).Single());
        var load = Assert.Single(view.Loads);
        Assert.Equal((0L, 1, 1, 0), (load.MemberId, load.Open, load.Overdue, load.Soon));
    }

    [Theory, OnEveryDatabase]
    public async Task The_calendar_has_the_open_cases_of_a_month_and_counts_those_before_it(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var opened = await scene.OpenAsync();
        var due = (await scene.ReadAsync(opened.Id)).Request.DueOn!.Value;
        var read = scene.Portal.Get<ReadRequestCalendar>();

        var month = (await read.RunAsync(new(due), Actors.Officer, Ct)).Value;
        var next = (await read.RunAsync(new(due.AddMonths(1)), Actors.Officer, Ct)).Value;

        Assert.Equal([(opened.Number, due)], month.Rows.Select(r => (r.Number, r.DueOn)));
        Assert.Equal((0, 1), (next.Rows.Count, next.Earlier));
        Assert.Empty((await read.RunAsync(new(due, Mine: true), Actors.Officer, Ct)).Value.Rows);
    }

    [Fact]
    public async Task The_register_leaves_with_a_reason_that_is_written_down_and_no_name()
    {
        await using var scene = await RequestScene.StartAsync();
        var opened = await scene.OpenAsync();
        var day = (await scene.ReadAsync(opened.Id)).Request.ReceivedOn;
        var take = scene.Portal.Get<TakeRegister>();

        Assert.Equal("reason", (await take.RunAsync(new(new(day, day), " "), Actors.Officer, Ct)).Problem!.Field);
        Assert.Equal("to", (await take.RunAsync(new(new(day, day.AddDays(-1)), "x"), Actors.Officer, Ct)).Problem!.Field);
        Assert.Equal(Refusal.Forbidden, (await take.RunAsync(new(new(day, day), "x"), Actors.Rep, Ct)).Problem!.Refusal);
        var lines = await (await take.RunAsync(new(new(day, day), "The regulator asked"), Actors.Officer, Ct)).Value.Lines.ToListAsync(Ct);

        var line = Assert.Single(lines);
        Assert.Equal((TakeRegister.Columns.Count, opened.Number, "get"), (line.Count, line[0], line[1]));
        Assert.DoesNotContain(line, c => c.Contains("ann@", StringComparison.Ordinal) || c.Contains("Archer", StringComparison.Ordinal));
        Assert.Contains(await scene.Portal.AuditAsync(), e => e.Entry.Kind == "request_register.taken" && e.Values.Reason == "The regulator asked");
    }

    [Fact]
    public async Task A_case_file_names_who_did_what_and_the_hash_of_what_was_sent()
    {
        await using var scene = await RequestScene.StartAsync();
        var opened = await scene.OpenAsync();
        await scene.MoveAsync(opened.Id, RequestState.Acknowledged, RequestState.Verified);
        Assert.True((await scene.Portal.Get<ExtendDeadline>().RunAsync(new(opened.Id, "Seven systems to search"), Actors.Officer, Ct)).Ok);

        var note = Encoding.UTF8.GetBytes("A note of the call");
        Assert.True((await scene.Portal.Get<AttachRequestFile>().RunAsync(new(opened.Id, new(RequestFileKind.Attachment, "note.txt", note)), Actors.Officer, Ct)).Ok);

        var taken = (await scene.Portal.Get<TakeCaseFile>().RunAsync(opened.Id, Actors.Officer, Ct)).Value;

        var file = JsonNode.Parse(taken.Content)!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file["case"]!.ToJsonString()))), file["sha256"]!.GetValue<string>());
        Assert.Equal((opened.Number, "ann@example.com"), (file["case"]!["number"]!.GetValue<string>(), file["case"]!["submission"]!["email"]!.GetValue<string>()));
        Assert.Equal(("note.txt", Convert.ToHexStringLower(SHA256.HashData(note))), (file["case"]!["files"]![0]!["name"]!.GetValue<string>(), file["case"]!["files"]![0]!["sha256"]!.GetValue<string>()));
        await using var db = scene.Portal.NewDb();
        var mail = await db.Set<ConsentPortal.Core.Messaging.Email>().SingleAsync(e => e.Kind == "request_extended", Ct);
        Assert.Contains("Seven systems to search", mail.Text, StringComparison.Ordinal);
        Assert.Contains(file["case"]!["letters"]!.AsArray(), l => l!["sha256"]!.GetValue<string>() == Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{mail.Subject}\n{mail.Text}"))));
        Assert.Contains(await scene.Portal.AuditAsync(), e => e.Entry.Kind == RequestEvent.FileTaken);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<TakeCaseFile>().RunAsync(opened.Id, Actors.Rep, Ct)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_record_of_processing_is_written_from_the_profile_and_completed_by_hand(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var read = scene.Portal.Get<ReadProcessingRecord>();
        var edit = scene.Portal.Get<EditProcessingRecord>();
        var purpose = (await scene.Portal.ViewAsync("europe")).Purposes[0];
        Assert.True((await scene.Portal.Get<EditPurpose>().RunAsync(new(purpose.Id, purpose.Version, purpose.Name, purpose.Description, purpose.Scope) { Facts = new(LawfulBasis.Consent, "Address", "Mail House GmbH", "Three years", "USA") }, Actors.Admin, Ct)).Ok);
        var before = (await read.RunAsync(default, Actors.Admin, Ct)).Value.Records.Single(r => r.Code == "europe");

        Assert.True((await edit.RunAsync(new(before.Id, before.Version, new(Security: "Disks are encrypted\nTwo factors for everybody")), Actors.Admin, Ct)).Ok);
        Assert.Equal(Refusal.Conflict, (await edit.RunAsync(new(before.Id, before.Version, new(Security: "Older")), Actors.Admin, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await edit.RunAsync(new(before.Id, 1, new()), Actors.Officer, Ct)).Problem!.Refusal);

        Assert.Equal((Refusal.Forbidden, Refusal.Forbidden), ((await read.RunAsync(default, Actors.Rep, Ct)).Problem!.Refusal, (await read.RunAsync(default, Actors.Analyst, Ct)).Problem!.Refusal));
        var after = (await read.RunAsync(before.Id, Actors.Officer, Ct)).Value.Records.Single();
        Assert.Equal(("Example Ltd", "Disks are encrypted\nTwo factors for everybody"), (after.Company, after.Own.Security));
        var activity = after.Activities.Single(a => a.Code == purpose.Code);
        Assert.Equal((LawfulBasis.Consent, "Address", "Mail House GmbH", "Three years", "USA"), (activity.Basis!.Value, activity.Data.Single(), activity.Recipients.Single(), activity.Retention.Single(), activity.Transfers.Single()));
        Assert.Contains(new("submissions", 30), (await read.RunAsync(before.Id, Actors.Officer, Ct)).Value.Kept);
        Assert.Contains(await scene.Portal.AuditAsync(), e => e.Entry.Kind == ProcessingRecordEvent.Edited && e.Values.Changes.Any(c => c.Field == "security"));
    }

    [Fact]
    public async Task A_case_is_late_when_its_day_is_over_where_its_controller_is()
    {
        await using var scene = await RequestScene.StartAsync();
        Assert.True((await scene.Portal.Get<SetRequestPlace>().RunAsync(new("europe", "AT", "Europe/Vienna"), Actors.Admin, Ct)).Ok);
        var opened = await scene.OpenAsync();
        var request = (await scene.ReadAsync(opened.Id)).Request;
        DateTimeOffset midnight = new(TimeZoneInfo.ConvertTimeToUtc(request.DueOn!.Value.AddDays(1).ToDateTime(default), TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone)), TimeSpan.Zero);
        scene.Now(midnight.AddMinutes(-1));
        Assert.Equal((0, 1), await LateAsync(scene));

        scene.Now(midnight.AddMinutes(1));

        Assert.Equal((1, 0), await LateAsync(scene));
        Assert.Equal(request.DueOn.Value.AddDays(1), (await scene.Portal.Get<ReadRequestCalendar>().RunAsync(new(), Actors.Officer, Ct)).Value.Today);
        Assert.NotEqual(midnight.Date, midnight.AddHours(3).Date); // in Greenwich it is still the day before
    }

    private static async Task<(int Overdue, int Soon)> LateAsync(RequestScene scene)
    {
        var load = Assert.Single((await scene.Portal.Get<ReadRequestFigures>().RunAsync(new(), Actors.Officer, Ct)).Value.Loads);
        return (load.Overdue, load.Soon);
    }

    private static async Task EndAsync(RequestScene scene, Id<PrivacyRequest> id, int afterDays)
    {
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified, RequestState.InProgress, RequestState.Review);
        scene.Portal.Clock.Advance(TimeSpan.FromDays(afterDays));
        Assert.True((await scene.CloseAsync(id, RequestState.Fulfilled, Actors.Officer)).Ok);
    }
}
