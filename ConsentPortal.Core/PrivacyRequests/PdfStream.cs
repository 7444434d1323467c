namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>From an entry of a PDF dictionary to the bytes of its stream (ISO 32000-2 §7.3): over strings, comments and inner dictionaries, so
/// that nothing written in them can pass for the keyword.</summary>
internal static class PdfStream
{
    /// <summary>Where the stream of the dictionary begins that <paramref name="at"/> lies in; null where it has none. Moves it to where the look ended.</summary>
    public static int? After(ReadOnlySpan<byte> file, ref int at)
    {
        for (var depth = 0; at < file.Length; at++)
        {
            var two = at + 1 < file.Length && file[at] == file[at + 1];
            switch (file[at])
            {
                case (byte)'(':
                    at = Text(file, at);
                    break;
                case (byte)'%':
                    at = Line(file, at);
                    break;
                case (byte)'<' when two:
                    (depth, at) = (depth + 1, at + 1);
                    break;
                case (byte)'>' when two && depth == 0:
                    at += 2;
                    return Data(file, ref at);
                case (byte)'>' when two:
                    (depth, at) = (depth - 1, at + 1);
                    break;
            }
        }

        return null;
    }

    private static int? Data(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length && (file[at] is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)'\f' or 0 || file[at] == '%'))
        {
            at = file[at] == '%' ? Line(file, at) : at + 1;
        }

        if (at >= file.Length || !file[at..].StartsWith("stream"u8))
        {
            return null;
        }

        at += "stream".Length;
        at += at < file.Length && file[at] == '\r' ? 1 : 0;
        at += at < file.Length && file[at] == '\n' ? 1 : 0;
        return at;
    }

    // brackets may lie within one another, and a backslash takes the next sign with it
    private static int Text(ReadOnlySpan<byte> file, int at)
    {
        for (var depth = 0; at < file.Length; at++)
        {
            switch (file[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return at;
            }
        }

        return at;
    }

    private static int Line(ReadOnlySpan<byte> file, int at) => file[at..].IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? at + end : file.Length;
}
