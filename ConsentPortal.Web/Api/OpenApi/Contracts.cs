using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Consent;

namespace ConsentPortal.Web.Api.OpenApi;

// The shapes of the calls that are read and written byte by byte, for the description of the API; its tests hold the two together.

/// <summary>The body of /consent/check.</summary>
internal sealed record CheckRequest
{
    [Description("Code of the compliance profile under which the message is sent.")]
    public required string Profile { get; init; }

    [Description("Code of the purpose.")]
    public required string Purpose { get; init; }

    [Description("Code of a topic under the purpose.")]
    public string? Topic { get; init; }

    [Description("Required, except for a data-use purpose.")]
    public SendChannel? Channel { get; init; }

    [Description("The consent level that the contact must have reached."), Range(0, 5)]
    public int? MinimumLevel { get; init; }

    [Description("Answers as the portal would have answered then.")]
    public DateTimeOffset? At { get; init; }

    [Description("Adds the trace: every step that the decision visited.")]
    public bool? Explain { get; init; }

    [Description("Adds the unsubscribe link to allowed items, and on commercial email the header pair.")]
    public bool? Links { get; init; }

    [Description("Your own name of the message; an unsubscribe will name it."), MaxLength(200)]
    public string? MessageRef { get; init; }

    [Description("Who writes the message. For `ai` the obligations say when people must be told so (`disclose_ai`).")]
    public SenderKind? Sender { get; init; }

    [MinLength(1), MaxLength(CheckConsent.MaxItems)]
    public required IReadOnlyList<CheckRequestItem> Items { get; init; }
}

/// <summary>One address to decide on.</summary>
internal sealed record CheckRequestItem
{
    [Description("Given back with the answer.")]
    public string? Ref { get; init; }

    [Description("As you have it; every spelling of one address is one address.")]
    public required string Address { get; init; }

    [Description("External id of the contact you mean. Without it all contacts on the address are asked, and the most restrictive answer wins.")]
    public string? Contact { get; init; }
}

/// <summary>The answers, in the order asked.</summary>
internal sealed record CheckAnswer(DateTimeOffset DecidedAt, IReadOnlyList<CheckAnswerItem> Items);

/// <summary>The answer for one address. Do not send unless <c>allowed</c> is true.</summary>
internal sealed record CheckAnswerItem(
    string? Ref, bool Allowed, ReasonCode Reason, DateTimeOffset? Since, IReadOnlyList<Id<ConsentEvent>> Evidence, TrackingAnswer Tracking, IReadOnlyList<Obligation> Obligations,
    IReadOnlyList<CheckTraceStep>? Trace = null, string? UnsubscribeUrl = null, LinkHeaders? Headers = null);

/// <summary>May opens and clicks of this message be tracked?</summary>
internal sealed record TrackingAnswer(bool Allowed, ReasonCode Reason);

/// <summary>One step of the decision.</summary>
internal sealed record CheckTraceStep(TraceStepName Step, TraceOutcome Outcome, EnforcementModel? Model = null, ConsentStatus? Status = null);

/// <summary>The body of /consent/events.</summary>
internal sealed record EventsRequest([property: MinLength(1), MaxLength(RecordConsent.MaxItems)] IReadOnlyList<EventRequestItem> Items);

/// <summary>One thing that somebody said about one answer.</summary>
internal sealed record EventRequestItem
{
    [Description("Required, except for a data-use purpose.")]
    public SendChannel? Channel { get; init; }

    public required string Address { get; init; }

    [Description("External id of the contact who spoke.")]
    public string? Contact { get; init; }

    public required string Profile { get; init; }

    public required string Purpose { get; init; }

    public string? Topic { get; init; }

    [Description("Required, unless pausedUntil is given.")]
    public StatedStatus? Status { get; init; }

    [Description("When the person acted; missing = now. More than five minutes ahead counts as now.")]
    public DateTimeOffset? OccurredAt { get; init; }

    [Description("When the address confirmed the opt-in. Without it an opt-in stays pending where the profile demands double opt-in.")]
    public DateTimeOffset? ConfirmedAt { get; init; }

    [Description("The act; api if missing.")]
    public StatedAction? Action { get; init; }

    [Description("Who acted; the application itself if missing.")]
    public StatedActor? Actor { get; init; }

    [MaxLength(ConsentEvent.SourceMaxLength)]
    public string? Source { get; init; }

    public string? Justification { get; init; }

    [Description("On what the opt-in rests; express if missing. Consent implied by a purchase or an inquiry is counted from occurredAt, ends by itself, lifts no opt-out, and counts only where the profile accepts it (CASL).")]
    public ConsentBasis? Basis { get; init; }

    [Description("The opt-in ends then; missing = as many months after the act as the profile says, else never.")]
    public DateTimeOffset? ValidUntil { get; init; }

    [Description("Denies until then, without changing the status.")]
    public DateTimeOffset? PausedUntil { get; init; }

    public StatedEvidence? Evidence { get; init; }
}

/// <summary>Who acted.</summary>
internal sealed record StatedActor(StatedActorKind? Kind = null, string? Id = null);

/// <summary>What was shown, and from where the answer came. Kept apart from the event, so that it can be erased.</summary>
internal sealed record StatedEvidence(string? Wording = null, string? WordingVersion = null, string? Language = null, string? Ip = null, string? UserAgent = null);

/// <summary>The body of /contact-points/query.</summary>
internal sealed record ContactPointRequest([property: JsonRequired] SendChannel Channel, [property: JsonRequired] string Address, DateTimeOffset? At = null);

/// <summary>The body of /suppressions and /suppressions/lift.</summary>
internal sealed record SuppressionRequest(
    [property: JsonRequired] SendChannel Channel, [property: JsonRequired] string Address, [property: JsonRequired] SuppressionScope Scope,
    [property: JsonRequired, Description("hardBounce, complaint, objection, erasure, legalOrder, manual, or your own words.")] string Reason,
    [property: Description("Code of the purpose; only with the scope purpose.")] string? Purpose = null);

/// <summary>The body of /links.</summary>
internal sealed record LinksRequest
{
    public required string Profile { get; init; }

    public required string Purpose { get; init; }

    public string? Topic { get; init; }

    public SendChannel? Channel { get; init; }

    [MaxLength(200)]
    public string? MessageRef { get; init; }

    [MinLength(1), MaxLength(IssueLinks.MaxAddresses)]
    public required IReadOnlyList<string> Addresses { get; init; }
}

/// <summary>What went wrong (RFC 9457).</summary>
internal sealed record ApiProblem(string Type, string Title, int Status, string? Detail, [property: Description("Every field that is wrong, by its path, with what to mend.")] Dictionary<string, string[]>? Errors);
