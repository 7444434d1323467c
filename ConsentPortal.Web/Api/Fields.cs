using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>The members of one JSON object as they are asked for. What is wrong is collected with its path (<c>items[0].address</c>), so that
/// the sender mends everything at once.</summary>
internal sealed partial class Fields(JsonElement json, string path, List<Problem> problems)
{
    private readonly List<string> asked = [];

    public List<Problem> Problems => problems;

    /// <summary>The text of a member; null when it is missing, null or no text.</summary>
    public string? Text(string name, int? most = null)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(name, "Send text here.");
            return null;
        }

        var text = Read(value);
        if (text is null)
        {
            Refuse(name, "This is no valid text.");
        }
        else if (text.Length > most)
        {
            Refuse(name, $"At most {most} characters.");
        }

        return text;
    }

    /// <summary>A member that must be there.</summary>
    public string Need(string name, string message, int? most = null)
    {
        var before = problems.Count;
        var text = Text(name, most);
        if (string.IsNullOrEmpty(text) && problems.Count == before)
        {
            Refuse(name, message);
        }

        return text ?? "";
    }

    /// <summary>An object inside this one; null when it is missing, null or no object.</summary>
    public Fields? Object(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new(value, $"{path}{name}.", problems);
        }

        Refuse(name, "Send an object here.");
        return null;
    }

    /// <summary>A list with this many entries; null when it is missing or no list.</summary>
    public IReadOnlyList<JsonElement>? List(string name, int most, int least = 1)
    {
        if (Find(name) is not { } value)
        {
            if (least > 0)
            {
                Refuse(name, $"Send {least} to {most} {name}.");
            }

            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Refuse(name, $"Send a list of {name}.");
            return null;
        }

        var count = value.GetArrayLength();
        if (count < least || count > most)
        {
            Refuse(name, $"Send {least} to {most} {name}; this call has {count}.");
            return null;
        }

        return [.. value.EnumerateArray()];
    }

    /// <summary>Notes that a member is wrong.</summary>
    public void Refuse(string name, string message) => problems.Add(Problem.Invalid($"{path}{name}", message));

    /// <summary>Refuses whatever was not asked for: a misspelt name that is overlooked would change what the call means.</summary>
    public void NoOthers(string message = "There is no such field here.")
    {
        foreach (var member in json.EnumerateObject().Where(m => !asked.Contains(m.Name, StringComparer.Ordinal)))
        {
            Refuse(member.Name, message);
        }
    }

    /// <summary>The text of an entry of a list; null when it is none.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? Read(value) : null;

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    // null for half a surrogate pair and for NUL, which no database holds
    private static string? Read(JsonElement value)
    {
        try
        {
            var text = value.GetString();
            return text?.Contains('\0', StringComparison.Ordinal) == true ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
