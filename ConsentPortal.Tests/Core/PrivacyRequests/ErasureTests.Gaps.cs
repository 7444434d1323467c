using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static ConsentPortal.Tests.Core.PrivacyRequests.ErasureScene;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed partial class ErasureTests
{
    [Theory, OnEveryDatabase]
    public async Task A_mail_that_is_being_handed_over_is_waited_for_so_that_its_file_goes_too(DatabaseProvider provider)
    {
        await using var portal = await ErasureScene.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await Ok(portal.Get<SendEmail>().RunAsync(new("test", Canonical, "Hello", new MailBody("en").Line("Good day."), (await portal.World.PointOfAsync(scene.Person)).Value), Actors.Admin, Ct));
        var mail = await TakeAsync(portal);
        PersonalDataSubject subject = new([scene.Person.Value], [(await portal.World.PointOfAsync(scene.Person)).Value]) { Addresses = [Typed, Canonical], Names = [Full] };
        var room = portal.Services.GetServices<IErasesPersonalData>().Single(r => r.Room == "Messaging");

        Assert.Equal("mail", (await Assert.ThrowsAsync<ErasureWaitsException>(() => room.EraseAsync(subject, Ct))).What);
        var late = Path.Combine(Directory.CreateDirectory(Path.Combine(portal.Folder, "mail")).FullName, $"{mail}.eml");
        await File.WriteAllTextAsync(late, $"To: {Canonical}\r\n\r\nGood day.", Ct); // what the worker still does
        portal.Clock.Advance(Email.Patience);
        await Ok(portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, Ct)); // its worker is gone
        Assert.True(await room.EraseAsync(subject, Ct) > 0);
        Assert.False(File.Exists(late));
        await using var db = portal.NewDb();
        Assert.False(await db.Set<Email>().AnyAsync(e => e.Id == mail, Ct));
    }

    [Theory, OnEveryDatabase]
    public async Task When_all_applications_acknowledged_no_id_of_theirs_stays_in_what_they_were_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await Ok(portal.Get<AddApplication>().RunAsync(new("Old CRM"), Actors.Admin, Ct));
        await Ok(portal.Get<AddApplication>().RunAsync(new("Campaigns"), Actors.Admin, Ct));
        await scene.OpenAsync();
        await scene.EraseAsync();
        portal.Clock.Advance(ErasureNotice.Patience);
        await portal.Get<TellOfErasure>().RemindAsync(Ct);
        var view = await scene.ReadAsync();

        await Ok(portal.Get<AcknowledgeErasure>().RunAsync(new(view.Erasure.Id, view.Recipients[0].Id), Actors.Officer, Ct));
        Assert.Equal(["crm-4711", "crm-4711"], await IdsAsync(portal)); // the other still needs it
        await Ok(portal.Get<AcknowledgeErasure>().RunAsync(new(view.Erasure.Id, view.Recipients[1].Id), Actors.Officer, Ct));
        Assert.Equal(["", ""], await IdsAsync(portal));
    }

    [Fact]
    public async Task A_restart_does_not_run_ahead_of_an_erasure_that_still_has_to_answer()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.ApproveAsync();
        var run = portal.Get<RunErasure>();
        Assert.True(await run.StepAsync((await run.OpenAsync(Ct)).Single(), Ct)); // suppressed, and in the journal

        Assert.Equal(0, await portal.Get<ReplayErasures>().RunAsync((await run.UnderWayAsync(Ct))!, Ct));
        Assert.True((await portal.Get<ReadContact>().RunAsync(scene.Person, Actors.Admin, Ct)).Ok);
        Assert.Equal(1, await portal.Get<ReplayErasures>().RunAsync([], Ct));
    }

    [Fact]
    public async Task A_portal_that_starts_on_an_old_backup_erases_again_by_itself()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await using var backup = await RestoredAsync(portal);
        await scene.EraseAsync();
        File.Copy(portal.Get<DataDirectory>().JournalFile, backup.Get<DataDirectory>().JournalFile, overwrite: true);
        using var worker = ActivatorUtilities.CreateInstance<ErasureWorker>(backup.Services);

        await worker.StartAsync(Ct);
        for (var n = 0; n < 200 && (await backup.Get<ReadContact>().RunAsync(scene.Person, Actors.Admin, Ct)).Ok; n++)
        {
            await Task.Delay(50, Ct);
        }

        await worker.StopAsync(Ct);
        Assert.False((await backup.Get<ReadContact>().RunAsync(scene.Person, Actors.Admin, Ct)).Ok);
    }

    private static async Task<Id<Email>> TakeAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var mail = await db.Set<Email>().SingleAsync(e => e.To == Canonical && e.Subject == "Hello", Ct);
        mail.Take(portal.Clock.Now());
        await db.SaveChangesAsync(Ct);
        return mail.Id;
    }

    private static async Task<List<string>> IdsAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var told = await db.Set<OutboxMessage>().Where(m => m.Kind == OutgoingKinds.PersonErased).OrderBy(m => m.Id).Select(m => m.Payload).ToListAsync(Ct);
        return told.ConvertAll(t => string.Join(',', JsonSerializer.Deserialize<JsonElement>(t).GetProperty("externalIds").EnumerateArray().Select(x => x.GetString())));
    }

    [Fact]
    public async Task The_person_reads_in_their_answer_what_is_kept_and_until_when()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await portal.World.SaysAsync(Typed, ConsentStatus.OptedIn, topic: "newsletter");
        await scene.ApproveAsync();
        await using var db = portal.NewDb();
        var erasure = await db.Set<Erasure>().SingleAsync(e => e.RequestId == scene.Request, Ct);

        Assert.Equal(1, await portal.Get<AnswerErased>().WriteAsync(db, erasure, Ct));
        await db.SaveChangesAsync(Ct);

        var mail = (await db.Set<Email>().SingleAsync(m => m.Kind == "request_forget_done", Ct)).Text;
        var kept = ErasurePlan.FromJson(erasure.Plan).Rooms.SelectMany(r => r.Lines).Where(l => l is { Rows: > 0, Outcome: ErasureOutcome.Keep }).ToList();
        Assert.Equal(["cases", "consent-proof"], kept.Select(l => l.Category).Order(StringComparer.Ordinal));
        Assert.All(kept, l => Assert.Contains($"Kept until {RequestLetters.Day("en", l.Until!.Value)}", mail, StringComparison.Ordinal));
        Assert.Contains("what you agreed to and refused, as proof", mail, StringComparison.Ordinal);
    }
}
