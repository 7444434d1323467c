using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Hands the package to the person, once: behind the link of their case and a code that was just mailed to them. A download that breaks off
/// does not use it up; it may be begun <see cref="DataPackage.MostStarts"/> times. Whatever is wrong, the answer is the same.</summary>
public sealed class FetchPackage(PackageFiles files, RequestCases cases, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>Used, out of date, never there, somebody else's: nobody learns which.</summary>
    public static readonly Problem NotNow = Problem.NotFound("There is nothing to fetch here now.");

    /// <summary>A file, ready to be copied.</summary>
    public sealed class Copy
    {
        private readonly FetchPackage fetch;
        private readonly DataPackage package;

        internal Copy(FetchPackage fetch, DataPackage package, string number) => (this.fetch, this.package, Number) = (fetch, package, number);

        public string Number { get; }

        public long Size => package.FileSize;

        /// <summary>Copies the ZIP; once all of it has left, it is used up.</summary>
        public async Task WriteToAsync(Stream to, CancellationToken ct)
        {
            await fetch.CopyAsync(package, to, ct);
            await fetch.FetchedAsync(package.Id, package.RequestId);
        }
    }

    /// <param name="request">Whose link and code the caller has checked.</param>
    public async Task<Outcome<Copy>> RunAsync(Id<PrivacyRequest> request, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        if (await PackageChanges.NewestAsync(db, request, ct) is not { } package || !package.IsOffered(now) || !files.HasFile(package))
        {
            return NotNow;
        }

        package.Starts++;
        db.Announce(new PackageEvent(PackageEvent.Began, request).With(("start", package.Starts), ("sha256", Convert.ToHexStringLower(package.FileHash!))), actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return NotNow; // begun twice at the same instant: one of them has it
        }

        var number = await db.Set<PrivacyRequest>().Where(r => r.Id == request).Select(r => new { r.Year, r.Serial }).SingleAsync(ct);
        return new Copy(this, package, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number.Year}-{number.Serial:0000}"));
    }

    private async Task CopyAsync(DataPackage package, Stream to, CancellationToken ct)
    {
        await files.CopyAsync(package, to, ct);
        await to.FlushAsync(ct);
    }

    private async Task FetchedAsync(Id<DataPackage> id, Id<PrivacyRequest> request)
    {
        for (var n = 1; ; n++)
        {
            try
            {
                await NoteFetchedAsync(id, request);
                return;
            }
            catch (DbUpdateConcurrencyException) when (n <= DataPackage.MostStarts)
            {
                // another download began or ended at the same instant; left as it is, this one would not count
            }
        }
    }

    private Task NoteFetchedAsync(Id<DataPackage> id, Id<PrivacyRequest> request) => cases.NoteAsync(request, Actor.Subject, async open =>
    {
        if (await open.Db.Set<DataPackage>().FirstOrDefaultAsync(p => p.Id == id && p.State == PackageState.Ready, CancellationToken.None) is { } package)
        {
            (package.State, package.FetchedAt) = (PackageState.Fetched, open.Now);
            open.Step(RequestStepKind.PackageFetched, PackageEvent.Fetched);
        }
    });
}
