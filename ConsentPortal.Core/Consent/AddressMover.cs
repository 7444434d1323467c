using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Links the new address, unlinks the old one and (where asked) writes the person's answers on the new one, all in one
/// transaction. An opt-out moves with its own date, an opt-in with the date of the act that moves it; suppressions stay.</summary>
public sealed class AddressMover(ConsentLedger ledger, AddressHasher hasher, StaffConfirmation confirmation, IdSource ids)
{
    internal async ValueTask<Outcome<ChangeAddress.View>> MoveAsync(WriteSession session, ChangeAddress.Command command, List<ContactPoint> old, Rulebook rules, Actor actor, CancellationToken ct)
    {
        var drafts = old.ConvertAll(p => Draft(p.Channel, command.Address));
        await ledger.StoreAsync(session, drafts, ct);
        await RelinkAsync(session, command, old, drafts, actor, ct);
        List<ConsentProposal> proposals = [];
        for (var i = 0; command.Move && i < old.Count; i++)
        {
            proposals.AddRange(await ProposalsAsync(session, command, old[i], drafts[i].Id, rules, actor, ct));
        }

        var results = proposals.Count == 0 ? [] : await ledger.WriteAsync(session, proposals, ct);
        await AskAsync(session, command, proposals, results, ct);
        return new ChangeAddress.View([.. drafts.Select(d => d.Id)], results.Count(r => r.Outcome == RecordOutcome.Recorded),
            results.Count(r => r.Outcome == RecordOutcome.KeptOptOut), results.Count(r => r.Outcome == RecordOutcome.Pending));
    }

    private PointDraft Draft(Channel channel, string typed)
    {
        ContactPointKey.TryParse(channel, typed, out var key);
        return new() { Key = key, Typed = typed, Hash = hasher.Of(key), Channel = channel };
    }

    private async Task RelinkAsync(WriteSession session, ChangeAddress.Command command, List<ContactPoint> old, List<PointDraft> drafts, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var contact = await db.Set<Contact>().Include(c => c.Links.Where(l => l.Until == null)).FirstAsync(c => c.Id == command.ContactId, ct);
        List<Change> changes = [];
        for (var i = 0; i < old.Count; i++)
        {
            contact.Links.Find(l => l.PointId == old[i].Id)?.Close(session.Now);
            if (!contact.Links.Exists(l => l.PointId == drafts[i].Id))
            {
                contact.Links.Add(new() { Id = ids.Next<ContactPointLink>(), PointId = drafts[i].Id, ContactId = contact.Id, From = session.Now });
            }

            changes.Add(new(Word.Of(old[i].Channel), old[i].Canonical, drafts[i].Key.Canonical));
        }

        contact.Touch(session.Now);
        changes.Add(new("consent", null, command.Move ? "moved along" : "kept with the old address"));
        db.Announce(ContactEvent.Of("contact.address_changed", contact, changes), actor);
        await db.SaveChangesAsync(ct);
    }

    private static async Task<List<ConsentProposal>> ProposalsAsync(WriteSession session, ChangeAddress.Command command, ContactPoint old, Id<ContactPoint> fresh, Rulebook rules, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var records = await db.Set<ConsentRecord>().AsNoTracking().Where(r => r.PointId == old.Id && (r.ContactId == default || r.ContactId == command.ContactId)
            && (r.Status == ConsentStatus.OptedIn || r.Status == ConsentStatus.OptedOut)).ToListAsync(ct);
        var profiles = await db.Set<ConsentEvent>().AsNoTracking().Where(e => e.PointId == old.Id && records.Select(r => r.EventId).Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, e => e.ProfileId, ct);
        PointDraft point = new() { Id = fresh };
        return [.. records.Where(r => !(r.Status == ConsentStatus.OptedIn && r.ValidUntil <= session.Now))
            .OrderBy(r => r.Status == ConsentStatus.OptedIn) // opt-outs first: no opt-in is ever live by mistake
            .Select(r => Proposal(command, r, point, profiles.GetValueOrDefault(r.EventId), rules, actor)).OfType<ConsentProposal>()];
    }

    private static ConsentProposal? Proposal(ChangeAddress.Command command, ConsentRecord record, PointDraft point, Id<ComplianceProfile> profileId, Rulebook rules, Actor actor)
    {
        if (rules.Purpose(record.PurposeId) is not { } purpose || (rules.Profile(profileId) ?? rules.Profiles.FirstOrDefault(p => rules.Uses(p, purpose))) is not { } profile)
        {
            return null;
        }

        var optIn = record.Status == ConsentStatus.OptedIn;
        return new()
        {
            Point = point, Profile = profile, Purpose = purpose, Topic = rules.Topic(record.TopicId), ContactId = command.ContactId, Status = record.Status,
            OccurredAt = optIn ? command.ActAt : record.OccurredAt, ValidUntil = record.ValidUntil, PausedUntil = record.PausedUntil, EndsAsStated = true,
            Action = command.Act, Source = ChangeAddress.Source, Reason = "address_changed", ActorKind = actor.Kind, ActorId = actor.Id ?? "", OnBehalfOf = ActorKind.Subject,
            Evidence = new() { Justification = Text.Clean(command.Justification) }, ReoptIn = ReoptIn.NewerAct, LacksConfirmation = optIn && profile.State.DoubleOptIn,
        };
    }

    private async Task AskAsync(WriteSession session, ChangeAddress.Command command, List<ConsentProposal> proposals, RecordResult[] results, CancellationToken ct)
    {
        var pending = proposals.Zip(results).Where(p => p.Second.Outcome == RecordOutcome.Pending);
        foreach (var group in pending.GroupBy(p => (p.First.Point.Id, p.First.Profile)))
        {
            await confirmation.AskAsync(session, group.Key.Id, command.ContactId, group.Key.Profile,
                [.. group.Select(p => new AskedItem(p.First.Purpose, p.First.Topic, command.ContactId, p.Second.EventId))], ct);
        }
    }
}
