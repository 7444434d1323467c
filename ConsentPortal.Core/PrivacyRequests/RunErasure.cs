using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Carries an approved erasure out, step after step: the suppression first, the answer while the address is still known, then every room, the free space of the file, and last those
/// who had the data. A step may be done twice and ends the same, so whoever dies in between goes on where it stood.</summary>
public sealed class RunErasure(IDbContextFactory<PortalDb> databases, ErasurePlans plans, ErasureSteps steps, KeyRings rings, ILogger<RunErasure> log)
{
    public const string Suppress = "suppress", Answer = "answer", Answered = "answered", FreeSpace = "free-space", Tell = "tell", Certify = "certify";
    private readonly SealedSecrets seals = new(rings);

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<string> All { get; } = [Suppress, Answer, Answered, .. plans.Rooms.Select(r => r.Room), FreeSpace, Tell, Certify];

    /// <summary>Erasures that were approved and have not ended.</summary>
    public async Task<IReadOnlyList<Id<Erasure>>> OpenAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Erasure>().Where(e => e.State == ErasureState.Running).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(ct);
    }

    /// <summary>Whose erasures these are; null where one cannot be opened, because the keys are others.</summary>
    public async Task<IReadOnlyList<PersonalDataSubject>?> UnderWayAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await db.Set<Erasure>().AsNoTracking().Where(e => e.State == ErasureState.Running).ToListAsync(ct);
        var aims = open.ConvertAll(e => ErasureAims.Open(seals, e));
        return aims.Contains(null) ? null : aims.ConvertAll(a => a!.Subject);
    }

    /// <summary>Where a case ended without its erasure, forgets whose it would have been; answers how many.</summary>
    public async Task<int> DropAbandonedAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var left = await db.Set<Erasure>().Where(e => e.State == ErasureState.Proposed && db.Set<PrivacyRequest>().Any(r => r.Id == e.RequestId && r.ClosedAt != null)).ToListAsync(ct);
        left.ForEach(e => e.Aims = []);
        return await db.SaveChangesAsync(ct);
    }

    /// <summary>Goes on to the end; false where it waits for something.</summary>
    public async Task<bool> RunAsync(Id<Erasure> id, CancellationToken ct)
    {
        while (await StepAsync(id, ct) is { } going)
        {
            if (!going)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Does the next step; null = there is none left, false = it waits.</summary>
    public async Task<bool?> StepAsync(Id<Erasure> id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Erasure>().FirstOrDefaultAsync(e => e.Id == id && e.State == ErasureState.Running, ct) is not { } erasure)
        {
            return null;
        }

        var did = erasure.Steps.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var next = All.First(s => !did.Contains(s));
        try
        {
            var aims = ErasureAims.Open(seals, erasure) ?? throw new ErasureWaitsException("keys");
            var request = await db.Set<PrivacyRequest>().AsNoTracking().SingleAsync(r => r.Id == erasure.RequestId, ct);
            if (await ErasurePlans.IsHeldAsync(db, request, aims.Subject, ct))
            {
                throw new ErasureWaitsException("legal-hold");
            }

            erasure.Did(new(next, await steps.DoAsync(next, db, erasure, aims, ct), steps.Now));
            if (next == All[^1])
            {
                await steps.EndAsync(db, erasure, request, ct);
            }

            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (ErasureWaitsException waits)
        {
            log.LogInformation("The erasure {Erasure} waits for {What} before {Step}.", id, waits.What, next);
            erasure.Waits = waits.What;
            await db.SaveChangesAsync(ct);
            return false;
        }
    }
}
