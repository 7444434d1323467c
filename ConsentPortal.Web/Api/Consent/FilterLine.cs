using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>One line as it came: where the address stands in the run's bytes (quotes included), to be given back as it was written.</summary>
internal readonly record struct FilterLine(int Start, int Length)
{
    public bool IsReadable => Length > 0;

    /// <summary>False for a blank line, which is none. A line that cannot be read is one without an address.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, int offset, out FilterLine line, out CheckItem item)
    {
        (line, item) = (default, default);
        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            return false;
        }

        var content = text[start..(text.LastIndexOfAnyExcept(" \t\r\n"u8) + 1)];
        if (content is [(byte)'"', .., (byte)'"'] && content.Length > 2 && IsPlain(content[1..^1]))
        {
            line = new(offset + start, content.Length);
            item = new(Encoding.ASCII.GetString(content[1..^1]));
        }
        else
        {
            ReadJson(content, offset + start, out line, out item);
        }

        return true;
    }

    // printable ASCII without quotes and escapes: what nearly every address is
    private static bool IsPlain(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !text.ContainsAny((byte)'"', (byte)'\\');

    private static void ReadJson(ReadOnlySpan<byte> content, int offset, out FilterLine line, out CheckItem item)
    {
        (line, item) = (default, default);
        try
        {
            Utf8JsonReader json = new(content);
            json.Read();
            if (json.TokenType == JsonTokenType.String)
            {
                (line, item) = (Place(ref json, offset), new(json.GetString()!));
            }
            else if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(ref json, offset, ref line, ref item);
            }

            if (json.Read() || item.Address is null)
            {
                (line, item) = (default, default);
            }
        }
        catch (Exception error) when (ApiBody.IsMalformed(error))
        {
            (line, item) = (default, default);
        }
    }

    private static void ReadObject(ref Utf8JsonReader json, int offset, ref FilterLine line, ref CheckItem item)
    {
        string? address = null, contact = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isAddress, isContact) = (json.ValueTextEquals("address"u8), json.ValueTextEquals("contact"u8));
            json.Read();
            if (isAddress && json.TokenType == JsonTokenType.String)
            {
                (line, address) = (Place(ref json, offset), json.GetString());
            }
            else if (isContact && json.TokenType is JsonTokenType.String or JsonTokenType.Null)
            {
                contact = json.GetString();
            }
            else if (isAddress || isContact)
            {
                throw new JsonException(); // another kind of value: whom it means is anybody's guess
            }
            else
            {
                json.Skip();
            }
        }

        if (contact?.Contains('\0', StringComparison.Ordinal) == true)
        {
            throw new JsonException(); // no database holds it
        }

        item = new(address!, contact);
    }

    private static FilterLine Place(ref Utf8JsonReader json, int offset) => new(offset + (int)json.TokenStartIndex, json.ValueSpan.Length + 2);
}
