using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>What a page of a list shows: rows first, then how many there are. A newer question, or leaving the page, stops the older one in
/// the database too.</summary>
public sealed class LoadedList<T> : IDisposable
{
    private CancellationTokenSource reading = new();

    /// <summary>Null while it is read for the first time.</summary>
    public ConsentListPage<T>? Page { get; private set; }

    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    /// <summary>Null = not known.</summary>
    public int? Count { get; private set; }

    /// <param name="count">Null = not now.</param>
    public async Task LoadAsync(ConsentListQuery asked, Func<CancellationToken, Task<Outcome<ConsentListPage<T>>>> read, Func<CancellationToken, Task<Outcome<int?>>>? count, Action show)
    {
        await reading.CancelAsync();
        reading.Dispose();
        reading = new();
        var ct = reading.Token;
        try
        {
            var outcome = await Task.Run(() => read(ct), ct); // not on the circuit: SQLite reads on the thread that asks
            (Page, Problems, Count) = (outcome.Ok ? outcome.Value : new([], null, null), outcome.Problems, null);
            if (outcome.Ok && asked.Cursor is null && Page.Next is null)
            {
                Count = Page.Rows.Count;
            }
            else if (outcome.Ok && count is not null)
            {
                show();
                var counted = await Task.Run(() => count(ct), ct);
                Count = counted.Ok ? counted.Value : null;
            }

            show();
        }
        catch (OperationCanceledException)
        {
            // a newer question, or the page was left
        }
    }

    /// <summary>How many rows the whole list has, as a sentence part.</summary>
    public string HowMany(IStringLocalizer<Texts> l) => Count switch
    {
        null => l["many rows"],
        1 => l["1 row"],
        > ListReads.CountMost => l["more than {0} rows", Number(ListReads.CountMost)],
        { } some => l["{0} rows", Number(some)],
    };

    private static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    public void Dispose()
    {
        reading.Cancel();
        reading.Dispose();
    }
}
