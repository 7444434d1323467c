using System.Text;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>One prepared statement, held open: bind, step, read, reset, without the reader and parameter objects that a command makes at
/// every run. Used by the hot paths only; not safe for concurrent use. Parameters count from 1, columns from 0.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly nint native;

    public SqliteStatement(SqliteConnection connection, string sql)
        : this(connection.Handle!, sql)
    {
    }

    public SqliteStatement(sqlite3 connection, string sql)
    {
        database = connection;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        native = statement.DangerousGetHandle(); // good until Dispose, like the statement
    }

    public SqliteStatement Bind(int index, long value)
    {
        Check(SqliteCalls.BindLong(native, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, bool value) => Bind(index, value ? 1 : 0);

    public SqliteStatement Bind(int index, DateTimeOffset value) => Bind(index, value.UtcTicks);

    public SqliteStatement Bind(int index, DateTimeOffset? value) => value is { } time ? Bind(index, time) : BindNull(index);

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, index, value));
        return this;
    }

    /// <summary>Binds a hash without a copy: <paramref name="on"/> is memory of the caller's that stays where it is until the reset.</summary>
    public unsafe SqliteStatement Bind(int index, AddressHash hash, byte* on)
    {
        hash.Write(new(on, AddressHash.Length));
        Check(SqliteCalls.BindBlob(native, index, on, AddressHash.Length, 0));
        return this;
    }

    public SqliteStatement Bind(int index, byte[]? value) => value is null ? BindNull(index) : Bind(index, value.AsSpan());

    public SqliteStatement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_text(statement, index, value));
        return this;
    }

    public SqliteStatement Bind<T>(int index, T word) where T : struct, Enum
    {
        Check(raw.sqlite3_bind_text(statement, index, Utf8Words<T>.Of(word)));
        return this;
    }

    public SqliteStatement BindNull(int index)
    {
        Check(raw.sqlite3_bind_null(statement, index));
        return this;
    }

    /// <summary>Binds by name what EF gave a parameter.</summary>
    public void Bind(string name, object? value)
    {
        var index = raw.sqlite3_bind_parameter_index(statement, name);
        _ = value switch
        {
            null or DBNull => BindNull(index),
            long number => Bind(index, number),
            int number => Bind(index, number),
            bool yes => Bind(index, yes),
            string text => Bind(index, text),
            byte[] bytes => Bind(index, bytes.AsSpan()),
            _ => throw new NotSupportedException($"{name} is a {value.GetType().Name}."),
        };
    }

    /// <summary>True while there is a row.</summary>
    public bool Step()
    {
        var result = SqliteCalls.Step(native);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            var error = Error(result);
            Reset();
            throw error;
        }

        return false;
    }

    /// <summary>Makes ready for the next run; always, or the snapshot stays open.</summary>
    public void Reset() => _ = SqliteCalls.Reset(native);

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        _ = Step();
        Reset();
    }

    public bool IsNull(int column) => SqliteCalls.Type(native, column) == raw.SQLITE_NULL;

    public long Long(int column) => SqliteCalls.Long(native, column);

    public bool Bool(int column) => Long(column) != 0;

    public DateTimeOffset Time(int column) => new(Long(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a blob or text; theirs until the next step or reset.</summary>
    public unsafe ReadOnlySpan<byte> Blob(int column)
    {
        var bytes = SqliteCalls.Blob(native, column); // before the length: this order converts nothing
        return bytes == 0 ? default : new((void*)bytes, SqliteCalls.Bytes(native, column));
    }

    public byte[]? BlobOrNull(int column) => IsNull(column) ? null : Blob(column).ToArray();

    public T Word<T>(int column) where T : struct, Enum => Utf8Words<T>.Parse(Blob(column));

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Error(result);
        }
    }

    private SqliteException Error(int result) => new(raw.sqlite3_errmsg(database).utf8_to_string(), result & 0xFF, result);
}

/// <summary>Enum words as bytes, so that reading a row makes no string.</summary>
internal static class Utf8Words<T> where T : struct, Enum
{
    private static readonly (byte[] Word, T Value)[] Words = [.. Enum.GetValues<T>().Distinct().Select(v => (Encoding.UTF8.GetBytes(Kernel.Word.Of(v)), v))];
    private static readonly Dictionary<T, byte[]> ByValue = Words.ToDictionary(w => w.Value, w => w.Word);

    public static ReadOnlySpan<byte> Of(T value) => ByValue[value];

    public static T Parse(ReadOnlySpan<byte> word)
    {
        foreach (var (bytes, value) in Words)
        {
            if (word.SequenceEqual(bytes))
            {
                return value;
            }
        }

        throw new FormatException($"'{Encoding.UTF8.GetString(word)}' is no {typeof(T).Name}.");
    }
}
