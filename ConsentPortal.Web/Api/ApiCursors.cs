using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Places in lists as callers hand them back: opaque, signed, and good for the one list and filter that gave them. A place is an id or
/// a number, never an address or a name: cursors stand in URLs.</summary>
internal sealed class ApiCursors(KeyRings rings)
{
    private const int MacLength = 9;
    private const int MostLength = 400;

    public ApiQuery Query(HttpRequest request) => new(request, this);

    /// <param name="list">The path and filter of the list.</param>
    public string Write(string list, string place)
    {
        var (id, key) = rings.Secrets.Current;
        var text = Encoding.UTF8.GetBytes(place);
        var bytes = new byte[1 + MacLength + text.Length];
        bytes[0] = id;
        Sign(key, list, text).AsSpan(0, MacLength).CopyTo(bytes.AsSpan(1));
        text.CopyTo(bytes.AsSpan(1 + MacLength));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null for anything that this list did not give.</summary>
    public string? Read(string list, string cursor)
    {
        if (cursor.Length > MostLength || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= 1 + MacLength || rings.Secrets.Find(bytes[0]) is not { } key)
        {
            return null;
        }

        var text = bytes[(1 + MacLength)..];
        return CryptographicOperations.FixedTimeEquals(Sign(key, list, text).AsSpan(0, MacLength), bytes.AsSpan(1, MacLength)) ? Encoding.UTF8.GetString(text) : null;
    }

    private static byte[] Sign(byte[] key, string list, byte[] place)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"list {list}\n"));
        hash.AppendData(place);
        return hash.GetHashAndReset();
    }
}
