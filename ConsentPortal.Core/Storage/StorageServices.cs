using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ConsentPortal.Core.Storage;

internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, string baseFolder)
    {
        DataDirectory data = new(Path.Combine(baseFolder, configuration["ConsentPortal:DataDirectory"] ?? "data"));
        var options = Options(configuration, data);
        services.AddSingleton(data).AddSingleton(options);
        services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3); // else the model has no passkeys
        services.AddSingleton<WriteGate>();
        services.AddSingleton<PortalDbFactory>();
        services.AddSingleton<IDbContextFactory<PortalDb>>(sp => sp.GetRequiredService<PortalDbFactory>());
        services.AddScoped<PortalDb>(sp => sp.GetRequiredService<PortalDbFactory>().CreateDbContext());
        services.AddSingleton<HeldRows>();
        services.AddSingleton<RetiredRows>();
        services.AddSingleton<UpgradeDatabase>();
        services.AddSingleton<Demo.FillDemo>();
        services.AddSingleton<Demo.DemoCopy>();
        services.AddSingleton<Demo.DemoCopySteps>();
        services.AddSingleton<Demo.SeedPeople>();
        services.AddSingleton<NodeNumber>();
        services.AddSingleton<NodeLeaseWorker>();
        services.AddHostedService(sp => sp.GetRequiredService<NodeLeaseWorker>());
        services.AddSingleton<Journal>();
        services.AddDataProtection().SetApplicationName("ConsentPortal");
        services.AddSingleton<KeyRepository>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => sp.GetRequiredService<KeyRepository>());
        if (!options.IsSqlite)
        {
            services.AddSingleton(_ => NpgsqlDataSource.Create(options.ConnectionString));
        }

        services.AddSingleton<FactReaders>(sp => new(options, sp.GetService<NpgsqlDataSource>()));
        services.AddSingleton<PointScans>(sp => new(options, sp.GetService<NpgsqlDataSource>()));
        services.AddSingleton<LedgerReaders>(sp => new(options, sp.GetService<NpgsqlDataSource>()));
        services.AddSingleton<IWriterConnection>(sp =>
        {
            var (databases, clock) = (sp.GetRequiredService<PortalDbFactory>(), sp.GetRequiredService<TimeProvider>());
            return options.IsSqlite
                ? new SqliteWriterConnection(options.ConnectionString, sp.GetRequiredService<WriteGate>(), databases.CreateOn, clock)
                : new PostgresWriterConnection(sp.GetRequiredService<NpgsqlDataSource>(), databases.CreateOn, clock);
        });
        services.AddSingleton<WriteQueue>();
        services.AddSingleton<Rehearsals>();
        services.AddSingleton<FreeSpace>();
        services.AddSingleton<DeadRows>(sp => new(sp.GetService<NpgsqlDataSource>(), sp.GetRequiredService<Microsoft.Extensions.Logging.ILogger<DeadRows>>()));
        services.AddSingleton<IErasesPersonalData, SideRowsErasure>();
        services.AddSingleton<PortalLock>();
        services.AddSingleton<Traffic>();
        return services;
    }

    private static DatabaseOptions Options(IConfiguration configuration, DataDirectory data)
    {
        var word = configuration["ConsentPortal:Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(word, ignoreCase: true, out var provider))
        {
            throw new SettingException($"ConsentPortal:Database:Provider is '{word}'. Say Sqlite or PostgreSql.");
        }

        var connection = configuration.GetConnectionString("ConsentPortal");
        return provider switch
        {
            DatabaseProvider.Sqlite => new(provider, connection ?? new SqliteConnectionStringBuilder { DataSource = data.Database }.ToString()),
            _ when string.IsNullOrWhiteSpace(connection) => throw new SettingException("PostgreSql needs ConnectionStrings:ConsentPortal, such as Host=…;Database=…;Username=…;Password=…."),
            _ => new(provider, Sound(connection)),
        };
    }

    // the message names the wrong word, never the password beside it
    private static string Sound(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).ConnectionString;
        }
        catch (ArgumentException error)
        {
            throw new SettingException($"ConnectionStrings:ConsentPortal: {error.Message.Split('\n')[0]}", error);
        }
    }
}
