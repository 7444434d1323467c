using System.Diagnostics;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Does the worker's part of a package: gathers what the rooms hold, or writes the ZIP. Killed in the middle, the next process begins that
/// part again; nothing is offered that is not whole.</summary>
public sealed class RunPackage(PackageSubjects subjects, PackPackage pack, PackageFiles files, PackageSettings settings, IEnumerable<IHoldsPersonalData> rooms, IDbContextFactory<PortalDb> databases, TimeProvider clock, ILogger<RunPackage> log) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim turn = new(1, 1);

    private sealed class StoppedException(string message, Exception? inner = null) : Exception(message, inner);

    /// <summary>Answers how far it came. A cancelled <paramref name="ct"/> leaves it as it is on paper. One at a time: whoever comes second finds the
    /// part done and leaves it so.</summary>
    public async Task<PackageState> RunAsync(Id<DataPackage> id, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await WorkAsync(id, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<PackageState> WorkAsync(Id<DataPackage> id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var package = await db.Set<DataPackage>().SingleAsync(p => p.Id == id, ct);
        try
        {
            return package.State switch
            {
                PackageState.Queued or PackageState.Collecting => await CollectAsync(db, package, ct),
                PackageState.Packing => await PackAsync(db, package, ct),
                _ => package.State,
            };
        }
        catch (Exception error) when (error is StoppedException or DbUpdateConcurrencyException)
        {
            return await EndAsync(id, PackageState.Cancelled, "", stoppedOnly: true);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "Package {Package} failed.", id);
            return await EndAsync(id, PackageState.Failed, error is IOException ? "The disk of the portal is full, or a file is gone. Build the package again." : "The package was interrupted by a fault. Build it again; where it fails again, an administrator finds the reason in the log.");
        }
    }

    private async Task<PackageState> CollectAsync(PortalDb db, DataPackage package, CancellationToken ct)
    {
        await db.Set<DataPackage>().Where(p => p.Id == package.Id && p.State == PackageState.Queued).ExecuteUpdateAsync(s => s.SetProperty(p => p.State, PackageState.Collecting), ct);
        var request = await db.Set<PrivacyRequest>().AsNoTracking().SingleAsync(r => r.Id == package.RequestId, ct);
        var subject = await subjects.OfAsync(db, request, ct);
        await BeatAsync(package, 0, ct);
        var (file, key, sealedKey) = files.BeginRecords(package.Id);
        await using (file)
        {
            await using SealedFile.Writer to = new(file, key);
            PackageRecordWriter records = new(to);
            await AskRoomsAsync(package, subject, records, ct);
            await BeatAsync(package, records.Contents.Rows, ct);
            await to.FinishAsync(ct);
            file.Flush(flushToDisk: true);
            (package.RecordsKey, package.Contents, package.Rows) = (sealedKey, records.Contents.ToJson(), records.Contents.Rows);
        }

        (package.State, package.CollectedAt) = (PackageState.Preview, clock.Now());
        package.ExpiresAt = package.CollectedAt + settings.Life;
        db.Announce(new PackageEvent(PackageEvent.Collected, package.RequestId).With(("rows", package.Rows)), Actor.System);
        await db.SaveChangesAsync(ct);
        return package.State;
    }

    private async Task AskRoomsAsync(DataPackage package, PersonalDataSubject subject, PackageRecordWriter records, CancellationToken ct)
    {
        var told = Stopwatch.GetTimestamp();
        foreach (var room in rooms)
        {
            await foreach (var record in room.ExportAsync(subject, ct))
            {
                await records.AddAsync(record, ct);
                if (Stopwatch.GetElapsedTime(told) > Beat)
                {
                    told = Stopwatch.GetTimestamp();
                    await BeatAsync(package, records.Contents.Rows, ct);
                }
            }
        }
    }

    private async Task<PackageState> PackAsync(PortalDb db, DataPackage package, CancellationToken ct)
    {
        await pack.WriteAsync(db, package, () => BeatAsync(package, package.Rows, ct), ct);
        package.State = PackageState.Ready;
        package.ExpiresAt = clock.Now() + settings.Life;
        db.Announce(new PackageEvent(PackageEvent.Ready, package.RequestId).With(("bytes", package.FileSize), ("sha256", Convert.ToHexStringLower(package.FileHash!))), Actor.System);
        await db.SaveChangesAsync(ct);
        log.LogInformation("Package {Package} is ready: {Rows} records, {Bytes} bytes.", package.Id, package.Rows, package.FileSize);
        return package.State;
    }

    // apart from the package at hand, which is saved only where a part of it ends
    private async Task BeatAsync(DataPackage package, long rows, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<DataPackage>().Where(p => p.Id == package.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Rows, rows), ct);
        if (!await db.Set<DataPackage>().AnyAsync(p => p.Id == package.Id && !p.CancelRequested && (p.State == PackageState.Collecting || p.State == PackageState.Packing), ct))
        {
            throw new StoppedException("Somebody stopped the package.");
        }
    }

    // as it stands now: an erasure or a newer package may have ended it at the last moment, and then nothing is left to end but its files
    private async Task<PackageState> EndAsync(Id<DataPackage> id, PackageState state, string error, bool stoppedOnly = false)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var package = await db.Set<DataPackage>().SingleAsync(p => p.Id == id);
        if (package.IsAtWork && stoppedOnly && !package.CancelRequested)
        {
            return package.State; // changed, not stopped: its part is begun again
        }

        if (package.IsAtWork)
        {
            package.FileHash = null;
            package.End(state, error);
            db.Announce(new PackageEvent(PackageEvent.Ended, package.RequestId).With(("state", state)), Actor.System);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        if (package is { RecordsKey: null, FileKey: null })
        {
            files.Delete(id);
        }

        return package.State;
    }
}
