using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>Imports of the tests, through the verbs that the wizard calls.</summary>
internal static class ImportScene
{
    public static string DataFile(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    public static async Task<Id<ImportJob>> UploadAsync(this TestPortal portal, string csv, string name = "file.csv")
    {
        using MemoryStream content = new(Encoding.UTF8.GetBytes(csv));
        return await portal.UploadAsync(content, name);
    }

    public static async Task<Id<ImportJob>> UploadAsync(this TestPortal portal, Stream content, string name)
        => (await portal.Get<UploadImport>().RunAsync(new(name, content), Actors.Analyst, CancellationToken.None)).Value;

    public static async Task<ReadImport.View> ReadAsync(this TestPortal portal, Id<ImportJob> id)
        => (await portal.Get<ReadImport>().RunAsync(id, Actors.Analyst, CancellationToken.None))!;

    public static async Task StartAsync(this TestPortal portal, Id<ImportJob> id, Func<ImportOptions, ImportOptions>? with = null)
    {
        var guessed = (await portal.ReadAsync(id)).Options with { CreateTopics = false };
        var started = await portal.Get<StartImport>().RunAsync(new(id, with?.Invoke(guessed) ?? guessed), Actors.Analyst, CancellationToken.None);
        Assert.True(started.Ok, started.Problem?.Message);
    }

    public static async Task<ImportState> RunAsync(this TestPortal portal, Id<ImportJob> id)
        => (await portal.Get<RunImport>().RunAsync(new(id), Actor.System, CancellationToken.None)).Value;

    /// <summary>Uploads, starts and runs; answers the finished import.</summary>
    public static async Task<ReadImport.View> ImportAsync(this TestPortal portal, string csv, Func<ImportOptions, ImportOptions>? with = null)
    {
        var id = await portal.UploadAsync(csv);
        await portal.StartAsync(id, with);
        Assert.Equal(ImportState.Finished, await portal.RunAsync(id));
        return await portal.ReadAsync(id);
    }

    public static async Task AskAsync(this TestPortal portal, Id<ImportJob> id, string reason = "wrong file", bool keepOptOuts = false)
    {
        var asked = await portal.Get<UndoImport>().RunAsync(new(id, reason, keepOptOuts), Actors.Analyst, CancellationToken.None);
        Assert.True(asked.Ok, asked.Problem?.Message);
    }

    /// <summary>Asks for it and does it; answers what became of the answers.</summary>
    public static async Task<UndoCounts> UndoAsync(this TestPortal portal, Id<ImportJob> id, string reason = "wrong file", bool keepOptOuts = false)
    {
        await portal.AskAsync(id, reason, keepOptOuts);
        Assert.Equal(ImportState.Finished, (await portal.Get<RunUndo>().RunAsync(new(id), Actor.System, CancellationToken.None)).Value);
        return (await portal.ReadAsync(id)).Undo!.Counts;
    }

    public static async Task<DryRunReport> DryRunAsync(this TestPortal portal, string csv, Func<ImportOptions, ImportOptions>? with = null)
    {
        var id = await portal.UploadAsync(csv);
        var guessed = (await portal.ReadAsync(id)).Options with { CreateTopics = false };
        var outcome = await portal.Get<DryRunImport>().RunAsync(new(id, with?.Invoke(guessed) ?? guessed), Actors.Admin, CancellationToken.None);
        Assert.True(outcome.Ok, outcome.Problem?.Message);
        return outcome.Value;
    }

    public static async Task<string> RejectedAsync(this TestPortal portal, Id<ImportJob> id)
    {
        StringWriter text = new();
        await portal.Get<ReadRejected>().RunAsync(id, _ => text, Actors.Analyst, CancellationToken.None);
        return text.ToString();
    }

    /// <summary>Every stored answer as <c>address,purpose,topic,status</c>, sorted by bytes.</summary>
    public static async Task<List<string>> StatesAsync(this TestPortal portal, Channel channel = Channel.Email)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        await using var db = portal.NewDb();
        var rows = await (from record in db.Set<ConsentRecord>() join point in db.Set<ContactPoint>() on record.PointId equals point.Id where point.Channel == channel
                          select new { point.Canonical, record.PurposeId, record.TopicId, record.Status }).ToListAsync();
        return rows.Select(r => $"{r.Canonical},{rules.Purpose(r.PurposeId)!.Code},{rules.Topic(r.TopicId)?.Code},{Word.Of(r.Status)}").Order(StringComparer.Ordinal).ToList();
    }

    public static Task DoubleOptInAsync(this TestPortal portal) => portal.World.RuleAsync(async (db, _) =>
    {
        var profile = await db.Set<ComplianceProfile>().Include(p => p.States).SingleAsync(p => p.Code == "default");
        profile.State.Close(portal.Clock.Now());
        profile.States.Add(new() { Id = portal.Get<IdSource>().Next<ProfileState>(), ProfileId = profile.Id, From = portal.Clock.Now(), DoubleOptIn = true });
    });
}
