using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Fills an empty database with any number of made-up people, for load tests: one email address each (one in thirty shares the
/// one before), two answers each, one in twelve opted out. Written through the ledger in bulk batches.</summary>
public sealed class SeedPeople(WriteQueue queue, ConsentLedger ledger, AddressHasher hasher, IdSource ids, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases)
{
    public const int Most = 100_000_000;
    private const int Batch = 2_000;

    public sealed record Command(int Contacts, IProgress<int>? Progress = null);

    /// <summary>Answers how many people it wrote.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditContacts | Permission.RecordConsent) is { } forbidden)
        {
            return forbidden;
        }

        if (command.Contacts is < 1 or > Most)
        {
            return Problem.Invalid("contacts", $"Say a number from 1 to {Most}.");
        }

        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (await db.Set<Contact>().AnyAsync(ct) || await db.Set<ContactPoint>().AnyAsync(ct))
            {
                return Problem.Conflict("The database is not empty: made-up people are never mixed with real ones.");
            }
        }

        SeedCast cast = new(hasher, ids, await rulebooks.FreshAsync(ct));
        for (var done = 0; done < command.Contacts; done += Batch)
        {
            var count = Math.Min(Batch, command.Contacts - done);
            await queue.RunAsync(session => WriteAsync(session, cast, done, count, actor, ct), WriteLane.Bulk, ct);
            command.Progress?.Report(done + count);
        }

        return command.Contacts;
    }

    private async ValueTask<int> WriteAsync(WriteSession session, SeedCast cast, int first, int count, Actor actor, CancellationToken ct)
    {
        var people = cast.Make(first, count, session.Now);
        await ledger.WriteAsync(session, people.SelectMany(cast.Answers).ToList(), ct);
        var db = await session.DbAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var (contact, point) in people)
        {
            contact.Links.Add(new() { Id = ids.Next<ContactPointLink>(), PointId = point.Id, ContactId = contact.Id, From = session.Now });
        }

        db.AddRange(people.Select(p => p.Contact));
        db.Announce(new SeedEvent(first, count), actor);
        return await db.SaveChangesAsync(ct);
    }

    private sealed record SeedEvent(int First, int Count) : PortalEvent("contacts.seeded", "seed", FormattableString.Invariant($"{First}+{Count}"));
}
