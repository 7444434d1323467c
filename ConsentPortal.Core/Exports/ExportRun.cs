using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Exports;

/// <summary>Writes the rows of an export into a file, some at a time.</summary>
internal sealed class ExportRun(ExportTable table, ExportFormat format)
{
    private const int Portion = 1 << 16; // bytes

    /// <summary>So many rows have left, or were about to: counted before they go, so that one too many is written down rather than one too few.</summary>
    public long Rows { get; private set; }

    public void TellReads(PortalDb db, Actor actor) => table.TellReads(db, Rows, actor);

    /// <param name="between">Asked after each portion; throws to end the export.</param>
    public async Task WriteAsync(Stream to, CancellationToken ct, Func<ValueTask>? between = null)
    {
        var rows = RowWriter.Of(format, table.Columns);
        using var ending = rows as IDisposable;
        while (!table.Done)
        {
            await foreach (var some in table.WriteNextAsync(rows, Portion, ct))
            {
                Rows += some;
                await FlushAsync(rows, to, ct);
            }

            await (between?.Invoke() ?? default);
        }

        await FlushAsync(rows, to, ct);
    }

    private static async ValueTask FlushAsync(RowWriter rows, Stream to, CancellationToken ct)
    {
        if (rows.Written.Length > 0)
        {
            await to.WriteAsync(rows.Written, ct);
            rows.Clear();
        }
    }
}
