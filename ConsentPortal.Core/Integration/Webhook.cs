using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>Whether a webhook is told of events.</summary>
public enum WebhookState
{
    Active,

    /// <summary>It did not answer for days: events wait, and a probe looks from time to time whether it is back.</summary>
    Asleep,

    /// <summary>By hand, or because the endpoint said that it is gone: events wait until somebody wakes it.</summary>
    Off,
}

/// <summary>Why a webhook is not active.</summary>
public enum WebhookReason
{
    None,
    ByHand,

    /// <summary>It answered 410.</summary>
    Gone,

    /// <summary>The last retry failed, and nothing had arrived in between.</summary>
    NoAnswer,
}

/// <summary>Where an application wants to be told of events. Its secret signs every body (Standard Webhooks 1.0).</summary>
public sealed class Webhook : IEntity, IAudited, IVersioned
{
    public const int UrlMaxLength = 2000;
    public const int DescriptionMaxLength = 200;
    public const int ProfileMaxLength = 60;

    /// <summary>How long the old secret goes on signing after a rotation.</summary>
    public static readonly TimeSpan OldSecretLife = TimeSpan.FromHours(24);

    public Id<Webhook> Id { get; init; }

    public Id<Application> ApplicationId { get; init; }

    public string Url { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>As <see cref="Messaging.OutgoingKinds"/> names them.</summary>
    public List<string> Kinds { get; private set; } = [];

    /// <summary>The code of the one profile whose purposes it is told of; empty = all.</summary>
    public string ProfileCode { get; private set; } = "";

    /// <summary>Addresses stand in the bodies, as long as the application holds a key that may read contacts.</summary>
    public bool SendsAddresses { get; private set; }

    public WebhookState State { get; private set; }

    public WebhookReason Reason { get; private set; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset StateSince { get; private set; }

    /// <summary>Sealed; never shown again.</summary>
    public byte[] Secret { get; private set; } = [];

    public byte[]? OldSecret { get; private set; }

    /// <summary>Until then the old secret signs too.</summary>
    public DateTimeOffset? OldSecretUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Removed: its log goes with the next tidying.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    public int Version { get; set; }

    internal void Describe(WebhookDraft draft)
        => (Url, Description, Kinds, ProfileCode, SendsAddresses) = (draft.Url, draft.Description, [.. draft.Kinds], draft.Profile, draft.Addresses);

    internal void Turn(WebhookState state, WebhookReason reason, DateTimeOffset now) => (State, Reason, StateSince) = (state, reason, now);

    internal void Sign(byte[] secret, DateTimeOffset now)
    {
        (OldSecret, OldSecretUntil) = Secret.Length == 0 ? ((byte[]?)null, (DateTimeOffset?)null) : (Secret, now + OldSecretLife);
        Secret = secret;
    }

    internal void EndOldSecret() => (OldSecret, OldSecretUntil) = (null, null);

    internal void Remove(DateTimeOffset now)
    {
        RemovedAt ??= now;
        (Secret, OldSecret, OldSecretUntil) = ([], null, null);
    }
}

/// <summary>What a webhook is to be, checked.</summary>
internal sealed record WebhookDraft(string Url, string Description, IReadOnlyList<string> Kinds, string Profile, bool Addresses);
