using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConsentPortal.Core.Kernel;

/// <summary>The spellings under which a person's addresses and full names may lie in free text, in JSON and in files: what an erasure looks
/// for. Case does not matter; in files UTF-8, UTF-16 and Latin-1 are looked for.</summary>
public sealed class Traces
{
    private const int Shortest = 5; // less would be found in texts about others
    private readonly byte[][] patterns;

    public Traces(IEnumerable<string> texts)
    {
        Words = [.. texts.Where(t => t.Length >= Shortest).SelectMany(Spellings).Select(Lower).Distinct(StringComparer.Ordinal)];
        patterns = [.. Words.SelectMany(Encodings).DistinctBy(Convert.ToHexString, StringComparer.Ordinal)];
        Longest = patterns.Length == 0 ? 0 : patterns.Max(p => p.Length);
    }

    /// <summary>In lower case as far as ASCII goes, which is as far as every database goes.</summary>
    public IReadOnlyList<string> Words { get; }

    public bool IsEmpty => Words.Count == 0;

    /// <summary>Bytes of the longest spelling: so much of the end of a block is looked at again with the next.</summary>
    internal int Longest { get; }

    public static Traces Of(PersonalDataSubject subject) => new(subject.Addresses.Concat(subject.Names));

    /// <summary>Only what belongs to nobody else: two people may have one name.</summary>
    public static Traces OfAddresses(PersonalDataSubject subject) => new(subject.Addresses);

    /// <summary>As a row holds them too: first and last name in columns side by side.</summary>
    public static Traces InPages(PersonalDataSubject subject) => new(subject.Addresses.Concat(subject.Names).Concat(subject.Names.Select(n => n.Replace(" ", "", StringComparison.Ordinal))));

    public bool In(string? text) => !string.IsNullOrEmpty(text) && Lower(text) is var lower && Words.Any(w => lower.Contains(w, StringComparison.Ordinal));

    /// <summary>Puts the bytes into lower case where they lie, and looks.</summary>
    internal bool InBlock(Span<byte> block)
    {
        Lower(block);
        foreach (var pattern in patterns)
        {
            if (block.IndexOf(pattern) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public async Task<bool> InFileAsync(string path, CancellationToken ct)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
        await using TraceStream look = new(this);
        await file.CopyToAsync(look, TraceStream.Block, ct);
        return look.Found;
    }

    // as typed; in JSON, and in JSON within JSON; in a URL; in HTML
    private static IEnumerable<string> Spellings(string text)
    {
        foreach (var one in (string[])[text, text.ToLowerInvariant(), text.ToUpperInvariant()])
        {
            yield return one;
            yield return Escaped(one);
            yield return Escaped(Escaped(one));
            yield return Uri.EscapeDataString(one);
            yield return WebUtility.HtmlEncode(one);
            yield return HtmlEncoder.Default.Encode(one);
            yield return one.Replace(' ', '+');
        }
    }

    private static string Escaped(string text) => JsonSerializer.Serialize(text)[1..^1];

    private static IEnumerable<byte[]> Encodings(string word)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1])
        {
            var bytes = encoding.GetBytes(word);
            Lower(bytes);
            yield return bytes;
        }
    }

    private static string Lower(string text) => string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
        }
    });

    private static void Lower(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] |= (byte)((uint)(bytes[i] - 'A') <= 'Z' - 'A' ? 0x20 : 0);
        }
    }
}

/// <summary>Bytes go in, block after block; tells whether a trace was among them, also over the seam of two blocks.</summary>
public sealed class TraceStream(Traces traces) : Stream
{
    public const int Block = 1 << 17;
    private readonly byte[] window = new byte[Block + traces.Longest];
    private int kept;

    public bool Found { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0 && !Found && !traces.IsEmpty)
        {
            var some = Math.Min(Block, buffer.Length);
            buffer[..some].CopyTo(window.AsSpan(kept));
            var filled = window.AsSpan(0, kept + some);
            Found = traces.InBlock(filled);
            kept = Math.Min(traces.Longest - 1, filled.Length);
            filled[^kept..].CopyTo(window);
            buffer = buffer[some..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
