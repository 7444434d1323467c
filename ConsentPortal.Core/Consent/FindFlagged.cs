using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Opt-outs that looked like a mail scanner's, newest first. Staff look; whether one is taken back decides the person, by the
/// mail that told them.</summary>
public sealed class FindFlagged(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const int PageSize = 25;

    /// <param name="Message">Null = all; 0 = those whose sender named no message.</param>
    /// <param name="Network">Null = all; empty = unknown.</param>
    /// <param name="Page">From 1.</param>
    public sealed record Query(Id<MessageReference>? Message = null, string? Network = null, int Page = 1);

    /// <param name="Address">Null where the reader may not see it, or it was erased.</param>
    /// <param name="What">What was switched off, each once.</param>
    /// <param name="AfterLink">How long after the message's first link was made; null without a message.</param>
    public sealed record Row(Id<UndoOffer> Id, DateTimeOffset At, string Profile, Id<ContactPoint> PointId, Channel Channel, string? Address, Id<MessageReference> MessageId, string Message,
        string Network, IReadOnlyList<ScannerSign> Signs, IReadOnlyList<LocalText> What, bool AllBrands, TimeSpan? AfterLink, DateTimeOffset? TakenBackAt);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var saves = await Narrow(db.Set<FlaggedSave>().AsNoTracking(), query).OrderByDescending(f => f.Id).Skip((Math.Max(1, query.Page) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var seen = await FlaggedFacts.OfAsync(db, saves, ct);
        var rules = await rulebooks.FreshAsync(ct);
        var seesAddresses = actor.May(Permission.ReadContacts) && !actor.OwnContactsOnly;
        return new Numbered<Row>(saves.ConvertAll(f => Of(f, seen, rules, seesAddresses)), await CountAsync(db, query, ct));
    }

    private static IQueryable<FlaggedSave> Narrow(IQueryable<FlaggedSave> saves, Query query)
    {
        saves = query.Message is { } message ? saves.Where(f => f.MessageRefId == message) : saves;
        return query.Network is { } network ? saves.Where(f => f.Network == network) : saves;
    }

    // the kept counts know it; only both filters together are counted, by an index
    private static Task<int> CountAsync(PortalDb db, Query query, CancellationToken ct)
    {
        var tallies = db.Set<FlagTally>().AsNoTracking();
        return query switch
        {
            { Message: null, Network: null } => tallies.Where(t => t.Group == FlagGroup.Network).SumAsync(t => t.Count, ct),
            { Message: { } message, Network: null } => KeyAsync(FlagGroup.Message, message.ToString()),
            { Message: null, Network: { } network } => KeyAsync(FlagGroup.Network, network),
            _ => Narrow(db.Set<FlaggedSave>(), query).CountAsync(ct),
        };

        Task<int> KeyAsync(FlagGroup group, string key) => tallies.Where(t => t.Group == group && t.Key == key).SumAsync(t => t.Count, ct);
    }

    private static Row Of(FlaggedSave save, FlaggedFacts seen, Rulebook rules, bool seesAddresses)
    {
        var point = seen.Points.GetValueOrDefault(save.PointId);
        var offer = seen.Offers.GetValueOrDefault(save.Id);
        return new(save.Id, save.SavedAt, rules.Profile(save.ProfileId)?.Name ?? "", save.PointId, point?.Channel ?? Channel.None, seesAddresses ? point?.Address : null,
            save.MessageRefId, seen.Messages.GetValueOrDefault(save.MessageRefId, ""), save.Network, ScannerSignWords.Split(save.Signs),
            [.. seen.EventsOf(offer).Select(e => rules.Topic(e.TopicId)?.Name ?? rules.Purpose(e.PurposeId)?.Name ?? LocalText.Empty).Distinct()],
            offer is { Suppressions.Count: > 0 }, save.MessageRefId.IsNone ? null : save.SavedAt - IdSource.BirthOf(save.MessageRefId.Value), offer?.UsedAt);
    }
}
