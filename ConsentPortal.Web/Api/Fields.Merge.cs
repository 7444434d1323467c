using System.Text.Json;
using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Web.Api;

// merge patches (RFC 7396): a member that is missing stays, null clears it
internal sealed partial class Fields
{
    /// <summary>Null clears.</summary>
    public string Merge(string name, string was, int? most = null) => !Has(name) ? Asked(name, was) : Text(name, most) ?? "";

    /// <summary>Null clears.</summary>
    public T? Merge<T>(string name, T? was) where T : struct, Enum => !Has(name) ? Asked(name, was) : Word<T>(name);

    /// <summary>There is always one.</summary>
    public T Merge<T>(string name, T was) where T : struct, Enum => !Has(name) ? Asked(name, was) : Cannot(name) ? was : Word<T>(name) ?? was;

    public bool Merge(string name, bool was) => !Has(name) ? Asked(name, was) : Cannot(name) ? was : Flag(name) ?? was;

    /// <summary>A whole number; null clears.</summary>
    public int? Merge(string name, int? was)
    {
        if (!Has(name) || Find(name) is not { } value)
        {
            return Has(name) ? null : Asked(name, was);
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        Refuse(name, "Send a whole number.");
        return was;
    }

    /// <summary>The list is the new one as a whole; null empties it.</summary>
    public IReadOnlyList<string> Merge(string name, IReadOnlyList<string> was, int most)
    {
        if (!Has(name))
        {
            return Asked(name, was);
        }

        List<string> texts = [];
        foreach (var entry in List(name, most, least: 0) ?? [])
        {
            if (TextOf(entry) is { } text)
            {
                texts.Add(text);
            }
            else
            {
                Refuse($"{name}[{texts.Count}]", "Send text here.");
                break;
            }
        }

        return texts;
    }

    /// <summary>By language: one that is missing stays, null takes it out; null for all of it empties it.</summary>
    public LocalText Merge(string name, LocalText was)
    {
        if (!Has(name) || Find(name) is not { } value)
        {
            return Has(name) ? LocalText.Empty : Asked(name, was);
        }

        if (Object(name) is not { } texts)
        {
            return was;
        }

        Dictionary<string, string> merged = new(was.Texts, StringComparer.OrdinalIgnoreCase);
        foreach (var language in value.EnumerateObject().Select(m => m.Name))
        {
            merged[language] = texts.Text(language) ?? "";
        }

        return new(merged);
    }

    /// <summary>True where the member was sent, be it as null.</summary>
    public bool Has(string name) => json.TryGetProperty(name, out _);

    private T Asked<T>(string name, T was)
    {
        asked.Add(name);
        return was;
    }

    private bool Cannot(string name)
    {
        if (Find(name) is not null)
        {
            return false;
        }

        Refuse(name, "It cannot be cleared. Leave it out to keep what it is.");
        return true;
    }
}
