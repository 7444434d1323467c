using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One item of <c>POST /consent/events</c> as it came, in words and codes.</summary>
public sealed record ConsentStatement
{
    /// <summary>May be absent for a data-use purpose.</summary>
    public Channel? Channel { get; init; }

    public string? Address { get; init; }

    /// <summary>External id of a contact.</summary>
    public string? Contact { get; init; }

    public string? Profile { get; init; }

    public string? Purpose { get; init; }

    public string? Topic { get; init; }

    /// <summary>Opted in or opted out; may be absent when <see cref="PausedUntil"/> is given.</summary>
    public ConsentStatus? Status { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public ConsentAction Action { get; init; } = ConsentAction.Api;

    /// <summary>Who acted; null = the application itself.</summary>
    public ActorKind? ActorKind { get; init; }

    public string? ActorId { get; init; }

    public string? Source { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>On what an opt-in rests; implied consent ends by itself.</summary>
    public ConsentBasis Basis { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public ConsentEvidence Evidence { get; init; } = new();
}
