using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Turns weighed proposals into the events, records, side rows and journal lines of one batch.</summary>
internal sealed class EventMaker(WriteSession session, LedgerBatch batch, IdSource ids)
{
    private readonly EvidenceRows evidence = new(session, batch, ids);

    public async ValueTask<RecordResult> WeighAsync(ConsentProposal proposal, Id<Contact> keyContact, CancellationToken ct)
    {
        proposal = Cut(proposal);
        var own = proposal.Point.Record(proposal.Purpose.Id, proposal.TopicId, keyContact);
        var beside = keyContact.IsNone ? proposal.Point.OptOutOfAContact(proposal.Purpose.Id, proposal.TopicId)
            : proposal.Point.Record(proposal.Purpose.Id, proposal.TopicId, Id<Contact>.None);
        proposal = Validity.Give(proposal, own, session.Now);
        var weighing = Weighing.Weigh(proposal, own, beside, session.Now);
        var unchanged = weighing.Outcome is RecordOutcome.Unchanged or RecordOutcome.KeptOptOut
            || (weighing.SameUnlessEvidenceDiffers && await evidence.IsSameAsync(proposal, own!, ct));
        if (unchanged)
        {
            if (proposal.Status == ConsentStatus.OptedOut && own is { Status: ConsentStatus.OptedOut } && (own.ActorKind == ActorKind.Import || !keyContact.IsNone))
            {
                batch.Repeats.Add(new(own.PointId, own.EventId, proposal.ImportBatch));
            }

            var outcome = weighing.Outcome == RecordOutcome.KeptOptOut ? RecordOutcome.KeptOptOut : RecordOutcome.Unchanged;
            return new(outcome, (weighing.Kept ?? own)?.EventId ?? default);
        }

        var happened = Make(proposal, keyContact, own, weighing, await evidence.OfAsync(proposal, ct));
        batch.Events.Add(happened);
        if (weighing.Applied)
        {
            Project(happened, proposal.Point, own);
            await LiftSuppressionsAsync(proposal, happened, ct);
        }

        if (happened is { NewStatus: ConsentStatus.OptedOut, StatesStatus: true })
        {
            session.Journal.Add(Line(proposal, happened));
        }

        return new(weighing.Outcome, happened.Id);
    }

    /// <summary>Gives the events their places in the ledger and their leaf hashes, now that all of them are known.</summary>
    public async ValueTask NumberAsync(CancellationToken ct)
    {
        var next = await session.Ledger.TakeSequencesAsync(batch.Events.Count, ct);
        foreach (var happened in batch.Events)
        {
            happened.Sequence = next++;
            happened.LeafHash = LedgerLeaf.Of(happened);
        }

        if (session.Journal.Count == 0)
        {
            return;
        }

        var numbers = batch.Events.ToDictionary(e => e.Id.Value, e => e.Sequence);
        for (var i = 0; i < session.Journal.Count; i++)
        {
            if (session.Journal[i].Sequence == 0 && numbers.TryGetValue(session.Journal[i].Id, out var sequence))
            {
                session.Journal[i] = session.Journal[i] with { Sequence = sequence };
            }
        }
    }

    private ConsentEvent Make(ConsentProposal proposal, Id<Contact> keyContact, ConsentRecord? own, Weighing weighing, SideRefs sides) => new()
    {
        PointId = proposal.Point.Id, Id = ids.Next<ConsentEvent>(), ContactId = proposal.ContactId, KeyContactId = keyContact,
        ProfileId = proposal.Profile.Id, PurposeId = proposal.Purpose.Id, TopicId = proposal.TopicId,
        OldStatus = own?.Status ?? ConsentStatus.NotSet, NewStatus = weighing.NewStatus, Applied = weighing.Applied, StatesStatus = proposal.Status is not null,
        Action = proposal.Action, Source = proposal.Source, Reason = Validity.ReasonOf(proposal),
        ActorKind = proposal.ActorKind, ActorId = proposal.ActorId, OnBehalfOf = proposal.OnBehalfOf,
        OccurredAt = weighing.OccurredAt, RecordedAt = session.Now, StatedAt = weighing.StatedAt, ConfirmedAt = proposal.ConfirmedAt,
        ValidUntil = proposal.Status is null ? own?.ValidUntil : proposal.ValidUntil, PausedUntil = proposal.PausedUntil ?? own?.PausedUntil,
        WordingVersion = proposal.Evidence.WordingVersion ?? "", WordingSha256 = sides.WordingSha256, WordingLanguage = proposal.Evidence.Language ?? "",
        PreferenceCenterVersion = proposal.PreferenceCenterVersion, MessageRefId = proposal.MessageRefId, ImportBatch = proposal.ImportBatch, Doubtful = proposal.Doubtful,
        JustificationId = sides.Justification.Id, JustificationHash = sides.Justification.Hash, WordingId = sides.Wording.Id, WordingHash = sides.Wording.Hash,
        OriginId = sides.Origin.Id, OriginHash = sides.Origin.Hash,
    };

    private void Project(ConsentEvent happened, PointDraft point, ConsentRecord? own)
    {
        var record = ConsentProjection.Next(own, happened);
        if (own is not null)
        {
            point.Records.Remove(own);
        }

        point.Records.Add(record);
        batch.Changed.Add((point, happened.PurposeId, happened.TopicId, happened.KeyContactId));
    }

    // "Erasure and complaint suppress marketing only; a later confirmed opt-in lifts them for that purpose only" (domain.md §2)
    private async ValueTask LiftSuppressionsAsync(ConsentProposal proposal, ConsentEvent happened, CancellationToken ct)
    {
        if (!proposal.LiftsSuppression || happened.NewStatus != ConsentStatus.OptedIn || proposal.Point.Hash.IsEmpty)
        {
            return;
        }

        foreach (var suppression in await session.Ledger.LiftableAsync(proposal.Point.Hash, happened.PurposeId, ct))
        {
            var lifted = batch.Lifts.Exists(l => l.SuppressionId == suppression.Id && l.PurposeId == happened.PurposeId);
            if (!lifted && suppression.YieldsToConfirmedOptIn && (happened.ConfirmedAt ?? happened.OccurredAt) > suppression.From)
            {
                batch.Lifts.Add(new() { Id = ids.Next<SuppressionLift>(), SuppressionId = suppression.Id, PurposeId = happened.PurposeId, EventId = happened.Id, From = session.Now });
            }
        }
    }

    private static JournalEntry Line(ConsentProposal proposal, ConsentEvent happened) => new()
    {
        Id = happened.Id.Value, Kind = JournalKind.OptOut, Channel = proposal.Point.Channel, Hash = JournalEntry.HexOf(proposal.Point.Hash),
        Profile = proposal.Profile.Code, Purpose = proposal.Purpose.Code, Topic = proposal.Topic?.Code, Contact = happened.KeyContactId.Value, At = happened.OccurredAt,
    };

    private static ConsentProposal Cut(ConsentProposal proposal) => IsCut(proposal.OccurredAt) && IsCut(proposal.ConfirmedAt) && IsCut(proposal.ValidUntil) && IsCut(proposal.PausedUntil) ? proposal
        : proposal with { OccurredAt = Cut(proposal.OccurredAt), ConfirmedAt = Cut(proposal.ConfirmedAt), ValidUntil = Cut(proposal.ValidUntil), PausedUntil = Cut(proposal.PausedUntil) };

    private static bool IsCut(DateTimeOffset? time) => time is null || (time.Value.Offset == TimeSpan.Zero && time.Value.Ticks % TimeSpan.TicksPerMicrosecond == 0);

    private static DateTimeOffset? Cut(DateTimeOffset? time) => time is { } instant ? Clock.Cut(instant) : null;
}
