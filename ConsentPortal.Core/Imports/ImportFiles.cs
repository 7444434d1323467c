using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What reading a file through once tells: bytes, SHA-256, encoding, and about how many records it holds.</summary>
public sealed record ImportFileFacts(long Size, byte[] Hash, string Encoding, long Records);

/// <summary>The copies of imported files under the data directory, by made-up names.</summary>
public sealed class ImportFiles(DataDirectory data)
{
    public string PathOf(ImportJob job) => PathOf(job.StoredName);

    public bool Has(ImportJob job) => job.StoredName.Length > 0 && File.Exists(PathOf(job));

    /// <summary>Once it is read to its end, the file is only a copy of addresses that no erasure would reach.</summary>
    public void Delete(ImportJob job) => Delete(job.StoredName);

    internal string PathOf(string storedName) => Path.Combine(data.Uploads, storedName);

    internal void Delete(string storedName)
    {
        if (storedName.Length > 0) // else it never had a copy
        {
            File.Delete(PathOf(storedName));
        }
    }

    internal static string NameFor(Id<ImportJob> job) => string.Create(CultureInfo.InvariantCulture, $"{job}.csv");

    /// <summary>Copies the stream to the disk while it comes in.</summary>
    internal async Task<ImportFileFacts> ReceiveAsync(string storedName, Stream content, CancellationToken ct)
    {
        var path = PathOf(storedName);
        try
        {
            await using var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
            var facts = await ReadAsync(content, copy, ct);
            copy.Flush(flushToDisk: true);
            return facts;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Looks at a file where it lies.</summary>
    public static async Task<ImportFileFacts> InspectAsync(string path, CancellationToken ct)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
        return await ReadAsync(content, null, ct);
    }

    private static async Task<ImportFileFacts> ReadAsync(Stream content, Stream? copy, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        Looker looker = new();
        long size = 0;
        try
        {
            while (await content.ReadAsync(buffer, ct) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                looker.See(buffer.AsSpan(0, read), first: size == 0);
                if (copy is not null)
                {
                    await copy.WriteAsync(buffer.AsMemory(0, read), ct);
                }

                size += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new(size, hash.GetHashAndReset(), looker.Encoding, Math.Max(0, looker.Lines - 1));
    }

    // is it UTF-8 throughout, and how many line ends stand outside quotes?
    private sealed class Looker
    {
        private static readonly SearchValues<byte> Marks = SearchValues.Create("\"\n"u8);
        private readonly Decoder utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        private readonly char[] decoded = new char[128 * 1024 + 4];
        private bool isUtf8 = true, isUtf16, quoted, open;
        private long ended;

        public long Lines => ended + (open ? 1 : 0);

        // what Windows programs write when they do not write Unicode; a file with a UTF-16 mark is recognised by that
        public string Encoding => isUtf8 || isUtf16 ? "utf-8" : "windows-1252";

        public void See(ReadOnlySpan<byte> bytes, bool first)
        {
            isUtf16 |= first && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
            isUtf8 = isUtf8 && !isUtf16 && Decodes(bytes);
            while (true)
            {
                var at = bytes.IndexOfAny(Marks);
                if (at < 0)
                {
                    open |= bytes.Length > 0;
                    return;
                }

                open |= at > 0 || bytes[at] == '"';
                if (bytes[at] == '"')
                {
                    quoted = !quoted;
                }
                else if (!quoted && open)
                {
                    (ended, open) = (ended + 1, false);
                }

                bytes = bytes[(at + 1)..];
            }
        }

        private bool Decodes(ReadOnlySpan<byte> bytes)
        {
            try
            {
                utf8.GetChars(bytes, decoded, flush: false);
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}
