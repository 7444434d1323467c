using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Runs one edit of the rulebook: a context of its own, one save. Who loses a race (a version, a code, a number) is run again
/// on what the winner saved, so that it is the verb's own refusal that tells the person, never a database error.</summary>
public sealed class RulebookWriter(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>The field of the refusal that says that somebody saved meanwhile.</summary>
    public const string VersionField = "version";

    /// <summary>Where somebody says why.</summary>
    public const string ReasonField = "reason";

    public const int ReasonMaxLength = 400;

    private const int Tries = 8; // an import that makes topics beside an editor meets it more than once

    /// <summary>The rulebook as it would be after a change; nothing is stored.</summary>
    internal async Task<Outcome<Rulebook>> RehearseAsync(RulebookChange change, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<ComplianceProfile>().AsSplitQuery().Include(p => p.States).Include(p => p.Purposes).Include(p => p.Enforcements).Include(p => p.Validities).OrderBy(p => p.Id).LoadAsync(ct);
        await db.Set<Purpose>().AsSplitQuery().Include(p => p.States).Include(p => p.Topics).ThenInclude(t => t.States).OrderBy(p => p.Id).LoadAsync(ct);
        var outcome = await change.Edit(new(db, ids, clock.Now(), actor, ct));
        return outcome.Ok ? new Rulebook(0, [.. db.Set<ComplianceProfile>().Local], [.. db.Set<Purpose>().Local]) : outcome.Problems.ToList();
    }

    internal async Task<Outcome<T>> EditAsync<T>(Func<RulebookEdit, Task<Outcome<T>>> edit, Actor actor, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var outcome = await edit(new(db, ids, clock.Now(), actor, ct));
            if (!outcome.Ok || !db.ChangeTracker.HasChanges())
            {
                return outcome;
            }

            if (await BoundKey.RefuseAsync(db, actor, ct) is { } beyond)
            {
                return beyond;
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return outcome;
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // the next try reads what stands now
            }
        }
    }
}

/// <summary>What a verb has in hand while it edits: the database, the maker of periods, who and when.</summary>
internal sealed class RulebookEdit(PortalDb db, IdSource ids, DateTimeOffset now, Actor actor, CancellationToken ct)
{
    private const int ChangesPerEntry = 100; // an audit entry's values must fit their column

    private string reason = "";

    public PortalDb Db => db;

    public CancellationToken Ct => ct;

    /// <summary>The member of staff by number, as wordings keep it; empty = the portal itself.</summary>
    public string Author => actor.Kind == ActorKind.Staff ? actor.Id ?? "" : "";

    public RulebookMaker Make { get; } = new(ids, now);

    /// <summary>Says why, with everything that this edit announces.</summary>
    public RulebookEdit Because(string? why)
    {
        reason = Text.Clean(why);
        return this;
    }

    public Task<ComplianceProfile?> ProfileAsync(Id<ComplianceProfile> id) => db.Set<ComplianceProfile>().AsSplitQuery()
        .Include(p => p.States).Include(p => p.Purposes).Include(p => p.Enforcements).Include(p => p.Validities).FirstOrDefaultAsync(p => p.Id == id, ct);

    public Task<Purpose?> PurposeAsync(Id<Purpose> id)
        => db.Set<Purpose>().AsSplitQuery().Include(p => p.States).Include(p => p.Topics).ThenInclude(t => t.States).FirstOrDefaultAsync(p => p.Id == id, ct);

    public async Task<Purpose?> PurposeOfAsync(Id<Topic> topic)
        => await db.Set<Topic>().Where(t => t.Id == topic).Select(t => t.PurposeId).FirstOrDefaultAsync(ct) is { IsNone: false } id ? await PurposeAsync(id) : null;

    /// <summary>The refusal to who edits what has got a newer version since they opened it; null when it has not.</summary>
    public static Problem? Stale(IVersioned subject, int opened) => subject.Version == opened ? null
        : Problem.Conflict("Somebody saved a change while you were editing. Compare it with yours, then save again.", RulebookWriter.VersionField);

    /// <summary>The next short number, which preference links carry; null when all 32,767 are used up. Numbers are never used twice.</summary>
    public static short? Next(short highest) => highest < short.MaxValue ? (short)(highest + 1) : null;

    public async Task<short?> NextProfileAsync() => Next(await db.Set<ComplianceProfile>().MaxAsync(p => (short?)p.Number, ct) ?? 0);

    public async Task<short?> NextPurposeAsync() => Next(await db.Set<Purpose>().MaxAsync(p => (short?)p.Number, ct) ?? 0);

    public async Task<short?> NextTopicAsync() => Next(await db.Set<Topic>().MaxAsync(t => (short?)t.Number, ct) ?? 0);

    /// <summary>Announces a change of the profile and gives it a new version, so that an open form is told.</summary>
    public void Announce(string kind, ComplianceProfile profile, ChangeList changes)
        => Announce(profile, kind, RulebookEvent.ProfileSubject, profile.Id.ToString(), profile.Name, changes);

    /// <summary>The same for a purpose. What happens to a topic is said of its purpose, under which people look for it.</summary>
    public void Announce(string kind, Purpose purpose, ChangeList changes, Topic? topic = null)
    {
        var name = purpose.Name.In("en");
        Announce(purpose, kind, RulebookEvent.PurposeSubject, purpose.Id.ToString(), topic is null ? name : $"{name} › {topic.Name.In("en")}", changes);
    }

    /// <summary>Announces what is neither profile nor purpose.</summary>
    public void Announce(PortalEvent happened) => db.Announce(happened, actor);

    private void Announce(IVersioned subject, string kind, string subjectKind, string subjectId, string name, ChangeList changes)
    {
        if (db.Entry(subject) is { State: EntityState.Unchanged } entry)
        {
            entry.Property(nameof(IVersioned.Version)).IsModified = true;
        }

        foreach (var part in changes.Any ? changes.Items.Chunk(ChangesPerEntry) : [[]])
        {
            db.Announce(new RulebookEvent(kind, subjectId, subjectKind) { SubjectName = name, Changes = part, Reason = reason }, actor);
        }
    }
}
