using System.Data.Common;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentPortal.Core.Storage;

/// <summary>Makes short-lived contexts for verbs and questions: a circuit outlives any sensible context.</summary>
public sealed class PortalDbFactory(DatabaseOptions options, WriteGate gate, IdSource ids, TimeProvider clock, IServiceProvider services) : IDbContextFactory<PortalDb>
{
    private readonly DbContextOptions own = Build(options, services,
        b => _ = options.IsSqlite ? b.UseSqlite(options.ConnectionString).AddInterceptors(gate, new SecureDelete()) : b.UseNpgsql(options.ConnectionString));

    public PortalDb CreateDbContext()
    {
        var db = With(options.IsSqlite ? new SqlitePortalDb((DbContextOptions<SqlitePortalDb>)own) : new PostgresPortalDb((DbContextOptions<PostgresPortalDb>)own));
        db.Gate = options.IsSqlite ? gate : null;
        return db;
    }

    /// <summary>A context on a connection and in a transaction that somebody else owns: the write queue, which holds the gate already.</summary>
    public PortalDb CreateOn(DbConnection connection) => With(options.IsSqlite
        ? new SqlitePortalDb((DbContextOptions<SqlitePortalDb>)Build(options, services, b => b.UseSqlite(connection)))
        : new PostgresPortalDb((DbContextOptions<PostgresPortalDb>)Build(options, services, b => b.UseNpgsql(connection))));

    private PortalDb With(PortalDb db)
    {
        db.Ids = ids;
        db.Time = clock;
        return db;
    }

    private static DbContextOptions Build(DatabaseOptions options, IServiceProvider services, Action<DbContextOptionsBuilder> connect)
    {
        DbContextOptionsBuilder builder = options.IsSqlite ? new DbContextOptionsBuilder<SqlitePortalDb>() : new DbContextOptionsBuilder<PostgresPortalDb>();
        connect(builder);
        builder.UseApplicationServiceProvider(services).ConfigureWarnings(w => w.Ignore(
            CoreEventId.ManyServiceProvidersCreatedWarning,
            CoreEventId.RowLimitingOperationWithoutOrderByWarning)); // counting stops at a limit; which rows it counted does not matter
        if (options.IsSqlite)
        {
            builder.ReplaceService<IMigrationsSqlGenerator, Dialect.ClusteredTables>();
        }

        return builder.Options;
    }
}
