using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>The refused rows of an import, as a file that can be mended and imported again.</summary>
public sealed class ReadRejected(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Writes header and rows; answers how many, or a problem before anything is written.</summary>
    public async Task<Outcome<long>> RunAsync(Id<ImportJob> id, Func<string, TextWriter> open, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await db.Set<ImportJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct);
        if (job is null || !ImportAccess.Allows(actor, job.Profile))
        {
            return ImportProblems.Gone;
        }

        if (!ImportAccess.OwnsCells(actor, job))
        {
            return Problem.Forbidden("The rows hold addresses. Only who uploaded the file, or who may read contacts, can take them out.");
        }

        await using RejectedFile file = new(open(job.FileName), ImportOptions.FromJson<CsvShape>(job.Shape).Headers);
        await foreach (var row in db.Set<RejectedRow>().AsNoTracking().Where(r => r.JobId == id).OrderBy(r => r.Row).AsAsyncEnumerable().WithCancellation(ct))
        {
            await file.AddAsync(new(row.Row, row.Reason, row.Cells is null ? [] : JsonSerializer.Deserialize<string[]>(row.Cells)!));
        }

        return file.Count;
    }
}

/// <summary>The rejected file: <c>row</c>, <c>reason</c>, then the original columns.</summary>
public sealed class RejectedFile : IAsyncDisposable
{
    private const int RowsAtATime = 256;
    private readonly TextWriter to;
    private readonly StringWriter buffer = new();

    public RejectedFile(TextWriter to, IReadOnlyList<string> headers)
    {
        this.to = to;
        CsvText.Write(buffer, ["row", "reason", .. headers]);
    }

    public long Count { get; private set; }

    public async Task AddAsync(Rejection row)
    {
        CsvText.Write(buffer, [row.Row.ToString(CultureInfo.InvariantCulture), row.Reason, .. row.Cells]);
        if (++Count % RowsAtATime == 0)
        {
            await FlushAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync();
        await to.DisposeAsync();
        await buffer.DisposeAsync();
    }

    private async Task FlushAsync()
    {
        await to.WriteAsync(buffer.GetStringBuilder());
        buffer.GetStringBuilder().Clear();
        await to.FlushAsync();
    }
}
