using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConsentPortal.Core.Kernel;

/// <summary>One spelling of a JSON text (RFC 8785): members in the order of their UTF-16 code units, no spaces, shortest escapes. What is
/// signed is signed in this form, so a file that was only indented anew stays genuine.</summary>
public static class CanonicalJson
{
    private const long ExactMost = 1L << 53;

    /// <summary>UTF-8 of the object without the members named. Throws <see cref="JsonException"/> for what has no canonical form.</summary>
    public static byte[] Of(JsonElement element, params string[] without)
    {
        StringBuilder text = new();
        Write(text, element, without);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, JsonElement element, string[] without)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Join(text, '{', '}', element.EnumerateObject().Where(p => !without.Contains(p.Name, StringComparer.Ordinal)).OrderBy(p => p.Name, StringComparer.Ordinal), member =>
                {
                    Write(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value, []);
                });
                break;
            case JsonValueKind.Array:
                Join(text, '[', ']', element.EnumerateArray(), item => Write(text, item, []));
                break;
            case JsonValueKind.String:
                Write(text, Read(element));
                break;
            case JsonValueKind.Number:
                text.Append(Number(element));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void Join<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ",");
            write(item);
            first = false;
        }

        text.Append(close);
    }

    // half a surrogate pair has no UTF-8
    private static string Read(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A text cannot be written as UTF-8.", error);
        }
    }

    // the portal writes whole numbers only; others get a form that no signature of ours has
    private static string Number(JsonElement element) => element.TryGetInt64(out var whole) && Math.Abs(whole) <= ExactMost
        ? whole.ToString(CultureInfo.InvariantCulture) : element.GetDouble().ToString("R", CultureInfo.InvariantCulture);

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        text.Append('"');
    }
}
