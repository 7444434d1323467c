using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Looks for texts in every column of every table and in every byte of every file, in each clothing that a text can wear. Written apart
/// from what the product itself looks with.</summary>
internal sealed class TraceFinder
{
    private readonly List<byte[]> patterns = [];

    public TraceFinder(params string[] texts)
    {
        foreach (var text in texts.SelectMany(t => new[] { t, t.ToLowerInvariant(), t.ToUpperInvariant() }).Distinct(StringComparer.Ordinal))
        {
            Add(Encoding.UTF8.GetBytes(text));
            Add(Encoding.Unicode.GetBytes(text));
            Add(Encoding.BigEndianUnicode.GetBytes(text));
            Add(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text)[1..^1]));
            Add(Encoding.UTF8.GetBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)));
            Add(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(JsonSerializer.Serialize(text)[1..^1])[1..^1]));
            Add(Encoding.UTF8.GetBytes(Uri.EscapeDataString(text)));
            Add(Encoding.UTF8.GetBytes(System.Net.WebUtility.HtmlEncode(text)));
            Add(Encoding.UTF8.GetBytes(HtmlEncoder.Default.Encode(text)));
            for (var shift = 0; shift < 3; shift++)
            {
                // whatever stands before it: the middle of its base64 is one of three
                var middle = Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(text)]);
                Add(Encoding.ASCII.GetBytes(middle[4..^4]));
            }
        }
    }

    public bool In(ReadOnlySpan<byte> bytes)
    {
        foreach (var pattern in patterns)
        {
            if (bytes.IndexOf(pattern) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The tables of which a row holds one of them, each with its columns.</summary>
    public async Task<SortedSet<string>> TablesAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal).ToList())
        {
            await LookAsync(db, table, found);
        }

        return found;
    }

    /// <summary>The files under the data directory that hold one of them, the database and its log among them.</summary>
    public SortedSet<string> Files(TestPortal portal) => new(Directory.EnumerateFiles(portal.Folder, "*", SearchOption.AllDirectories).Where(f => In(Bytes(f))).Select(f => Path.GetRelativePath(portal.Folder, f)), StringComparer.Ordinal);

    /// <summary>The tables of a PostgreSQL server, with what they keep apart and their indexes, whose file holds one of them; none elsewhere.</summary>
    public async Task<SortedSet<string>> PostgresFilesAsync(TestPortal portal)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        if (portal.Provider != DatabaseProvider.PostgreSql)
        {
            return found;
        }

        await using var db = portal.NewDb();
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "CHECKPOINT; SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relkind IN ('r', 't', 'i') AND oid >= 16384";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            _ = In((byte[])rows.GetValue(1)) && found.Add(rows.GetString(0));
        }

        return found;
    }

    private async Task LookAsync(PortalDb db, string table, SortedSet<string> found)
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            for (var i = 0; i < rows.FieldCount; i++)
            {
                var bytes = rows.GetValue(i) switch { string text => Encoding.UTF8.GetBytes(text), byte[] raw => raw, string[] texts => Encoding.UTF8.GetBytes(string.Join('\n', texts)), _ => [] };
                if (In(bytes))
                {
                    found.Add($"{table}.{rows.GetName(i)}");
                }
            }
        }
    }

    private static byte[] Bytes(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Add(byte[] pattern)
    {
        if (pattern.Length > 5)
        {
            patterns.Add(pattern);
        }
    }
}
