namespace ConsentPortal.Core.Imports;

/// <summary>The product whose export a file looks like, and what that says about its columns; the analyst may overrule all of it.</summary>
/// <param name="Holds">What of the product: <c>unsubscribed</c>, <c>contacts</c> …</param>
public sealed record ProductGuess(string Product, string Holds)
{
    /// <summary>Columns that hold consent too: load the file once more for each.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Short names of what a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>All its rows probably say yes, but only the file's name can tell: somebody must say so.</summary>
    public bool AsksForStatus { get; init; }

    private ProductSignature Signature { get; init; } = null!;

    /// <summary>Null for a file of no product that is known.</summary>
    public static ProductGuess? Of(IReadOnlyList<string> headers, string fileName)
    {
        if (ProductSignature.All.FirstOrDefault(s => s.Fits(headers, fileName)) is not { } found)
        {
            return null;
        }

        var status = found.Columns.GetValueOrDefault(ImportField.Status, "");
        var taken = headers.FirstOrDefault(h => First(status, headers) == h);
        return new(found.Product, found.Holds)
        {
            Others = [.. headers.Where(h => h != taken && found.Others.Any(o => ProductSignature.Is(h, o)))], Notes = found.Notes, Signature = found,
            AsksForStatus = found is { FileStatus: StatusMeaning.OptedIn } && !Says(fileName, found.YesFile),
        };
    }

    /// <summary>How to read a file: as its product writes it, and what that leaves open by names and values.</summary>
    internal static ImportOptions OptionsFor(CsvShape shape, IReadOnlyList<string[]> sample, string fileName)
    {
        var columns = ColumnGuess.Of(shape.Headers, sample).ToArray();
        if (Of(shape.Headers, fileName) is not { } guess)
        {
            return new() { Columns = columns };
        }

        var product = guess.Signature;
        foreach (var (field, names) in product.Columns)
        {
            var at = First(names, shape.Headers) is { } header ? shape.Headers.ToList().IndexOf(header) : -1;
            columns = [.. columns.Select(c => c == field ? ImportField.Ignore : c)]; // the product knows better than names and values
            if (at >= 0)
            {
                columns[at] = field;
            }
        }

        if (!product.Columns.ContainsKey(ImportField.Status))
        {
            columns = [.. columns.Select(c => c == ImportField.Status ? ImportField.Ignore : c)]; // one file, one status
        }

        return new()
        {
            Columns = Single(columns), Statuses = new(product.Words.ToDictionary(w => StatusWords.Fold(w.Key), w => w.Value, StringComparer.Ordinal), StringComparer.Ordinal),
            FileStatus = guess.AsksForStatus ? null : product.FileStatus, Dates = product.Dates, Zone = product.Zone,
        };
    }

    // an address column makes email and phone columns superfluous
    private static ImportField[] Single(ImportField[] columns) => !columns.Contains(ImportField.Address) ? columns
        : [.. columns.Select(c => c is ImportField.Email or ImportField.Phone ? ImportField.Ignore : c)];

    // the first name that a column has, in the order of the names
    private static string? First(string names, IReadOnlyList<string> headers)
        => names.Split('|').Select(n => headers.FirstOrDefault(h => ProductSignature.Is(h, n))).FirstOrDefault(h => h is not null);

    // "subscribed_members.csv"; whatever stands before it ("un…", "non-", "not ") may turn it round
    private static bool Says(string fileName, string word) => word.Length > 0 && fileName.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
