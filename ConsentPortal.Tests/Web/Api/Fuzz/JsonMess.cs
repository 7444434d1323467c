using System.Text;
using System.Text.Json;

namespace ConsentPortal.Tests.Web.Api.Fuzz;

/// <summary>Makes a mess of a good JSON text: values of the wrong kind, size or sense, members lost, doubled or misspelt, broken bytes.</summary>
internal sealed class JsonMess(int seed)
{
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1e400", "9223372036854775808", "-0.5", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\\ufeff\"", "\"😀\"", "[]", "{}", "[null]", "{\"a\":{\"b\":[1]}}", "\"NaN\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2026-02-30T00:00:00Z\"", "\"2026-01-01\"", "\"optedin\"", "\"'; DROP TABLE contacts;--\"", "\"=cmd|' /C calc'!A0\"", "\"../../etc/passwd\"",
        "\"<script>alert(1)</script>\"", "\"a\\r\\nX-Evil: 1\"", "\"%00\"", "\"\\u0001@\\u007f\"", $"\"{new string('x', 70_000)}\"", $"{new string('[', 100)}{new string(']', 100)}", "12345678901234567890123456789012345678901234567890",
    ];

    private readonly Random random = new(seed);

    /// <summary>One way of breaking it, by chance.</summary>
    public byte[] Of(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return random.Next(10) switch
        {
            0 => Bytes(bytes),
            1 => [.. bytes, .. Encoding.UTF8.GetBytes(Pick(Values))],
            2 => Encoding.Unicode.GetBytes(json),
            _ => json.TrimStart() is ['{' or '[' or '"', ..] ? Value(bytes) : Bytes(bytes),
        };
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private byte[] Value(byte[] json)
    {
        var spans = Spans(json);
        var (start, end, name) = Pick(spans);
        var with = name ? Pick((string[])["\"\"", "\"nothingLikeIt\"", "\"items\"", "\"profile\"", "\"\\ud800\"", "\"\\u0000\""]) : Pick(Values);
        return [.. json[..start], .. Encoding.UTF8.GetBytes(with), .. json[end..]];
    }

    private byte[] Bytes(byte[] json)
    {
        var at = random.Next(json.Length);
        return random.Next(5) switch
        {
            0 => json[..at],
            1 => [.. json[..at], 0xC3, 0x28, .. json[at..]],
            2 => [0xEF, 0xBB, 0xBF, .. json],
            3 => [.. json[..at], 0, .. json[at..]],
            _ => [.. json[..at], (byte)(json[at] ^ (1 << random.Next(8))), .. json[(at + 1)..]],
        };
    }

    // where each value and each name stands
    private static List<(int Start, int End, bool Name)> Spans(byte[] json)
    {
        List<(int, int, bool)> spans = [];
        Stack<int> open = [];
        Utf8JsonReader reader = new(json, new JsonReaderOptions { AllowMultipleValues = true }); // lines of JSON are JSON too
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    spans.Add((open.Pop(), (int)reader.BytesConsumed, false));
                    break;
                default:
                    var start = (int)reader.TokenStartIndex;
                    var end = reader.TokenType == JsonTokenType.PropertyName ? start + reader.ValueSpan.Length + 2 : (int)reader.BytesConsumed;
                    spans.Add((start, end, reader.TokenType == JsonTokenType.PropertyName));
                    break;
            }
        }

        return spans;
    }
}
