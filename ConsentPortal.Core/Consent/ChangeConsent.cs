using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>A member of staff changes one answer of one address: an opt-out always and at once; an opt-in over a stored opt-out only as
/// a later act of the person (spoken or on paper); pending until confirmed where the profile asks for double opt-in.</summary>
public sealed class ChangeConsent(WriteQueue queue, ConsentLedger ledger, IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, StaffConfirmation confirmation)
{
    public const string Source = "portal";

    public sealed record Command
    {
        public required Id<ContactPoint> PointId { get; init; }

        /// <summary>Whom it is about; none where the address belongs to nobody.</summary>
        public Id<Contact> ContactId { get; init; }

        public required Id<ComplianceProfile> ProfileId { get; init; }

        public required Id<Purpose> PurposeId { get; init; }

        /// <summary>None = the purpose itself.</summary>
        public Id<Topic> TopicId { get; init; }

        public required ConsentChange Change { get; init; }

        /// <summary>Spoken or paper: the person's own act, written down for them. Staff: our own decision.</summary>
        public required ConsentAction Act { get; init; }

        /// <summary>When the person said or signed it; null = now.</summary>
        public DateTimeOffset? ActAt { get; init; }

        /// <summary>One of <see cref="StaffReasons"/>.</summary>
        public string Reason { get; init; } = "";

        public string Justification { get; init; } = "";

        /// <summary>Only with a pause.</summary>
        public DateTimeOffset? PausedUntil { get; init; }

        /// <summary>Only with an opt-in: it expires then.</summary>
        public DateTimeOffset? ValidUntil { get; init; }
    }

    /// <param name="Asked">What became of the question to the address, where one was due.</param>
    public sealed record View(RecordOutcome Outcome, Id<ConsentEvent> EventId, AskOutcome? Asked = null);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RecordConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var point = await PointScope.FindAsync(db, command.PointId, command.ContactId, actor, ct);
        if (point is null)
        {
            return PointScope.Missing;
        }

        var target = ChangeTarget.Find(await rulebooks.FreshAsync(ct), command.ProfileId, command.PurposeId, command.TopicId);
        if (target is null)
        {
            return Problem.NotFound("The profile does not use this purpose or topic any more. Load the page again.");
        }

        return await queue.RunAsync<Outcome<View>>(async session =>
        {
            var problems = ChangeRules.Check(command, target, point, session.Now);
            return problems.Count > 0 ? problems : await WriteAsync(session, command, target, actor, ct);
        }, ct: ct);
    }

    private async ValueTask<Outcome<View>> WriteAsync(WriteSession session, Command command, ChangeTarget target, Actor actor, CancellationToken ct)
    {
        var result = (await ledger.WriteAsync(session, [Proposal(command, target, session.Now, actor)], ct))[0];
        return result.Outcome switch
        {
            RecordOutcome.KeptOptOut => ChangeRules.Kept(command),
            RecordOutcome.Invalid => Problem.Invalid("contact", "This purpose keeps consent per person, and several people use the address. Open the person who opts in."),
            RecordOutcome.Pending => new View(result.Outcome, result.EventId, await confirmation.AskAsync(session, command.PointId, command.ContactId,
                target.Profile, [new(target.Purpose, target.Topic, command.ContactId, result.EventId)], ct)),
            _ => new View(result.Outcome, result.EventId),
        };
    }

    private static ConsentProposal Proposal(Command command, ChangeTarget target, DateTimeOffset now, Actor actor) => new()
    {
        Point = new() { Id = command.PointId }, Profile = target.Profile, Purpose = target.Purpose, Topic = target.Topic, ContactId = command.ContactId,
        Status = command.Change switch { ConsentChange.OptIn => ConsentStatus.OptedIn, ConsentChange.OptOut => ConsentStatus.OptedOut, _ => null },
        OccurredAt = command.ActAt,
        PausedUntil = command.Change switch { ConsentChange.Pause => command.PausedUntil, ConsentChange.Resume => now, _ => null },
        ValidUntil = command.Change == ConsentChange.OptIn ? command.ValidUntil : null,
        Action = command.Act, Source = Source, Reason = command.Reason, ActorKind = actor.Kind, ActorId = actor.Id ?? "",
        OnBehalfOf = command.Act == ConsentAction.Staff ? null : ActorKind.Subject,
        Evidence = new() { Justification = Text.Clean(command.Justification) },
        ReoptIn = command.Act == ConsentAction.Staff ? ReoptIn.No : ReoptIn.NewerAct,
        LacksConfirmation = command.Change == ConsentChange.OptIn && target.Profile.State.DoubleOptIn,
    };
}

/// <summary>The profile, purpose and topic of a change, as the rulebook has them now.</summary>
internal sealed record ChangeTarget(ComplianceProfile Profile, Purpose Purpose, Topic? Topic)
{
    public static ChangeTarget? Find(Rulebook rules, Id<ComplianceProfile> profileId, Id<Purpose> purposeId, Id<Topic> topicId)
    {
        if (rules.Profile(profileId) is not { } profile || rules.Purpose(purposeId) is not { } purpose || !rules.Uses(profile, purpose))
        {
            return null;
        }

        var topic = topicId.IsNone ? null : purpose.Topics.FirstOrDefault(t => t.Id == topicId);
        return topicId.IsNone || topic is not null ? new(profile, purpose, topic) : null;
    }

    public bool Active => Profile.State.Active && Purpose.State.Active && Topic?.State.Active != false;
}
