using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Tells a save that somebody else overtook from one that failed.</summary>
internal static class LostRaces
{
    /// <summary>The row has another version by now, or a row of this key is there already. A full disk or a broken connection is no race.</summary>
    public static bool IsLostRace(this DbUpdateException error) => error is DbUpdateConcurrencyException || error.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY,
        _ => false,
    };
}
