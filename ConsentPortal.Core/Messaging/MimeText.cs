using System.Globalization;
using System.Text;

namespace ConsentPortal.Core.Messaging;

/// <summary>Text in the ASCII clothes of mail: encoded words in headers (RFC 2047), quoted-printable in bodies (RFC 2045 §6.7).</summary>
internal static class MimeText
{
    private const int WordBytes = 39; // 52 characters of base64: with "Subject: " before it the line stays under 76
    private const int LineMost = 76;

    /// <summary>A subject: as it is where it is plain, else in encoded words.</summary>
    public static string Unstructured(string text) => IsPlain(text) && !text.Contains("=?", StringComparison.Ordinal) ? text : Words(text);

    /// <summary>A display name: quoted, or in encoded words.</summary>
    public static string Phrase(string name) => IsPlain(name) ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : Words(name);

    /// <summary>Lines of at most 76 characters, ended as mail wants them; the last one too.</summary>
    public static string QuotedPrintable(string text)
    {
        StringBuilder all = new(text.Length * 2);
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            Line(all, Encoding.UTF8.GetBytes(line));
            all.Append("\r\n");
        }

        return all.ToString();
    }

    private static void Line(StringBuilder all, byte[] bytes)
    {
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            var plain = b is > 32 and < 127 and not (byte)'=' || (b is 32 && i < bytes.Length - 1); // a space at the end of a line would be lost
            var size = plain ? 1 : 3;
            if (length + size > LineMost - 1)
            {
                all.Append("=\r\n");
                length = 0;
            }

            _ = plain ? all.Append((char)b) : all.Append('=').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            length += size;
        }
    }

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~');

    // cut between characters: a word holds whole ones
    private static string Words(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > WordBytes)
            {
                words.Add(Word(word.ToString()));
                word.Clear();
                bytes = 0;
            }

            word.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        words.Add(Word(word.ToString()));
        return string.Join("\r\n ", words);
    }

    private static string Word(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
}
