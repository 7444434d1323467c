using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsentPortal.Core.Imports;

/// <summary>How a file of another product is told, as data (<c>Products/products.json</c>). Column names are compared without case, accents and
/// punctuation; <c>a|b</c> = either, a closing <c>*</c> = whatever follows.</summary>
internal sealed record ProductSignature
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>In the order in which they are tried; the first that fits is it.</summary>
    public static readonly IReadOnlyList<ProductSignature> All = Load();

    public required string Product { get; init; }

    /// <summary>What of the product: <c>unsubscribed</c>, <c>contacts</c> …</summary>
    public required string Holds { get; init; }

    /// <summary>Where the columns are documented.</summary>
    public required string Source { get; init; }

    /// <summary>Every one of these is there.</summary>
    [JsonPropertyName("all")]
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>None of these is there.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>And nothing besides these; empty = whatever else.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The file's name holds this, spelled with or without dashes; <c>a|b</c> = either.</summary>
    public string File { get; init; } = "";

    /// <summary>Fields by their column; an empty one is never guessed.</summary>
    public IReadOnlyDictionary<ImportField, string> Columns { get; init; } = new Dictionary<ImportField, string>();

    public IReadOnlyDictionary<string, StatusMeaning> Words { get; init; } = new Dictionary<string, StatusMeaning>(StringComparer.Ordinal);

    /// <summary>What all its rows say.</summary>
    public StatusMeaning? FileStatus { get; init; }

    /// <summary>A file full of opt-ins is only believed where its name begins with this.</summary>
    public string YesFile { get; init; } = "";

    public DateForm Dates { get; init; }

    public string? Zone { get; init; }

    /// <summary>Columns that hold consent too, each of which takes a pass of its own.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What a person should know about it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether a column is one of <c>a|b|c*</c>.</summary>
    public static bool Is(string header, string names) => names.Length > 0 && names.Split('|').Any(n => n.EndsWith('*')
        ? ColumnGuess.Plain(header).StartsWith(ColumnGuess.Plain(n), StringComparison.Ordinal) && ColumnGuess.Plain(header).Length > ColumnGuess.Plain(n).Length
        : ColumnGuess.Plain(header) == ColumnGuess.Plain(n));

    public bool Fits(IReadOnlyList<string> headers, string fileName) => Needs.All(n => headers.Any(h => Is(h, n))) && !None.Any(n => headers.Any(h => Is(h, n)))
        && (Only.Count == 0 || headers.All(h => Only.Any(o => Is(h, o)))) && File.Split('|').Any(f => ColumnGuess.Plain(fileName).Contains(f, StringComparison.Ordinal));

    private static List<ProductSignature> Load()
    {
        using var file = typeof(ProductSignature).Assembly.GetManifestResourceStream("ConsentPortal.Core.Imports.Products.products.json")!;
        return JsonSerializer.Deserialize<List<ProductSignature>>(file, Json)!;
    }
}
