using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Cli;

/// <summary>A data directory, a generated file, and looks into the database from outside.</summary>
internal sealed class VerbScene(TestPortal portal, Dictionary<string, string?> settings) : IAsyncDisposable
{
    public Dictionary<string, string?> Settings => settings;

    public static async Task<VerbScene> NewAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var folder = Directory.CreateTempSubdirectory("verb").FullName;
        var settings = await TestDatabase.NewAsync(provider, folder);
        return new(await TestPortal.OnAsync(settings, folder), settings);
    }

    public IServiceProvider Services => portal.Services;

    public string PathTo(string name) => Path.Combine(portal.Folder, name);

    // every address once; a tenth says no, some are refused, some say nothing
    public string Write(int rows)
    {
        var path = PathTo("many.csv");
        using StreamWriter file = new(path);
        file.WriteLine("id,email,topic,status,date");
        for (var i = 0; i < rows; i++)
        {
            var status = (i % 100) switch { < 5 => "bounced", < 10 => "no", < 12 => "perhaps", 12 => "", _ => "yes" };
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i},p{i}@example.com,{(i % 2 == 0 ? "newsletter" : "")},{status},2025-01-{1 + i % 28:00}"));
        }

        return path;
    }

    public sealed record View(ImportJob? Job, List<ConsentEvent> Events);

    public async Task<View> LookAsync()
    {
        await using var db = portal.NewDb();
        return new(await db.Set<ImportJob>().AsNoTracking().SingleOrDefaultAsync(), await db.Set<ConsentEvent>().AsNoTracking().ToListAsync());
    }

    public async Task WaitForRowsAsync(double share, PortalProcess working)
    {
        while (!working.HasEnded)
        {
            await using var db = portal.NewDb();
            var job = await db.Set<ImportJob>().AsNoTracking().SingleOrDefaultAsync();
            if (job is not null && (share == 0 ? job.State != ImportState.Draft : ReadImport.Share(job) > share))
            {
                return;
            }

            await Task.Delay(10);
        }
    }

    public async Task WaitForLockAsync()
    {
        while (!File.Exists(portal.Get<DataDirectory>().LockFile))
        {
            await Task.Delay(20);
        }
    }

    public async Task<int> CountAsync()
    {
        await using var db = portal.NewDb();
        return await db.Set<ConsentEvent>().CountAsync();
    }

    public static async Task WaitForAsync(Func<Task<bool>> wanted)
    {
        for (var tries = 0; tries < 1200 && !await wanted(); tries++)
        {
            await Task.Delay(50);
        }
    }

    public async Task AssertWholeAsync(int rows)
    {
        var (job, events) = await LookAsync();
        var counts = ImportCounts.FromJson(job!.Counts);
        Assert.Equal(ImportState.Finished, job.State);
        Assert.Equal((rows, rows / 10, rows / 100 * 87, rows / 100), ((int)counts.Total, (int)counts.OptedOut, (int)counts.OptedIn, (int)counts.Skipped));
        Assert.Equal((rows / 100 * 97, rows / 100 * 97), (events.Count, events.Select(e => e.PointId).Distinct().Count()));
        await using var db = portal.NewDb();
        Assert.Equal((rows / 50, rows / 50), (await db.Set<RejectedRow>().CountAsync(), await db.Set<RejectedRow>().Select(r => r.Row).Distinct().CountAsync()));
        Assert.Equal(rows / 100 * 97, await db.Set<ConsentRecord>().CountAsync());
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actors.Officer, default)).Value.Fault);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
