using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>A file of the package, as the manifest tells of it.</summary>
/// <param name="Sha256">In hex.</param>
public sealed record PackedFile(string Name, long Bytes, string Sha256);

/// <summary>The ZIP while it is written: one file after the other, never more than a portion of it in memory.</summary>
internal sealed class PackageArchive(Stream to, DateTimeOffset now) : IDisposable
{
    private readonly ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true);

    public List<PackedFile> Files { get; } = [];

    public async Task WriteAsync(string name, Func<PackageEntry, Task> write, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = now;
        await using var stream = await entry.OpenAsync(ct);
        using PackageEntry portion = new(stream);
        await write(portion);
        Files.Add(await portion.EndAsync(name, ct));
    }

    public void Dispose() => zip.Dispose();
}

/// <summary>One file of it: text is gathered here and leaves in portions.</summary>
internal sealed class PackageEntry(Stream to) : IDisposable
{
    private const int Portion = 1 << 16;
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }; // a file of its own, never inside HTML

    private readonly ArrayBufferWriter<byte> buffer = new(2 * Portion);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long size;

    /// <summary>A writer whose values go into this file; flush it before each <see cref="DrainAsync"/>.</summary>
    public Utf8JsonWriter Json() => new(buffer, Readable);

    public void Text(string text) => Encoding.UTF8.GetBytes(text, buffer);

    /// <summary>Lets a portion leave, once it is one.</summary>
    public ValueTask DrainAsync(CancellationToken ct) => buffer.WrittenCount < Portion ? ValueTask.CompletedTask : LeaveAsync(ct);

    public async Task<PackedFile> EndAsync(string name, CancellationToken ct)
    {
        await LeaveAsync(ct);
        return new(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public void Dispose() => hash.Dispose();

    private async ValueTask LeaveAsync(CancellationToken ct)
    {
        hash.AppendData(buffer.WrittenSpan);
        size += buffer.WrittenCount;
        await to.WriteAsync(buffer.WrittenMemory, ct);
        buffer.ResetWrittenCount();
    }
}
