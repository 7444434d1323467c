using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ConsentPortal.Tests.Core.PrivacyRequests.ErasureScene;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed partial class ErasureTests
{
    [Fact]
    public async Task Applications_are_told_last_and_reminded_until_they_acknowledge_and_the_certificate_says_so()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await portal.TeamAsync();
        await Ok(portal.Get<AddApplication>().RunAsync(new("Old CRM"), Actors.Admin, Ct));
        await Ok(portal.Get<AddApplication>().RunAsync(new("Campaigns"), Actors.Admin, Ct));
        await scene.OpenAsync();
        await scene.EraseAsync();

        var view = await scene.ReadAsync();
        Assert.Equal([("Campaigns", (bool?)null), ("Old CRM", null)], view.Recipients.Select(r => (r.Name, r.Heard)));
        var told = await ToldAsync(portal);
        Assert.Equal(["crm-4711"], told.GetProperty("externalIds").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal(scene.Person.ToString(), told.GetProperty("contacts")[0].GetString());

        portal.Clock.Advance(ErasureNotice.Patience);
        Assert.Equal(2, await portal.Get<TellOfErasure>().RemindAsync(Ct));
        Assert.Equal(0, await portal.Get<TellOfErasure>().RemindAsync(Ct));
        Actor crm = new(ActorKind.Application, view.Recipients[1].Id.ToString(), "Old CRM", Permission.ReadEvents);
        await Ok(portal.Get<AcknowledgeErasure>().RunAsync(new(view.Erasure.Id), crm, Ct));
        Assert.Equal(Refusal.NotFound, (await portal.Get<AcknowledgeErasure>().RunAsync(new(view.Erasure.Id), crm with { Id = "4" }, Ct)).Problem!.Refusal);
        portal.Clock.Advance(ErasureNotice.Due);
        Assert.Equal(1, await portal.Get<ReadErasure>().OverdueAsync(Actors.Officer, Ct));
        await Ok(portal.Get<AcknowledgeErasure>().RunAsync(new(view.Erasure.Id, view.Recipients[0].Id), Actors.Officer, Ct));
        Assert.Equal(0, await portal.Get<ReadErasure>().OverdueAsync(Actors.Officer, Ct));

        var after = (await scene.ReadAsync()).Erasure;
        Assert.NotEqual(view.Erasure.CertificateHash, after.CertificateHash);
        var proof = ErasureCertificate.FromJson(after.Certificate);
        Assert.Equal([(ActorKind?)ActorKind.Staff, ActorKind.Application], proof.Recipients.Select(r => r.By));
        Assert.Equal([("Petra Privacy", "privacyOfficer"), ("Ada Admin", "administrator")], new[] { proof.Prepared, proof.Approved }.Select(h => (h.Name, h.Role)));
        Assert.Equal(("3", "1", portal.World.Hash(Typed).ToString()), (proof.Prepared.Member, proof.Approved.Member, proof.KeyedHash));
        Assert.Contains(proof.Data, l => l is { Category: "consent-proof" or "cases", Outcome: ErasureOutcome.Keep, Until: not null });
        Assert.False(new TraceFinder(Typed, Canonical, First, Last).In(System.Text.Encoding.UTF8.GetBytes(after.Certificate)));
    }

    [Fact]
    public async Task The_answer_leaves_before_the_address_goes_and_its_copy_goes_with_it()
    {
        await using var portal = await ErasureScene.StartAsync(DatabaseProvider.Sqlite);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.ApproveAsync();
        var id = (await portal.Get<RunErasure>().OpenAsync(Ct)).Single();

        Assert.False(await portal.Get<RunErasure>().RunAsync(id, Ct));
        Assert.Equal("mail", (await scene.ReadAsync()).Erasure.Waits);
        Assert.True((await portal.Get<ReadContact>().RunAsync(scene.Person, Actors.Admin, Ct)).Ok);
        await Ok(portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, Ct));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(portal.Folder, "mail"), "*.eml"));
        Assert.True(await portal.Get<RunErasure>().RunAsync(id, Ct));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(portal.Folder, "mail")));
    }

    [Fact]
    public async Task It_waits_for_an_import_that_holds_the_person_and_for_a_hold_that_came_late()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        var import = await portal.UploadAsync($"email,status\r\n{Typed},true\r\n");
        await portal.StartAsync(import);
        await scene.ApproveAsync();
        var id = (await portal.Get<RunErasure>().OpenAsync(Ct)).Single();

        Assert.False(await portal.Get<RunErasure>().RunAsync(id, Ct));
        Assert.Equal("import", (await scene.ReadAsync()).Erasure.Waits);
        Assert.Equal(ImportState.Finished, await portal.RunAsync(import));
        await Ok(portal.Get<HoldRequest>().RunAsync(new(scene.Request, true, "A dispute"), Actors.Officer, Ct));
        Assert.False(await portal.Get<RunErasure>().RunAsync(id, Ct));
        Assert.Equal("legal-hold", (await scene.ReadAsync()).Erasure.Waits);
        await Ok(portal.Get<HoldRequest>().RunAsync(new(scene.Request, false, "Settled"), Actors.Officer, Ct));
        Assert.True(await portal.Get<RunErasure>().RunAsync(id, Ct));
    }

    [Fact]
    public async Task A_backup_from_before_is_brought_up_to_date_by_the_journal()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await using var backup = await RestoredAsync(portal);
        await scene.EraseAsync();
        File.Copy(portal.Get<DataDirectory>().JournalFile, backup.Get<DataDirectory>().JournalFile, overwrite: true);
        Assert.True((await backup.Get<ReadContact>().RunAsync(scene.Person, Actors.Admin, Ct)).Ok);

        Assert.Equal(1, await backup.Get<ReplayErasures>().RunAsync([], Ct));
        Assert.Equal(0, await backup.Get<ReplayErasures>().RunAsync([], Ct));
        Assert.False((await backup.Get<ReadContact>().RunAsync(scene.Person, Actors.Admin, Ct)).Ok);
        Assert.Equal(ReasonCode.Suppressed, await backup.World.ReasonAsync(Typed));
        Assert.Empty(await new TraceFinder(Typed, Canonical).TablesAsync(backup));
    }

    private static async Task<TestPortal> RestoredAsync(TestPortal portal)
    {
        var folder = Directory.CreateTempSubdirectory("portal").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(portal.Folder, "keys")))
        {
            File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "keys")).FullName, Path.GetFileName(file)));
        }

        await using (var db = portal.NewDb())
        {
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {Path.Combine(folder, "consentportal.db")}");
        }

        return await TestPortal.OnAsync(new(StringComparer.Ordinal) { ["ConsentPortal:DataDirectory"] = folder, ["ConsentPortal:Database:Provider"] = "Sqlite" }, folder);
    }

    private static async Task<JsonElement> ToldAsync(TestPortal portal)
    {
        await Ok(portal.Get<PlaceOutbox>().RunAsync(new(), Actor.System, Ct));
        var stream = portal.Services.GetServices<IOutgoingEvents>().Single(s => s.Kinds.Contains(OutgoingKinds.PersonErased));
        var slice = await stream.ReadAsync(new(0, await stream.HeadAsync(Ct), null, 100), [OutgoingKinds.PersonErased], Actors.Crm, Ct);
        return JsonSerializer.Deserialize<JsonElement>(Assert.Single(slice.Events).Data);
    }
}
