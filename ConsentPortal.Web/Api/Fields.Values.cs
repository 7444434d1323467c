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
