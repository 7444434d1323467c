using ConsentPortal.Core.Consent;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Opens walks over every address.</summary>
public sealed class PointScans(DatabaseOptions options, NpgsqlDataSource? source)
{
    public IPointScan Open(ScanScope scope) => source is null ? new SqlitePointScan(options.ConnectionString, scope) : new PostgresPointScan(source, scope);
}
