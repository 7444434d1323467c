using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Database;

/// <summary>Writes rows by raw statements into exactly the columns that a release had, whatever today's mapping adds. A property is found
/// by its column's name (<c>key_hash</c> is <c>KeyHash</c>).</summary>
internal sealed class ReleasedRows(PortalDb db)
{
    private readonly bool sqlite = db.Database.GetDbConnection() is SqliteConnection;

    public async Task PutAllAsync(string table, IEnumerable<object> all, string columns)
    {
        foreach (var row in all)
        {
            await PutAsync(table, row, columns);
        }
    }

    public async Task PutAsync(string table, object row, string columns)
    {
        var names = columns.Split(' ');
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        for (var i = 0; i < names.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.Value = Stored(row.GetType().GetProperty(PropertyOf(names[i]))!.GetValue(row)) ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", names.Select((_, i) => $"@p{i}"))})";
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static string PropertyOf(string column) => column switch
    {
        "held_from" => "From",
        "held_until" => "Until",
        _ => string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..])),
    };

    private object? Stored(object? value) => value switch
    {
        Enum word => Word.Of(word),
        DateTimeOffset time => sqlite ? time.UtcTicks : time.ToUniversalTime(),
        LocalText text => text.ToJson(),
        List<string> list => sqlite ? "[]" : list.ToArray(),
        not null when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Id<>) => type.GetProperty(nameof(Id<>.Value))!.GetValue(value),
        _ => value,
    };
}
