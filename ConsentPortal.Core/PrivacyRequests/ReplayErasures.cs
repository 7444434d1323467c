using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>After a restore: erases again whoever was erased since the backup was made, by what the journal says. Nobody approves a second time,
/// and nobody is told twice.</summary>
public sealed class ReplayErasures(IDbContextFactory<PortalDb> databases, ErasureSubjects subjects, ErasurePlans plans, SuppressErased suppress, FreeSpace space, DataDirectory data)
{
    /// <summary>Answers how many people and addresses were found alive and are erased now.</summary>
    /// <param name="underWay">Whose erasure is going on by itself: it answers them first, and may wait for a legal hold.</param>
    public async Task<int> RunAsync(IReadOnlyList<PersonalDataSubject> underWay, CancellationToken ct)
    {
        if (!File.Exists(data.JournalFile))
        {
            return 0;
        }

        var again = 0;
        foreach (var line in Journal.Read(data.JournalFile).Where(l => l.Kind == JournalKind.Erasure && !underWay.Any(s => IsOf(l, s))).ToList())
        {
            again += await EraseAsync(line, ct) ? 1 : 0;
        }

        return again;
    }

    private static bool IsOf(JournalEntry line, PersonalDataSubject subject)
        => subject.Contacts.Contains(line.Contact) || subject.KeyHashes.Any(h => Convert.ToHexStringLower(h) == line.Hash);

    private async Task<bool> EraseAsync(JournalEntry line, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (contact, hash) = (new Id<Contact>(line.Contact), Convert.FromHexString(line.Hash));
        var alive = await db.Set<Contact>().AnyAsync(c => c.Id == contact, ct) || await db.Set<ContactPoint>().AnyAsync(p => p.KeyHash == hash && p.ErasedAt == null && p.CreatedAt <= line.At, ct);
        if (!alive)
        {
            return false; // what belongs to the address since then is somebody's new act
        }

        var aims = await subjects.OfAsync(db, contact, hash, ct);
        await suppress.RunAsync(aims, ct);
        foreach (var room in plans.Rooms)
        {
            await room.EraseAsync(aims.Subject, ct);
        }

        await space.ClearAsync(Traces.InPages(aims.Subject), plans.Tables, ct);
        return true;
    }
}
