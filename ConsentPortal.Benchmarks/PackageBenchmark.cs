using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary><c>package</c>: a copy of the data of one person with 100,000 answers, from the click to the sealed ZIP: events a second, the most managed
/// memory while it was made and by how much the whole process grew, against one SQL statement that is read to its end into one CSV and one JSON file of a ZIP. The portal writes each
/// event into five files, seals them twice and shows them in between; the reference writes two, in the open.</summary>
internal static class PackageBenchmark
{
    private const int Events = 100_000, Run = 2000;
    private const double MostMegabytes = 200;
    private const string Address = "ann@example.com";

    public static async Task RunAsync(Settings settings)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"consentportal-package-{Environment.ProcessId}");
        try
        {
            await using var services = BenchmarkStore.Services(folder);
            await services.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None);
            await FillAsync(services);
            var request = await AskAsync(services);
            List<double> portal = [], bare = [];
            var peak = default(Memory);
            for (var round = 0; round <= settings.Rounds; round++)
            {
                var (mine, most) = await MakeAsync(services, request);
                peak = peak.Or(most);
                var theirs = Reference(folder);
                if (round > 0) // the first one warms both
                {
                    portal.Add(Events / mine.TotalSeconds);
                    bare.Add(Events / theirs.TotalSeconds);
                }
            }

            Report.Ratio("package", "events/s", Report.Median(portal), Report.Median(bare), 0.1);
            Tell("managed", peak.Managed);
            Tell("process grew by", peak.Grown);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Tell(string whose, double megabytes)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"package, memory",-22} {whose,-16} at most {megabytes,6:N0} MB   allowed {MostMegabytes:N0} MB   {(megabytes <= MostMegabytes ? "reached" : "MISSED")}"));

    private static async Task FillAsync(ServiceProvider services)
    {
        var rules = await services.GetRequiredService<Rulebooks>().FreshAsync(CancellationToken.None);
        var (queue, ledger) = (services.GetRequiredService<WriteQueue>(), services.GetRequiredService<ConsentLedger>());
        _ = ContactPointKey.TryParse(Channel.Email, Address, out var key);
        PointDraft point = new() { Key = key, Typed = Address, Hash = services.GetRequiredService<AddressHasher>().Of(key), Channel = Channel.Email };
        var start = DateTimeOffset.UtcNow.AddDays(-30);
        for (var from = 0; from < Events; from += Run)
        {
            var said = Enumerable.Range(from, Run).Select(n => new ConsentProposal
            {
                Point = point, Profile = rules.Profile("default")!, Purpose = rules.Purpose("commercial")!, Status = n % 2 == 0 ? ConsentStatus.OptedIn : ConsentStatus.OptedOut, Action = ConsentAction.Ticked,
                ActorKind = ActorKind.Subject, Source = "benchmark", OccurredAt = start.AddSeconds(n), ReoptIn = ReoptIn.NewerAct, Evidence = new() { Wording = "I want to get the newsletter and offers of Example Ltd by email.", WordingVersion = "1", Language = "en" },
            }).ToList();
            await queue.RunAsync(async session =>
            {
                foreach (var one in said) // together they would be one answer: the last
                {
                    await ledger.WriteAsync(session, [one], CancellationToken.None);
                }

                return true;
            }, WriteLane.Bulk);
        }
    }

    private static async Task<Id<PrivacyRequest>> AskAsync(ServiceProvider services)
    {
        var opened = await services.GetRequiredService<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = Address, LastName = "Archer" }), Actor.System, CancellationToken.None);
        foreach (var state in (RequestState[])[RequestState.Acknowledged, RequestState.Verified])
        {
            await services.GetRequiredService<MoveRequest>().RunAsync(new(opened.Value.Id, state, "benchmark"), Actor.System, CancellationToken.None);
        }

        return opened.Value.Id;
    }

    private static async Task<(TimeSpan Took, Memory Most)> MakeAsync(ServiceProvider services, Id<PrivacyRequest> request)
    {
        var run = services.GetRequiredService<RunPackage>();
        GC.Collect();
        using CancellationTokenSource done = new();
        var watching = WatchAsync(done.Token);
        var started = Stopwatch.GetTimestamp();
        var built = await services.GetRequiredService<BuildPackage>().RunAsync(new(request), Actor.System, CancellationToken.None);
        await run.RunAsync(built.Value, CancellationToken.None);
        await services.GetRequiredService<ReleasePackage>().RunAsync(new(request, LookedAtOthers: true), Actor.System, CancellationToken.None);
        var ended = await run.RunAsync(built.Value, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(started);
        await done.CancelAsync();
        var view = (await services.GetRequiredService<ReadPackage>().RunAsync(request, Actor.System, CancellationToken.None)).Value;
        return ended == PackageState.Ready && view.Contents.Find("consent-history")?.Rows == Events ? (took, await watching) : throw new InvalidOperationException($"The package is {ended} and holds {string.Join(", ", view.Contents.Categories.Select(c => $"{c.Code} {c.Rows}"))}.");
    }

    private static async Task<Memory> WatchAsync(CancellationToken ct)
    {
        var (most, before) = (default(Memory), Environment.WorkingSet);
        while (!ct.IsCancellationRequested)
        {
            most = most.Or(new(GC.GetTotalMemory(forceFullCollection: false) / 1e6, (Environment.WorkingSet - before) / 1e6));
            await Task.Delay(5, CancellationToken.None);
        }

        return most;
    }

    private static TimeSpan Reference(string folder)
    {
        var started = Stopwatch.GetTimestamp();
        var path = Path.Combine(folder, "reference.zip");
        using (ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create))
        {
            Write(folder, zip.CreateEntry("history.csv", CompressionLevel.Fastest), (r, to) => CsvText.Write(to, Enumerable.Range(0, r.FieldCount).Select(at => Text(r, at))));
            Write(folder, zip.CreateEntry("history.json", CompressionLevel.Fastest), (r, to) => to.WriteLine(JsonSerializer.Serialize(Enumerable.Range(0, r.FieldCount).ToDictionary(r.GetName, at => Text(r, at)))));
        }

        File.Delete(path);
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Write(string folder, ZipArchiveEntry entry, Action<SqliteDataReader, TextWriter> line)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(folder, "consentportal.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT e.id, e.sequence, e.old_status, e.new_status, e.action, e.source, e.actor_kind, e.occurred_at, e.recorded_at, e.wording_version, e.wording_language, w.content, hex(e.leaf_hash), hex(e.wording_sha256)
            FROM consent_events e LEFT JOIN side_rows w ON w.id = e.wording_id ORDER BY e.point_id, e.id
            """;
        using StreamWriter to = new(entry.Open(), Encoding.UTF8);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            line(reader, to);
        }
    }

    private static string Text(SqliteDataReader r, int at) => Convert.ToString(r.GetValue(at), CultureInfo.InvariantCulture) ?? "";

    /// <summary>Megabytes. What the process grew by holds pages of the database that it maps, and code compiled the first time.</summary>
    private readonly record struct Memory(double Managed, double Grown)
    {
        public Memory Or(Memory other) => new(Math.Max(Managed, other.Managed), Math.Max(Grown, other.Grown));
    }
}
