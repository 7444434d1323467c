using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Runs one edit of a preference center's design: a context of its own, the version of the draft compared, one save. Who comes second
/// is told so and overwrites nothing.</summary>
public sealed class CenterWriter(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>The field of the refusal that says that somebody saved meanwhile.</summary>
    public const string VersionField = "version";

    /// <summary>Where somebody says why.</summary>
    public const string CommentField = "comment";

    private static readonly Problem Missing = Problem.NotFound("There is no such profile.");

    private static readonly Problem Meanwhile = Problem.Conflict("Somebody else changed this draft while you were working on it. Look at theirs, then decide which one stays.", VersionField);

    /// <summary>Whether an edit would be refused already: asked before work that leaves something behind. Null = it would not.</summary>
    internal async Task<Problem?> OvertakenAsync(Id<ComplianceProfile> profileId, int version, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.Set<ComplianceProfile>().AnyAsync(p => p.Id == profileId, ct))
        {
            return Missing;
        }

        var stored = await db.Set<CenterDraft>().Where(d => d.ProfileId == profileId).Select(d => (int?)d.Version).FirstOrDefaultAsync(ct);
        return (stored ?? 0) == version ? null : Meanwhile;
    }

    /// <param name="version">The draft's version that the page was read with; 0 where there never was a draft.</param>
    internal async Task<Outcome<T>> EditAsync<T>(Id<ComplianceProfile> profileId, int version, Func<CenterEdit, Task<Outcome<T>>> edit, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ComplianceProfile>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == profileId, ct) is not { } profile)
        {
            return Missing;
        }

        var draft = await db.Set<CenterDraft>().FirstOrDefaultAsync(d => d.ProfileId == profileId, ct);
        if ((draft?.Version ?? 0) != version)
        {
            return Meanwhile;
        }

        var center = await db.Set<PreferenceCenter>().FirstOrDefaultAsync(c => c.ProfileId == profileId, ct);
        var outcome = await edit(new(db, ids, clock.Now(), actor, profile) { Draft = draft, Center = center });
        if (!outcome.Ok || !db.ChangeTracker.HasChanges())
        {
            return outcome;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return outcome;
        }
        catch (DbUpdateException error) when (error.IsLostRace())
        {
            return Meanwhile; // two drafts, or two versions of one: the index or the version let one through
        }
    }
}

/// <summary>What a verb has in hand while it edits a design.</summary>
internal sealed class CenterEdit(PortalDb db, IdSource ids, DateTimeOffset now, Actor actor, ComplianceProfile profile)
{
    // an audit entry's values must fit their column, also where every letter takes six bytes
    private const int ChangesPerEntry = 6, ValueMaxLength = 200;

    public PortalDb Db => db;

    public IdSource Ids => ids;

    public DateTimeOffset Now => now;

    public ComplianceProfile Profile => profile;

    /// <summary>Null where there never was one; without a design where it was published or discarded.</summary>
    public CenterDraft? Draft { get; set; }

    /// <summary>Null where nobody saved one yet.</summary>
    public PreferenceCenter? Center { get; init; }

    /// <summary>What readers see now.</summary>
    public CenterDesign Published => (Center ?? new()).Design;

    public int PublishedNumber => Center?.PublishedNumber ?? 0;

    public string Author => actor.Kind == ActorKind.Staff ? actor.Id ?? "" : "";

    /// <summary>Makes this the draft. The first save of a draft is announced, later ones are the same work.</summary>
    /// <param name="event">Announces it in any case, under this name; null = only where a draft begins.</param>
    public CenterDraft Put(CenterDesign design, string? @event = null, params Change[] changes)
    {
        if (@event is not null || Draft?.DesignJson is null)
        {
            db.Announce(new CenterEvent(@event ?? PreferenceEvents.DraftBegun, profile.Id.ToString()) { SubjectName = profile.Name, Changes = changes }, actor);
        }

        if (Draft is null)
        {
            Draft = new() { Id = ids.Next<CenterDraft>(), ProfileId = profile.Id, Version = 1 };
            db.Add(Draft);
        }

        Draft.BegunFrom = Draft.DesignJson is null || @event is not null ? PublishedNumber : Draft.BegunFrom;
        Draft.Put(design, Author, now);
        return Draft;
    }

    /// <summary>The version that the draft has once this is saved.</summary>
    public int VersionAfter => Draft is not { } draft ? 0 : db.Entry(draft).State == EntityState.Modified ? draft.Version + 1 : draft.Version;

    /// <summary>Says what changed, cut to what an audit entry holds; the whole texts are in the versions.</summary>
    public void Announce(string kind, IReadOnlyList<Change> changes, string reason)
    {
        foreach (var part in changes.Count > 0 ? changes.Chunk(ChangesPerEntry) : [[]])
        {
            Change[] cut = [.. part.Select(c => new Change(c.Field, Cut(c.Old), Cut(c.New)))];
            db.Announce(new RulebookEvent(kind, profile.Id.ToString()) { SubjectName = profile.Name, Changes = cut, Reason = reason }, actor);
        }
    }

    private static string? Cut(string? text) => text is { Length: > ValueMaxLength } ? $"{Text.Cut(text, ValueMaxLength - 1)}…" : text;
}

/// <summary>Something about a design that nobody outside the house needs to hear of.</summary>
public sealed record CenterEvent(string Kind, string SubjectId) : PortalEvent(Kind, RulebookEvent.ProfileSubject, SubjectId);
