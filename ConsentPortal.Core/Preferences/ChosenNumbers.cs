using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>What was ticked for a number on its preference page and waits for the code: finds what is left of it, and writes it down.</summary>
public sealed class ChosenNumbers(ConsentLedger ledger, UndoOffers undo, AddressHasher hasher)
{
    /// <summary>The open questions of a form, of the link's own number alone.</summary>
    internal async ValueTask<IReadOnlyList<OpenConfirmation>> OpenAsync(WriteSession session, PreferenceLink link, string key, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var (ids, mine) = (NumberRequests.Read(key), (await LinkPoints.OfAsync(db, link, hasher, ct)).ConvertAll(p => p.Id));
        List<OpenConfirmation> open = [];
        foreach (var request in await db.Set<ConsentRequest>().Include(r => r.Items).Where(r => ids.Contains(r.Id) && mine.Contains(r.PointId)).OrderBy(r => r.Id).ToListAsync(ct))
        {
            if (await ReadConfirmation.OpenAsync(db, request, rules, session.Now, ct) is { } question)
            {
                open.Add(question);
            }
        }

        return open;
    }

    internal async ValueTask<Outcome<ConfirmChoices.View>> WriteAsync(WriteSession session, ConfirmChoices.Command command, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await OpenAsync(session, command.Link, command.Key, rules, ct) is not [var first, ..] open)
        {
            return Problem.Invalid("code", "There is nothing left to confirm.");
        }

        var channels = (await LinkPoints.OfAsync(db, command.Link, hasher, ct)).ToDictionary(p => p.Id, p => p.Channel);
        var asked = open.SelectMany(o => o.Items).Select(i => i.EventId).ToList();
        var pages = await db.Set<ConsentEvent>().AsNoTracking().Where(e => asked.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.PreferenceCenterVersion, ct); // where it was ticked, whatever was published since
        List<ConsentProposal> proposals = [];
        foreach (var question in open)
        {
            question.Request.Close(confirmed: true, session.Now);
            PointDraft point = new() { Id = question.Request.PointId };
            proposals.AddRange(question.Items.Select(i => Proposal(command, question, i, new(point, channels[point.Id], pages.GetValueOrDefault(i.EventId) ?? ChoiceWording.Version, session.Now))));
        }

        await db.SaveChangesAsync(ct);
        var results = await ledger.WriteAsync(session, proposals, ct);
        OfferedSave save = new(command.Link.PointId, first.Profile.Id, [.. results.Where(r => r.Outcome == RecordOutcome.Recorded).Select(r => r.EventId)])
        {
            OtherPointId = open.Select(o => o.Request.PointId).FirstOrDefault(id => id != command.Link.PointId),
        };
        return new ConfirmChoices.View([.. open.SelectMany(o => o.Items)], await undo.MakeAsync(session, save, UndoOffer.Life, ct));
    }

    // the words that stood beside the box: the published ones, else those of the page
    private static ConsentProposal Proposal(ConfirmChoices.Command command, OpenConfirmation question, AskedItem item, NumberPoint number)
    {
        var language = question.Request.Language;
        return new()
        {
            Point = number.Draft, Profile = question.Profile, Purpose = item.Purpose, Topic = item.Topic, ContactId = item.ContactId, Status = ConsentStatus.OptedIn, ConfirmedAt = number.Now,
            Action = ConsentAction.Confirmed, Source = "confirmation", ActorKind = ActorKind.Subject, PreferenceCenterVersion = number.Page, MessageRefId = command.Link.MessageRefId,
            ReoptIn = ReoptIn.NewerAct, LiftsSuppression = true,
            Evidence = command.Visitor.Saw(item.Wording ?? ChoiceWording.Built(question.Profile, item.Purpose, item.Topic, item.Purpose.Type == PurposeType.DataUse ? Channel.None : number.Channel, language)),
        };
    }

    private sealed record NumberPoint(PointDraft Draft, Channel Channel, string Page, DateTimeOffset Now);
}
