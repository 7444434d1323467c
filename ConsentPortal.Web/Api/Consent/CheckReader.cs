using System.Buffers;
using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Reads the body of <c>/consent/check</c> in one pass. A field that it does not know is refused: a misspelt <c>topic</c> that were
/// overlooked would ask another question than the sender meant.</summary>
internal static class CheckReader
{
    /// <summary>Throws where the body is no JSON; everything else that is wrong becomes a problem of the call.</summary>
    public static void Read(in ReadOnlySequence<byte> body, CheckCall call)
    {
        Utf8JsonReader json = new(body, isFinalBlock: true, new(new() { MaxDepth = 16 }));
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadField(ref json, call);
        }

        json.Read(); // whatever follows the object is no JSON
        Require(call);
    }

    private static void ReadField(ref Utf8JsonReader json, CheckCall call)
    {
        var problems = call.Problems;
        if (Is(ref json, "items"u8))
        {
            ReadItems(ref json, call);
        }
        else if (Is(ref json, "profile"u8))
        {
            call.Profile = JsonText.Text(ref json, problems, "profile");
        }
        else if (Is(ref json, "purpose"u8))
        {
            call.Purpose = JsonText.Text(ref json, problems, "purpose");
        }
        else if (Is(ref json, "topic"u8))
        {
            call.Topic = JsonText.Text(ref json, problems, "topic");
        }
        else if (Is(ref json, "channel"u8))
        {
            call.Channel = JsonText.Word<Channel>(ref json, problems, "channel", refused: Channel.None);
        }
        else
        {
            ReadOption(ref json, call);
        }
    }

    private static void ReadOption(ref Utf8JsonReader json, CheckCall call)
    {
        var problems = call.Problems;
        if (Is(ref json, "minimumLevel"u8))
        {
            call.Minimum = JsonText.Level(ref json, problems, "minimumLevel");
        }
        else if (Is(ref json, "at"u8))
        {
            call.At = JsonText.Time(ref json, problems, "at");
        }
        else if (Is(ref json, "explain"u8))
        {
            call.Explain = JsonText.Flag(ref json, problems, "explain");
        }
        else if (Is(ref json, "links"u8))
        {
            call.Links = JsonText.Flag(ref json, problems, "links");
        }
        else if (Is(ref json, "messageRef"u8))
        {
            call.MessageRef = JsonText.Stored(ref json, problems, "messageRef");
        }
        else if (Is(ref json, "sender"u8))
        {
            call.Sender = JsonText.Word<SenderKind>(ref json, problems, "sender");
        }
        else
        {
            Unknown(ref json, problems, "");
        }
    }

    private static void ReadItems(ref Utf8JsonReader json, CheckCall call)
    {
        call.HasItems = true;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            JsonText.Refuse(ref json, call.Problems, "items", "Send a list of items.");
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadItem(ref json, call);
            }
            else
            {
                JsonText.Refuse(ref json, call.Problems, $"items[{call.Run.Items.Count}]", "Send an object with an address.");
                call.Run.Items.Add(default);
            }
        }
    }

    private static void ReadItem(ref Utf8JsonReader json, CheckCall call)
    {
        string? address = null, contact = null, reference = null;
        var problems = call.Problems.Count;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref json, "address"u8))
            {
                address = json.TokenType == JsonTokenType.String ? json.GetString() : JsonText.Text(ref json, call.Problems, Path(call, "address"));
            }
            else if (Is(ref json, "ref"u8))
            {
                reference = json.TokenType == JsonTokenType.String ? json.GetString() : JsonText.Text(ref json, call.Problems, Path(call, "ref"));
            }
            else if (Is(ref json, "contact"u8))
            {
                contact = JsonText.Stored(ref json, call.Problems, Path(call, "contact"));
            }
            else
            {
                Unknown(ref json, call.Problems, $"items[{call.Run.Items.Count}].");
            }
        }

        if (address is null && problems == call.Problems.Count && problems < JsonText.MostProblems)
        {
            call.Problems.Add(Problem.Invalid(Path(call, "address"), "Send the address."));
        }

        call.Run.Items.Add(new(address ?? "", contact, reference));
    }

    private static void Require(CheckCall call)
    {
        Require(call, "profile", call.Profile, "Send the code of a profile.");
        Require(call, "purpose", call.Purpose, "Send the code of a purpose.");
        if (call.Run.Items.Count is 0 or > CheckConsent.MaxItems && !call.Problems.Exists(p => p.Field == "items"))
        {
            call.Problems.Add(Problem.Invalid("items", $"Send 1 to {CheckConsent.MaxItems} items{(call.HasItems ? $"; this call has {call.Run.Items.Count}" : "")}."));
        }

        if (call.MessageRef?.Length > MessageReference.TextMaxLength)
        {
            call.Problems.Add(Problem.Invalid("messageRef", $"At most {MessageReference.TextMaxLength} characters."));
        }
    }

    private static void Require(CheckCall call, string field, string? value, string message)
    {
        if (value is null && !call.Problems.Exists(p => p.Field == field))
        {
            call.Problems.Add(Problem.Invalid(field, message));
        }
    }

    // the name under the reader; where it is this one, the reader moves on to the value
    private static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();

    private static void Unknown(ref Utf8JsonReader json, List<Problem> problems, string path)
    {
        var name = json.GetString();
        json.Read();
        JsonText.Refuse(ref json, problems, $"{path}{name}", "There is no such field here.");
    }

    private static string Path(CheckCall call, string field) => $"items[{call.Run.Items.Count}].{field}";
}
