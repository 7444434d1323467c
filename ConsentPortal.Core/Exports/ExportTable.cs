using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Exports;

/// <summary>One column of a file: its name, and how it is written.</summary>
internal sealed record Column<T>(string Name, Action<RowWriter, T> Write);

/// <summary>The rows of one export, whatever they are: their columns, and the next slice of them.</summary>
internal abstract class ExportTable
{
    public abstract IReadOnlyList<string> Columns { get; }

    public abstract bool Done { get; }

    /// <summary>Sensitive own fields that are among the columns: taking them out is written down.</summary>
    public IReadOnlyList<FindContactFields.Row> Sensitive { get; init; } = [];

    /// <summary>Reads the next slice and writes it row by row; answers after each so many bytes how many rows they are.</summary>
    public abstract IAsyncEnumerable<int> WriteNextAsync(RowWriter to, int bytes, CancellationToken ct);

    /// <summary>An entry in the trail for each sensitive field that went out, with of how many people.</summary>
    public void TellReads(PortalDb db, long rows, Actor actor)
    {
        foreach (var field in rows > 0 ? Sensitive : [])
        {
            db.Announce(ContactFieldEvent.ReadOfMany(field, rows), actor);
        }
    }
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
