using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>Reads values straight off the body, for the calls that must be quick. A value of the wrong kind becomes a problem that names
/// its field, and is skipped.</summary>
internal static class JsonText
{
    public const int MostProblems = 50;

    public static string? Text(ref Utf8JsonReader json, List<Problem> problems, string field)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return json.GetString();
            case JsonTokenType.Null:
                return null;
            default:
                Refuse(ref json, problems, field, "Send text here.");
                return null;
        }
    }

    /// <summary>As <see cref="Text"/>, for what goes to the database as it is: NUL is no text there.</summary>
    public static string? Stored(ref Utf8JsonReader json, List<Problem> problems, string field)
    {
        var text = Text(ref json, problems, field);
        if (text?.Contains('\0', StringComparison.Ordinal) != true)
        {
            return text;
        }

        Refuse(ref json, problems, field, "This is no valid text.");
        return null;
    }

    public static bool Flag(ref Utf8JsonReader json, List<Problem> problems, string field)
    {
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
        {
            return json.TokenType == JsonTokenType.True;
        }

        Refuse(ref json, problems, field, "Send true or false.");
        return false;
    }

    public static T? Word<T>(ref Utf8JsonReader json, List<Problem> problems, string field, T? refused = null) where T : struct, Enum
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (json.TokenType == JsonTokenType.String && Core.Kernel.Word.TryParse<T>(json.GetString(), out var value) && !value.Equals(refused))
        {
            return value;
        }

        Refuse(ref json, problems, field, $"Send one of {string.Join(", ", Enum.GetValues<T>().Where(v => !v.Equals(refused)).Select(Core.Kernel.Word.Of))}.");
        return null;
    }

    public static DateTimeOffset? Time(ref Utf8JsonReader json, List<Problem> problems, string field)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (json.TokenType == JsonTokenType.String && ApiJson.TryReadTime(json.GetString(), out var time))
        {
            return time;
        }

        Refuse(ref json, problems, field, "Send an RFC 3339 time with its offset, such as 2026-01-01T00:00:00Z.");
        return null;
    }

    public static ConsentLevel? Level(ref Utf8JsonReader json, List<Problem> problems, string field)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var level) && level is >= 0 and <= (int)ConsentLevel.Profiling)
        {
            return (ConsentLevel)level;
        }

        Refuse(ref json, problems, field, "Send a whole number from 0 to 5.");
        return null;
    }

    /// <summary>Notes the problem and steps over the value, whatever it is.</summary>
    public static void Refuse(ref Utf8JsonReader json, List<Problem> problems, string field, string message)
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(Problem.Invalid(field, message));
        }

        json.Skip();
    }
}
