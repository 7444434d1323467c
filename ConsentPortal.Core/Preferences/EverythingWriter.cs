using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <param name="Points">Empty where the database has never heard of the link's address: then its id alone is written to.</param>
internal sealed record StopEverything(UnsubscribeFromEverything.Command Command, ComplianceProfile Profile, IReadOnlyList<Purpose> Purposes, IReadOnlyList<ContactPoint> Points);

/// <summary>Writes "everything" in one transaction.</summary>
public sealed class EverythingWriter(ConsentLedger ledger, SaveOffers offers, SuppressionBook book)
{
    internal async ValueTask<SavedChoices> WriteAsync(WriteSession session, StopEverything stop, Actor actor, CancellationToken ct)
    {
        var command = stop.Command;
        var drafts = stop.Points.Count == 0 ? [new() { Id = command.Link.PointId }] : stop.Points.Select(p => new PointDraft { Id = p.Id }).ToList();
        var results = await ledger.WriteAsync(session, [.. drafts.SelectMany(d => stop.Purposes.Select(p => Proposal(stop, d, p)))], ct);
        List<Id<ConsentEvent>> events = [.. results.Where(r => r.Outcome == RecordOutcome.Recorded).Select(r => r.EventId)];
        var suppressions = command.AllBrands ? await SuppressAsync(session, stop, actor, ct) : [];
        Offering offering = new(command.Link, stop.Profile, command.Visitor, command.SignsSeen)
        {
            OtherPointId = drafts is [_, var other] ? other.Id : default, Events = events, Suppressions = suppressions,
            Off = language => [.. stop.Purposes.Select(p => p.Name.In(language))],
        };
        return new([], [], null, await offers.MakeAsync(session, offering, ct)) { AllBrands = command.AllBrands };
    }

    private async ValueTask<List<Id<Suppression>>> SuppressAsync(WriteSession session, StopEverything stop, Actor actor, CancellationToken ct)
    {
        List<Id<Suppression>> added = [];
        foreach (var point in stop.Points)
        {
            var masked = point.Canonical is { } address ? ContactPointKey.Mask(point.Channel, address) : "";
            SuppressionDraft draft = new(new(AddressHash.From(point.KeyHash), point.HashKey, point.Channel, masked), SuppressionScope.Marketing, null, SuppressionReason.Objection);
            var result = await book.AddAsync(session, draft, actor, ct);
            if (result.Added)
            {
                added.Add(result.Id);
            }
        }

        return added;
    }

    private static ConsentProposal Proposal(StopEverything stop, PointDraft point, Purpose purpose) => new()
    {
        Point = point, Profile = stop.Profile, Purpose = purpose, ContactId = stop.Command.Link.ContactId, Status = ConsentStatus.OptedOut,
        Action = ConsentAction.Button, Source = ChoiceWriter.Source, Reason = stop.Command.AllBrands ? "all_brands" : "everything", ActorKind = ActorKind.Subject,
        Evidence = stop.Command.Visitor.Saw(), PreferenceCenterVersion = ChoiceWording.PageOf(stop.Command.Visitor), MessageRefId = stop.Command.Link.MessageRefId, Doubtful = stop.Command.SignsSeen.Count > 0,
    };
}
