using System.Data.Common;
using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentPortal.Tests.Testing;

/// <summary>Somebody with the database's password: changes rows behind the portal's back, and puts them back at the end.</summary>
public sealed class Tampering : IAsyncDisposable
{
    private readonly PortalDb db;
    private readonly string table;

    private Tampering(PortalDb db, string table)
    {
        this.db = db;
        this.table = table;
    }

    public static async Task<Tampering> WithAsync(TestPortal portal, string table)
    {
        Tampering tampering = new(portal.NewDb(), table);
        await tampering.db.Database.OpenConnectionAsync();
        await tampering.RunAsync($"CREATE TEMP TABLE kept AS SELECT * FROM {table}");
        return tampering;
    }

    /// <summary>Changes one bit of one column of one row; null becomes something.</summary>
    public async Task FlipAsync(IProperty column, string where, params object[] values)
    {
        var name = column.GetColumnName();
        await using var read = Command($"SELECT {name} FROM {table} WHERE {where}", values);
        var old = await read.ExecuteScalarAsync();
        await RunAsync($"UPDATE {table} SET {name} = @p{values.Length} WHERE {where}", [.. values, Flipped(old is DBNull ? null : old, column)]);
    }

    /// <summary>Runs one statement; the values are @p0, @p1, …</summary>
    public async Task<int> RunAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"DELETE FROM {table}");
        await RunAsync($"INSERT INTO {table} SELECT * FROM kept");
        await RunAsync("DROP TABLE kept");
        await db.DisposeAsync();
    }

    public static IReadOnlyList<IProperty> Columns<T>(TestPortal portal)
    {
        using var any = portal.NewDb();
        return [.. any.Model.FindEntityType(typeof(T))!.GetProperties()];
    }

    private DbCommand Command(string sql, object[] values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{i}";
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static object Flipped(object? old, IProperty column)
    {
        var stored = column.GetTypeMapping().Converter?.ProviderClrType ?? column.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        if ((Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType) is { IsEnum: true } words)
        {
            return Enum.GetValues(words).Cast<Enum>().Select(Word.Of).First(w => w != (string?)old); // another word that can be read
        }

        return Type.GetTypeCode(stored) switch
        {
            TypeCode.Int64 => ((long?)old ?? 0) ^ (1L << 33),
            TypeCode.Int32 => Convert.ToInt32(old ?? 0, CultureInfo.InvariantCulture) ^ (1 << 10),
            TypeCode.Boolean => !Convert.ToBoolean(old, CultureInfo.InvariantCulture),
            TypeCode.String => old is string { Length: > 0 } text ? $"{(char)(text[0] ^ 1)}{text[1..]}" : "x",
            _ when stored == typeof(byte[]) => FlippedBytes((byte[]?)old),
            _ when stored == typeof(DateTimeOffset) => new DateTimeOffset((DateTime?)old ?? DateTime.UnixEpoch).AddTicks(10),
            _ => throw new NotSupportedException(stored.Name),
        };
    }

    private static byte[] FlippedBytes(byte[]? old)
    {
        byte[] bytes = old is { Length: > 0 } ? [.. old] : [0];
        bytes[bytes.Length / 2] ^= 1;
        return bytes;
    }
}
