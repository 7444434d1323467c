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

    /// <summary>Nobody looks at it any more.</summary>
    public bool Left { get; private set; }

    /// <param name="count">Null = not now.</param>
    public async Task LoadAsync(ConsentListQuery asked, Func<CancellationToken, Task<Outcome<ConsentListPage<T>>>> read, Func<CancellationToken, Task<Outcome<int?>>>? count, Action show)
    {
        if (Left)
        {
            return;
        }

        CancellationTokenSource mine = new();
        var ct = mine.Token;
        using (var old = Interlocked.Exchange(ref reading, mine))
        {
            await old.CancelAsync();
        }

        try
        {
            var outcome = await Task.Run(() => read(ct), ct); // not on the circuit: SQLite reads on the thread that asks
            ct.ThrowIfCancellationRequested(); // an answer that came all the same
            var whole = outcome.Ok && asked.Cursor is null && outcome.Value.Next is null;
            (Page, Problems, Count) = (outcome.Ok ? outcome.Value : new([], null, null), outcome.Problems, whole ? outcome.Value.Rows.Count : null);
            show();
            if (outcome.Ok && !whole && count is not null)
            {
                var counted = await Task.Run(() => count(ct), ct);
                ct.ThrowIfCancellationRequested();
                Count = counted.Ok ? counted.Value : null;
                show();
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // a newer question, or the page was left: what became of this one is nobody's any more
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
        Left = true;
        reading.Cancel();
        reading.Dispose();
    }
}
