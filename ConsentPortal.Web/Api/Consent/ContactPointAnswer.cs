using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>What is stored about one address.</summary>
/// <param name="Canonical">The form under which every spelling of this address is found.</param>
/// <param name="Events">Newest first, the latest thousand.</param>
internal sealed record ContactPointAnswer(string Canonical, IReadOnlyList<SuppressionItem> Suppressions, IReadOnlyList<ConsentItem> Consents, IReadOnlyList<EventItem> Events)
{
    public static ContactPointAnswer Of(ReadContactPoint.View view) => new(
        view.Canonical,
        [.. view.Suppressions.Select(s => new SuppressionItem(s.Id, s.Scope, s.Purpose, s.Reason, s.From, s.LiftedFor))],
        [.. view.Consents.Select(c => new ConsentItem(c.Purpose, c.Topic, c.Contact, c.Status, c.Since, c.ValidUntil, c.Source, c.EventId))],
        [.. view.Events.Select(EventItem.Of)]);
}

/// <summary>A suppression that holds. <c>LiftedFor</c>: the purposes that confirmed opt-ins took out of it.</summary>
internal sealed record SuppressionItem(Id<Suppression> Id, SuppressionScope Scope, string? Purpose, SuppressionReason Reason, DateTimeOffset Since, IReadOnlyList<string> LiftedFor);

/// <summary>Where one answer stands. <c>Topic</c> null = the purpose itself; <c>Contact</c> null = the address, whoever uses it.</summary>
internal sealed record ConsentItem(string Purpose, string? Topic, string? Contact, ConsentStatus Status, DateTimeOffset Since, DateTimeOffset? ValidUntil, string Source, Id<ConsentEvent> EventId);

/// <summary>One event. <c>Applied</c> false = kept as history only.</summary>
internal sealed record EventItem(
    Id<ConsentEvent> EventId, string Profile, string Purpose, string? Topic, string? Contact, ConsentStatus OldStatus, ConsentStatus Status, bool Applied, ConsentAction Action,
    ActorItem Actor, ActorKind? OnBehalfOf, string Source, string? Reason, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateTimeOffset? ConfirmedAt,
    DateTimeOffset? ValidUntil, DateTimeOffset? PausedUntil, string? WordingVersion, string? Language, string? MessageRef)
{
    public static EventItem Of(ReadContactPoint.EventRow row)
    {
        var e = row.Happened;
        return new(
            e.Id, row.Profile, row.Purpose, row.Topic, row.Contact, e.OldStatus, e.NewStatus, e.Applied, e.Action, new(e.ActorKind, Text.CleanOrNull(e.ActorId)), e.OnBehalfOf, e.Source,
            Text.CleanOrNull(e.Reason), e.OccurredAt, e.RecordedAt, e.ConfirmedAt, e.ValidUntil, e.PausedUntil, Text.CleanOrNull(e.WordingVersion), Text.CleanOrNull(e.WordingLanguage), row.MessageRef);
    }
}

/// <summary>Who acted.</summary>
internal sealed record ActorItem(ActorKind Kind, string? Id);
