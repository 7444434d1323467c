using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What a confirmation link asks, for the page with the button. Looking changes nothing: mail scanners open every link.</summary>
public sealed class ReadConfirmation(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    public sealed record View(ComplianceProfile Profile, string MaskedAddress, string Language, string Wording, IReadOnlyList<AskedItem> Items, DateTimeOffset ExpiresAt)
    {
        /// <summary>The consent level that it asks to raise; null = none.</summary>
        public LevelAsk? Level { get; init; }

        public ConsentRequestKind Kind { get; init; }
    }

    /// <summary>Null when the link is used, expired, unknown, or answered by a later opt-out.</summary>
    public async Task<View?> RunAsync(string token, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await FindAsync(db, token, await rulebooks.FreshAsync(ct), clock.Now(), ct) is not { } open)
        {
            return null;
        }

        var point = await db.Set<ContactPoint>().AsNoTracking().FirstAsync(p => p.Id == open.Request.PointId, ct);
        return new(open.Profile, point.Canonical is { } address ? ContactPointKey.Mask(point.Channel, address) : "", open.Request.Language, open.Request.Wording, open.Items, open.Request.ExpiresAt) { Level = open.Level, Kind = open.Request.Kind };
    }

    /// <summary>The link is ours and only too old: a fresh one may be asked for. Null otherwise, answered and withdrawn ones included.</summary>
    public async Task<ComplianceProfile?> LapsedAsync(string token, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await FindAsync(db, token, await rulebooks.FreshAsync(ct), DateTimeOffset.MinValue, ct);
        return open is { Request.Kind: not ConsentRequestKind.Renewal } && open.Request.ExpiresAt <= clock.Now() ? open.Profile : null;
    }

    /// <summary>The open request behind a token with what is left of it; null when there is nothing left to confirm.</summary>
    internal static async Task<OpenConfirmation?> FindAsync(PortalDb db, string token, Rulebook rules, DateTimeOffset now, CancellationToken ct)
    {
        var hash = SecretToken.Hash(token);
        var request = await db.Set<ConsentRequest>().Include(r => r.Items).FirstOrDefaultAsync(r => r.TokenHash == hash || r.ReminderHash == hash, ct);
        return await OpenAsync(db, request, rules, now, ct);
    }

    internal static async Task<OpenConfirmation?> OpenAsync(PortalDb db, ConsentRequest? request, Rulebook rules, DateTimeOffset now, CancellationToken ct)
    {
        if (request?.IsOpen(now) != true || rules.Profile(request.ProfileId) is not { } profile || await IsForbiddenAsync(db, request, ct))
        {
            return null;
        }

        List<AskedItem> items = [];
        foreach (var item in request.Items.Where(i => i.WithdrawnAt is null).OrderBy(i => i.Id))
        {
            if (rules.Purpose(item.PurposeId) is { } purpose && (item.TopicId.IsNone || rules.Topic(item.TopicId) is not null))
            {
                items.Add(new(purpose, rules.Topic(item.TopicId), item.ContactId, item.EventId) { Wording = rules.Wordings.Find(item.WordingVersion) });
            }
        }

        // what was said beside it is gone (or was a child's): then its answer could not be understood any more
        var (level, person) = (await LevelAsync(db, request, ct), await RequestedPeople.FindAsync(db, request.PersonId, ct));
        return (items.Count == 0 && level is null) || (person is null && !request.PersonId.IsNone) ? null : new(request, profile, items, level) { Person = person };
    }

    // who lowered the level since, left the address, or is a child by now has answered already
    private static async Task<LevelAsk?> LevelAsync(PortalDb db, ConsentRequest request, CancellationToken ct)
    {
        if (request is not { LevelWanted: { } wanted, LevelFrom: { } from } || await LevelWriter.RulingAsync(db, request.LevelContactId, ct) is not { } person)
        {
            return null;
        }

        var uses = await db.Set<ContactPointLink>().AnyAsync(l => l.PointId == request.PointId && l.Until == null
            && (l.ContactId == person.Id || db.Set<ContactState>().Any(s => s.ContactId == l.ContactId && s.Until == null && s.BecameId == person.Id)), ct);
        return uses && !person.State.Restricted && person.State.Level >= from && person.State.Level < wanted && LevelWriter.Allows(person, wanted) ? new(person.Id, person.State.Level, wanted) : null;
    }

    // erased since, or told to stop since: a suppression that came after the question is the later word
    private static async Task<bool> IsForbiddenAsync(PortalDb db, ConsentRequest request, CancellationToken ct)
    {
        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PointId, ct);
        return point is not { ErasedAt: null } || await db.Set<Suppression>().AnyAsync(s => s.KeyHash == point.KeyHash && s.Until == null
            && (s.Scope == SuppressionScope.Address || s.From > request.RequestedAt), ct);
    }
}

internal sealed record OpenConfirmation(ConsentRequest Request, ComplianceProfile Profile, IReadOnlyList<AskedItem> Items, LevelAsk? Level)
{
    /// <summary>What the person said about themselves on the form; null = nothing.</summary>
    public RequestedPerson? Person { get; init; }
}
