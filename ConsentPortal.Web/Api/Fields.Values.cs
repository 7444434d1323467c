using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

// members that are more than text: words of a fixed set, times, yes or no, levels
internal sealed partial class Fields
{
    public T? Word<T>(string name, params ReadOnlySpan<T> refused) where T : struct, Enum
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && Core.Kernel.Word.TryParse<T>(Read(value), out var word) && !refused.Contains(word))
        {
            return word;
        }

        var (known, not) = (Enum.GetValues<T>(), refused.ToArray());
        Refuse(name, $"Say one of {string.Join(", ", known.Except(not).Select(Core.Kernel.Word.Of))}.");
        return null;
    }

    /// <summary>A word that must be there.</summary>
    public T Needed<T>(string name) where T : struct, Enum
    {
        var before = problems.Count;
        var word = Word<T>(name);
        if (word is null && problems.Count == before)
        {
            Refuse(name, $"Say one of {string.Join(", ", Core.Kernel.Word.All<T>())}.");
        }

        return word ?? default;
    }

    /// <summary>The channel, which must be there.</summary>
    public Channel NeedChannel()
    {
        var before = problems.Count;
        var channel = Word("channel", Channel.None);
        if (channel is null && problems.Count == before)
        {
            Refuse("channel", "Say the channel: email, sms, voice, push or custom.");
        }

        return channel ?? default;
    }

    /// <summary>An instant: RFC 3339 with its offset.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && ApiJson.TryReadTime(Read(value), out var time))
        {
            return time;
        }

        Refuse(name, "Send an RFC 3339 time with its offset, such as 2026-01-01T00:00:00Z.");
        return null;
    }

    /// <summary>Texts by name; empty when it is missing.</summary>
    public Dictionary<string, string> Texts(string name, int most)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (var member in Object(name) is null ? [] : Find(name)!.Value.EnumerateObject())
        {
            if (TextOf(member.Value) is not { } text || texts.Count == most)
            {
                Refuse($"{name}.{member.Name}", texts.Count == most ? $"At most {most} of them." : "Send text here.");
                break;
            }

            texts[member.Name] = text;
        }

        return texts;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.ValueKind == JsonValueKind.True;
        }

        Refuse(name, "Send true or false.");
        return null;
    }

    /// <summary>An object of texts by name, in which numbers and true or false count as texts; null when it is missing.</summary>
    /// <param name="nulls">Null for a member clears it; else it is left out.</param>
    public IReadOnlyDictionary<string, string?>? Values(string name, bool nulls = true)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse(name, "Send an object here.");
            return null;
        }

        Dictionary<string, string?> values = new(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject().Where(m => nulls || m.Value.ValueKind != JsonValueKind.Null))
        {
            values[member.Name] = member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? member.Value.GetRawText() : TextOf(member.Value);
            if (values[member.Name] is null && member.Value.ValueKind != JsonValueKind.Null)
            {
                Refuse($"{name}.{member.Name}", "Send text, a number, true or false here.");
            }
        }

        return values;
    }

    /// <summary>A consent level: a whole number from 0 to 5.</summary>
    public ConsentLevel? Level(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var level) && level is >= 0 and <= (int)ConsentLevel.Profiling)
        {
            return (ConsentLevel)level;
        }

        Refuse(name, "Send a whole number from 0 to 5.");
        return null;
    }
}
