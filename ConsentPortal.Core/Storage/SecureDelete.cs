using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ConsentPortal.Core.Storage;

/// <summary>Has SQLite overwrite with zeros whatever EF deletes or replaces, so that the file's free space keeps nothing of a person who was
/// erased. (The one writer sets it for itself.)</summary>
internal sealed class SecureDelete : DbConnectionInterceptor
{
    internal const string Pragma = "PRAGMA secure_delete=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        command.ExecuteNonQuery();
    }
}
