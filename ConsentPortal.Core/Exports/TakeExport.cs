using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Takes all that a filter lets through out of the portal at once, as a stream: a million rows need little memory and hold no long
/// transaction. Written down before the first row, and again at the end with how many there were.</summary>
public sealed class TakeExport(ExportReads reads, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases, IdSource ids)
{
    public sealed record Command(ExportAsk Ask, ExportFormat Format, string Reason);

    /// <summary>Nothing is read before the file is written; whoever stops taking it ends the export.</summary>
    public async Task<Outcome<Listing>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (ExportRules.Refuse(command.Ask, command.Reason, actor) is { } problem)
        {
            return problem;
        }

        ExportPapers papers = new(command.Ask.What, command.Format, DescribeExport.Of(command.Ask, await rulebooks.FreshAsync(ct)), Text.Clean(command.Reason));
        var number = ids.Next().ToString(CultureInfo.InvariantCulture);
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Announce(new ExportEvent(ExportEvent.Begun, ExportEvent.OfDownload, number, papers), actor);
        await db.SaveChangesAsync(ct);
        return new Listing((to, stop) => WriteAsync(to, command, number, papers, actor, stop));
    }

    /// <summary>The rows of one export, ready to be written.</summary>
    public sealed class Listing
    {
        private readonly Func<Stream, CancellationToken, Task<long>> write;

        internal Listing(Func<Stream, CancellationToken, Task<long>> write) => this.write = write;

        /// <summary>Writes the file; answers how many rows it has.</summary>
        public Task<long> WriteToAsync(Stream to, CancellationToken ct) => write(to, ct);
    }

    private async Task<long> WriteAsync(Stream to, Command command, string number, ExportPapers papers, Actor actor, CancellationToken ct)
    {
        ExportRun run = new(await reads.OpenAsync(command.Ask, actor, ct), command.Format);
        var whole = false;
        try
        {
            await run.WriteAsync(to, ct);
            whole = true;
        }
        finally
        {
            await TellAsync(number, papers, run, whole, actor);
        }

        return run.Rows;
    }

    // also when the reader went away: so not by their token
    private async Task TellAsync(string number, ExportPapers papers, ExportRun run, bool whole, Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        db.Announce(new ExportEvent(ExportEvent.Ended, ExportEvent.OfDownload, number, papers).With(("rows", run.Rows), ("whole", whole)), actor);
        run.TellReads(db, actor);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
