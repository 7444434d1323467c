using System.Buffers;
using System.IO.Compression;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Looks for names in a PDF as a reader would read them: with their <c>#xx</c> escapes (ISO 32000-2 §7.3.5), and in object streams too
/// (§7.5.7), where most of today's writers keep their dictionaries. Those are the one thing that is unpacked, up to a bound for the whole file.</summary>
internal sealed class PdfNames
{
    private const int UnpackedMost = 32 << 20, UnpackedLeast = 4 << 10, FollowedMost = 64 << 20, Piece = 1 << 16, Head = 4, LongestName = 32, LongestWritten = 3 * LongestName;
    private static readonly SearchValues<byte> Ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);
    private static readonly SearchValues<byte> Numbers = SearchValues.Create("0123456789 \t\n\f\r"u8);

    private readonly HashSet<string> sought;
    private readonly HashSet<string> found = new(StringComparer.Ordinal);
    private int unpacked, followed;

    private PdfNames(IEnumerable<string> names) => sought = new(names, StringComparer.Ordinal);

    /// <summary>Those of the names (without their slash) that the file holds; null where an object stream cannot be looked into.</summary>
    public static IReadOnlySet<string>? Find(byte[] content, IEnumerable<string> names)
    {
        PdfNames looked = new(names);
        return looked.ReadFile(content) ? looked.found : null;
    }

    private bool ReadFile(byte[] content)
    {
        ReadOnlySpan<byte> file = content;
        Span<char> name = stackalloc char[LongestName];
        for (var at = 0; file[at..].IndexOf((byte)'/') is >= 0 and var next;)
        {
            at += next + 1;
            var read = Note(file[at..], name);
            if (read is "ObjStm" or "First" && !Follow(content, at))
            {
                return false;
            }
        }

        return true;
    }

    // a bound for all such looks together: a file of nothing but these names would be read to its end for each of them; nor is beginning a stream free
    private bool Follow(byte[] content, int at)
    {
        var end = at;
        var data = PdfStream.After(content, ref end);
        followed += end - at;
        return followed <= FollowedMost && (data is not { } start || ((unpacked += UnpackedLeast) <= UnpackedMost && Unpack(content, start)));
    }

    // in pieces, each with the end of the one before: a name may lie across
    private bool Unpack(byte[] content, int at)
    {
        using MemoryStream packed = new(content, at, content.Length - at);
        using ZLibStream plain = new(packed, CompressionMode.Decompress);
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            int kept = 0, read;
            for (var first = true; (read = plain.ReadAtLeast(piece.AsSpan(kept, Piece - kept), Piece - kept, throwOnEndOfStream: false)) > 0; first = false)
            {
                if ((unpacked += read) > UnpackedMost || (first && piece.AsSpan(0, Math.Min(Head, read)).ContainsAnyExcept(Numbers)))
                {
                    return false; // too much, or no object stream: it begins with the numbers of its objects, unless another filter lies over it
                }

                NoteAll(piece.AsSpan(0, kept + read));
                var rest = Math.Min(LongestWritten, kept + read);
                piece.AsSpan(kept + read - rest, rest).CopyTo(piece);
                kept = rest;
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
    }

    private void NoteAll(ReadOnlySpan<byte> piece)
    {
        Span<char> name = stackalloc char[LongestName];
        for (var at = 0; piece[at..].IndexOf((byte)'/') is >= 0 and var next;)
        {
            at += next + 1;
            Note(piece[at..], name);
        }
    }

    private ReadOnlySpan<char> Note(ReadOnlySpan<byte> rest, Span<char> name)
    {
        var read = Read(rest[..Math.Min(LongestWritten, rest.Length)], name);
        if (sought.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(read, out var hit))
        {
            found.Add(hit);
        }

        return read;
    }

    private static ReadOnlySpan<char> Read(ReadOnlySpan<byte> rest, Span<char> name)
    {
        var written = rest.IndexOfAny(Ends) is >= 0 and var end ? rest[..end] : rest;
        var length = 0;
        for (var at = 0; at < written.Length; at++, length++)
        {
            if (length == LongestName)
            {
                return [];
            }

            var escaped = written[at] == '#' && at + 2 < written.Length && char.IsAsciiHexDigit((char)written[at + 1]) && char.IsAsciiHexDigit((char)written[at + 2]);
            name[length] = escaped ? (char)Convert.FromHexString([(char)written[at + 1], (char)written[at + 2]])[0] : (char)written[at];
            at += escaped ? 2 : 0;
        }

        return name[..length];
    }
}
