using ConsentPortal.Core;
using ConsentPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConsentPortal.Tests.Testing;

/// <summary>Empty, upgraded databases, copied from a template that is made once a run.</summary>
public static class TestDatabase
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);
    private static readonly SemaphoreSlim Copying = new(1, 1);

    /// <summary>Settings of a new database of this kind with its data under <paramref name="folder"/>.</summary>
    public static async Task<Dictionary<string, string?>> NewAsync(DatabaseProvider provider, string folder)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal) { ["ConsentPortal:DataDirectory"] = folder, ["ConsentPortal:Database:Provider"] = provider.ToString() };
        if (provider == DatabaseProvider.Sqlite)
        {
            File.Copy(await SqliteTemplate.Value, Path.Combine(folder, "consentportal.db"));
            return settings;
        }

        var template = await PostgresTemplate.Value;
        var cluster = await PostgresCluster.GetAsync();
        var name = cluster.NewName();
        await Copying.WaitAsync(); // one copy of a template at a time
        try
        {
            await using var connection = new NpgsqlConnection(cluster.ConnectionTo("postgres"));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy", connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            Copying.Release();
        }

        settings["ConnectionStrings:ConsentPortal"] = cluster.ConnectionTo(name);
        return settings;
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("template").FullName;
        await UpgradeAsync(new(StringComparer.Ordinal) { ["ConsentPortal:DataDirectory"] = folder });
        SqliteConnection.ClearAllPools();
        return Path.Combine(folder, "consentportal.db");
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        var cluster = await PostgresCluster.GetAsync();
        const string Name = "template_portal";
        var folder = Directory.CreateTempSubdirectory("template").FullName;
        await UpgradeAsync(new(StringComparer.Ordinal)
        {
            ["ConsentPortal:DataDirectory"] = folder, ["ConsentPortal:Database:Provider"] = "PostgreSql", ["ConnectionStrings:ConsentPortal"] = cluster.ConnectionTo(Name),
        });
        NpgsqlConnection.ClearAllPools();
        return Name;
    }

    private static async Task UpgradeAsync(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(new TestClock(daysBefore: 14)).AddConsentPortalCore(configuration, "/").BuildServiceProvider();
        await services.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None);
    }
}
