using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>One column of a file: its name, and how it is written.</summary>
internal sealed record Column<T>(string Name, Action<RowWriter, T> Write);

/// <summary>The rows of one export, whatever they are: their columns, and the next slice of them.</summary>
internal abstract class ExportTable
{
    public abstract IReadOnlyList<string> Columns { get; }

    public abstract bool Done { get; }

    /// <summary>Reads the next slice and writes it row by row; answers after each so many bytes how many rows they are.</summary>
    public abstract IAsyncEnumerable<int> WriteNextAsync(RowWriter to, int bytes, CancellationToken ct);
}

internal sealed class ExportTable<T>(Column<T>[] columns, ISlices<T> slices) : ExportTable
{
    public override IReadOnlyList<string> Columns => [.. columns.Select(c => c.Name)];

    public override bool Done => slices.Done;

    public override async IAsyncEnumerable<int> WriteNextAsync(RowWriter to, int bytes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var rows = 0;
        foreach (var line in await slices.NextAsync(ct))
        {
            Write(to, line);
            rows++;
            if (to.Written.Length >= bytes)
            {
                yield return rows;
                rows = 0;
            }
        }

        if (rows > 0)
        {
            yield return rows;
        }
    }

    private void Write(RowWriter to, T line)
    {
        to.Begin();
        foreach (var column in columns)
        {
            column.Write(to, line);
        }

        to.End();
    }
}
