using System.Diagnostics;
using ConsentPortal.Core;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary>Fills a store once and keeps it: every point has two records (the purpose and a topic), written through the portal's own
/// ledger; every second point belongs to a contact.</summary>
internal static class BenchmarkStore
{
    private const int Run = 1000;

    public static string DataPath(Settings settings) => Path.Combine(settings.Folder, "data");

    public static string ReferencePath(Settings settings) => Path.Combine(settings.Folder, "reference.db");

    public static async Task<string> EnsureAsync(Settings settings)
    {
        var ready = Path.Combine(settings.Folder, "ready");
        var schema = Schema();
        if (!File.Exists(ready) || await File.ReadAllTextAsync(ready) != schema)
        {
            if (Directory.Exists(settings.Folder))
            {
                Directory.Delete(settings.Folder, recursive: true);
            }

            Directory.CreateDirectory(settings.Folder);
            var started = Stopwatch.GetTimestamp();
            await FillAsync(settings);
            FillReference(settings);
            await File.WriteAllTextAsync(ready, schema);
            Console.WriteLine($"filled the store in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        }

        return DataPath(settings);
    }

    public static ServiceProvider Services(string dataDirectory)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConsentPortal:DataDirectory"] = dataDirectory }).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddConsentPortalCore(configuration, "/").BuildServiceProvider();
    }

    /// <summary>The newest migration: a store of an older one is filled anew.</summary>
    private static string Schema()
    {
        using var services = Services(Path.GetTempPath());
        using var db = services.GetRequiredService<PortalDbFactory>().CreateDbContext();
        return db.Database.GetMigrations().Last();
    }

    private static async Task FillAsync(Settings settings)
    {
        await using var services = Services(DataPath(settings));
        await services.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None);
        var rules = await services.GetRequiredService<Rulebooks>().FreshAsync(CancellationToken.None);
        var (queue, ledger, hasher) = (services.GetRequiredService<WriteQueue>(), services.GetRequiredService<ConsentLedger>(), services.GetRequiredService<AddressHasher>());
        var ids = services.GetRequiredService<IdSource>();
        var (profile, purpose) = (rules.Profile("default")!, rules.Purpose("commercial")!);
        for (var from = 0; from < settings.Points; from += Run)
        {
            var proposals = Enumerable.Range(from, Math.Min(Run, settings.Points - from)).SelectMany(n => Proposals(n, profile, purpose, hasher)).ToList();
            await queue.RunAsync(async session =>
            {
                await ledger.WriteAsync(session, proposals, CancellationToken.None);
                AddContacts((SqliteConnection)session.Connection, (SqliteTransaction)session.Transaction, proposals, ids, session.Now);
                return true;
            }, WriteLane.Bulk);
        }
    }

    private static IEnumerable<ConsentProposal> Proposals(int n, ComplianceProfile profile, Purpose purpose, AddressHasher hasher)
    {
        _ = ContactPointKey.TryParse(Channel.Email, Addresses.Of(n), out var key);
        PointDraft point = new() { Key = key, Typed = Addresses.Of(n), Hash = hasher.Of(key), Channel = Channel.Email };
        ConsentProposal Say(Topic? topic, bool yes) => new()
        {
            Point = point, Profile = profile, Purpose = purpose, Topic = topic, Status = yes ? ConsentStatus.OptedIn : ConsentStatus.OptedOut,
            Action = ConsentAction.Import, ActorKind = ActorKind.Import, Source = "benchmark",
        };
        yield return Say(null, n % 5 != 0);
        yield return Say(purpose.Topics[0], n % 7 != 0);
    }

    private static void AddContacts(SqliteConnection connection, SqliteTransaction transaction, List<ConsentProposal> proposals, IdSource ids, DateTimeOffset now)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO contacts (id, kind, first_name, last_name, job_title, language, account_id, owner_id, fields, search_text, created_at, changed_at, version) VALUES ($contact, 'lead', 'Ann', 'Example', '', 'en', 0, 0, '{}', 'ann example', $now, $now, 0);
            INSERT INTO contact_states (contact_id, id, level, child, guardian_id, do_not_track, do_not_bulk, do_not_mail, do_not_phone, became_id, held_from) VALUES ($contact, $state, 'marketing', 0, 0, 0, 0, 0, 0, 0, $now);
            INSERT INTO contact_point_links (point_id, id, contact_id, held_from) VALUES ($point, $link, $contact, $now);
            """;
        foreach (var point in proposals.Select(p => p.Point).Distinct().Where((_, n) => n % 2 == 0))
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$contact", ids.Next());
            command.Parameters.AddWithValue("$state", ids.Next());
            command.Parameters.AddWithValue("$link", ids.Next());
            command.Parameters.AddWithValue("$point", point.Id.Value);
            command.Parameters.AddWithValue("$now", now.UtcTicks);
            command.ExecuteNonQuery();
        }
    }

    private static void FillReference(Settings settings)
    {
        using SqliteConnection connection = new($"Data Source={ReferencePath(settings)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; CREATE TABLE reference (address TEXT PRIMARY KEY, status TEXT NOT NULL) WITHOUT ROWID";
        command.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO reference VALUES ($address, $status)";
        var (address, status) = (command.Parameters.Add("$address", SqliteType.Text), command.Parameters.Add("$status", SqliteType.Text));
        for (var n = 0; n < settings.Points; n++)
        {
            (address.Value, status.Value) = (Addresses.Of(n), n % 5 != 0 ? "optedIn" : "optedOut");
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
