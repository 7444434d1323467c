using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Hands a whole file out, by the link that its member was given or to the program that asked for it; each time is written down.</summary>
public sealed class FetchExport(ExportFiles files, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="Token">Of the link; null for a program, whose key is its proof.</param>
    public sealed record Command(Id<ExportJob> JobId, string? Token);

    /// <summary>A file, ready to be copied.</summary>
    public sealed class Copy
    {
        private readonly ExportFiles files;
        private readonly ExportJob job;

        internal Copy(ExportFiles files, ExportJob job) => (this.files, this.job) = (files, job);

        public ExportWhat What => job.What;

        public ExportFormat Format => job.Format;

        public DateTimeOffset At => job.CreatedAt;

        public long Size => job.FileSize;

        public byte[] Hash => job.FileHash!;

        public Task WriteToAsync(Stream to, CancellationToken ct) => files.CopyAsync(job, to, ct);
    }

    public async Task<Outcome<Copy>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ExportPeople) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ExportJob>().SeenBy(actor).SingleOrDefaultAsync(j => j.Id == command.JobId, ct) is not { } job || !(command.Token is null ? actor.Kind == ActorKind.Application : Opens(job, command.Token, actor)))
        {
            return ExportProblems.Gone;
        }

        if (ExportRules.RefuseReading(new(job.What), actor) is { } forbidden)
        {
            return forbidden;
        }

        if (job.State != ExportState.Ready || job.ExpiresAt <= clock.Now() || !files.Has(job))
        {
            return job.State == ExportState.Ready && job.ExpiresAt > clock.Now() ? ExportProblems.Elsewhere : ExportProblems.NotReady;
        }

        job.LinkUses += command.Token is null ? 0 : 1;
        db.Announce(job.Tell(ExportEvent.Fetched).With(("rows", job.RowsDone), ("sha256", Convert.ToHexStringLower(job.FileHash!))), actor);
        await db.SaveChangesAsync(ct);
        return new Copy(files, job);
    }

    private static bool Opens(ExportJob job, string token, Actor actor)
        => job.LinkHash is { } hash && job.LinkFor == actor.Id && job.LinkUses < ExportSettings.MostUses && CryptographicOperations.FixedTimeEquals(hash, SecretToken.Hash(token));
}
