using System.Collections;
using System.Globalization;

namespace ConsentPortal.Core.Kernel;

/// <summary>Gathers the fields of a record in a form that other programs read (ISO 8601 in UTC, words, numbers without grouping). What is
/// empty is left out: a package says what there is.</summary>
public sealed class PersonalFields : IEnumerable<PersonalField>
{
    private readonly List<PersonalField> items = [];

    public IReadOnlyList<PersonalField> Items => items;

    /// <summary>Held about the person.</summary>
    public PersonalFields Add(string name, object? value, bool ofOthers = false, bool sensitive = false) => Put(name, value, new("", "", OfOthers: ofOthers, Sensitive: sensitive));

    /// <summary>Given by the person, typed or by what they did (GDPR art. 20).</summary>
    public PersonalFields Given(string name, object? value, bool ofOthers = false, bool sensitive = false) => Put(name, value, new("", "", Provided: true, ofOthers, sensitive));

    /// <summary>Given by the person or not, as the row says.</summary>
    public PersonalFields Add(PersonalField field) => Put(field.Name, field.Value, field);

    /// <summary>Held, and never handed out to anybody: the person learns that it is there.</summary>
    public PersonalFields Deny(string name)
    {
        items.Add(new(name, "", Denied: true));
        return this;
    }

    public IEnumerator<PersonalField> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private PersonalFields Put(string name, object? value, PersonalField like)
    {
        if (TextOf(value) is { Length: > 0 } text)
        {
            items.Add(like with { Name = name, Value = text });
        }

        return this;
    }

    private static string TextOf(object? value) => value switch
    {
        null or false or 0L or 0 => "",
        string text => text,
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        true => "true",
        Enum word => Word.Of(word),
        byte[] { Length: > 0 } bytes => Convert.ToHexStringLower(bytes),
        byte[] => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
