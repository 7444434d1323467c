using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConsentPortal.Tests.Architecture;

/// <summary>A string literal of the source. The places of an interpolated one are numbered: <c>$"At most {most} rows."</c> is "At most {0} rows.".</summary>
internal readonly record struct Literal(string Text, int At);

/// <summary>Reads C# just well enough to find its string literals.</summary>
internal static class Literals
{
    /// <summary>Those of a piece of C#; comments, characters, verbatim and raw literals are passed over.</summary>
    public static IEnumerable<Literal> Of(string code)
    {
        for (var i = 0; i < code.Length;)
        {
            if (Skip(code, i) is var next && next > i)
            {
                i = next;
            }
            else if (code[i] == '"' || (code[i] == '$' && At(code, i + 1) == '"'))
            {
                var (text, end) = Read(code, i);
                yield return new(text, i);
                i = end;
            }
            else
            {
                i++;
            }
        }
    }

    /// <summary>From an opening bracket to behind its closing one.</summary>
    public static int Close(string code, int open)
    {
        var depth = 0;
        for (var i = open; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = EndOf(code, i + 1);
                    break;
                case '\'' when Character(code, i) is var length and > 0:
                    i += length - 1;
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}' when --depth == 0:
                    return i + 1;
            }
        }

        return code.Length;
    }

    /// <summary>The first argument between brackets, from behind the opening one.</summary>
    public static string First(string code, int open)
    {
        var close = Close(code, open);
        for (var i = open + 1; i < close - 1; i++)
        {
            if (code[i] == '"')
            {
                i = EndOf(code, i + 1);
            }
            else if (code[i] is '(' or '[' or '{')
            {
                i = Close(code, i) - 1;
            }
            else if (code[i] == ',')
            {
                return code[(open + 1)..i];
            }
        }

        return code[(open + 1)..Math.Max(open + 1, close - 1)];
    }

    private static int Skip(string code, int i)
    {
        if (Starts(code, i, "//"))
        {
            return code.IndexOf('\n', i) is var line and >= 0 ? line : code.Length;
        }

        if (Starts(code, i, "\"\"\"") || Starts(code, i, "$\"\"\"") || Starts(code, i, "$$\"\"\""))
        {
            var open = code.IndexOf("\"\"\"", i, StringComparison.Ordinal);
            return code.IndexOf("\"\"\"", open + 3, StringComparison.Ordinal) is var end and >= 0 ? end + 3 : code.Length;
        }

        if (Starts(code, i, "@\"") || Starts(code, i, "$@\"") || Starts(code, i, "@$\""))
        {
            var j = code.IndexOf('"', i) + 1;
            while (j < code.Length && (code[j] != '"' || At(code, j + 1) == '"'))
            {
                j += code[j] == '"' ? 2 : 1;
            }

            return j + 1;
        }

        return code[i] == '\'' ? i + Math.Max(1, Character(code, i)) : i;
    }

    private static (string Text, int End) Read(string code, int start)
    {
        var interpolated = code[start] == '$';
        var i = start + (interpolated ? 2 : 1);
        var places = 0;
        StringBuilder text = new();
        while (i < code.Length && code[i] != '"')
        {
            var two = code[i..Math.Min(i + 2, code.Length)];
            if (code[i] == '\\' || (interpolated && two is "{{" or "}}"))
            {
                text.Append(two);
                i += 2;
            }
            else if (interpolated && code[i] == '{')
            {
                var end = Close(code, i);
                text.Append(CultureInfo.InvariantCulture, $"{{{places++}{Format(code[(i + 1)..(end - 1)])}}}");
                i = end;
            }
            else
            {
                text.Append(code[i++]);
            }
        }

        return (Regex.Unescape(text.ToString().Replace("\\\"", "\"", StringComparison.Ordinal)), i + 1);
    }

    // "share:P0" has a format, "a ? b : c" has none
    private static string Format(string hole) => hole.Contains('?', StringComparison.Ordinal) || hole.Contains('"', StringComparison.Ordinal) || hole.LastIndexOf(':') is not (> 0 and var colon) ? "" : hole[colon..];

    private static int EndOf(string code, int i)
    {
        while (i < code.Length && code[i] != '"')
        {
            i += code[i] == '\\' ? 2 : 1;
        }

        return i;
    }

    private static int Character(string code, int i) => At(code, i + 1) == '\\' ? code.IndexOf('\'', i + 3) is var end and >= 0 ? end - i + 1 : 0 : At(code, i + 2) == '\'' ? 3 : 0;

    private static bool Starts(string code, int i, string with) => string.CompareOrdinal(code, i, with, 0, with.Length) == 0;

    private static char At(string code, int i) => i < code.Length ? code[i] : '\0';
}
