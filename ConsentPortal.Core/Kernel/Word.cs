using System.Collections.Concurrent;
using System.Text.Json;

namespace ConsentPortal.Core.Kernel;

/// <summary>Enums as the words that the database, the API and the exports use: <c>NonRestrictive</c> is <c>nonRestrictive</c>.</summary>
public static class Word
{
    private static readonly ConcurrentDictionary<Enum, string> Untyped = new();

    public static string Of<T>(T value) where T : struct, Enum => Words<T>.ByValue.TryGetValue(value, out var word) ? word : throw new ArgumentOutOfRangeException(nameof(value), value, null);

    public static string Of(Enum value) => Untyped.GetOrAdd(value, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));

    /// <summary>Exact match of the word; throws on anything else, because a stored word that we do not know is a fault.</summary>
    public static T Parse<T>(string word) where T : struct, Enum => TryParse<T>(word, out var value) ? value : throw new FormatException($"'{word}' is no {typeof(T).Name}.");

    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum
    {
        value = default;
        return word is not null && Words<T>.ByWord.TryGetValue(word, out value);
    }

    /// <summary>All words in the order of the enum, for messages that say what is possible.</summary>
    public static IEnumerable<string> All<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().Distinct().ToDictionary(v => v, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));

        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }
}
