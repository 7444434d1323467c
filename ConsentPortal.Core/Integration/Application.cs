using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>An integrated system: CRM, AI sales agent, campaign tool.</summary>
public sealed class Application : IEntity, IAudited
{
    public const int NameMaxLength = 120;

    public Id<Application> Id { get; init; }

    public string Name { get; internal set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>It sends no more; what it did stays in the trail. Null = in use.</summary>
    public DateTimeOffset? RetiredAt { get; internal set; }

    /// <summary>An AI system writes its messages: whoever gets one must be told so (Regulation (EU) 2024/1689 art. 50(1)).</summary>
    public bool IsAgent { get; internal set; }

    public const int CallbackHostsMaxLength = 1000;

    /// <summary>Hosts, with blanks between, that may be told how its requests stand (OpenDSR); empty = none.</summary>
    public string CallbackHosts { get; internal set; } = "";
}

/// <summary>A key of an application: <c>cp_&lt;id&gt;_&lt;secret&gt;</c>, shown once, stored hashed.</summary>
public sealed class ApiKey : IEntity, IAudited
{
    public const int NameMaxLength = 120;

    public Id<ApiKey> Id { get; init; }

    public Id<Application> ApplicationId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>HMAC-SHA-256 of the secret (256 random bits need no slow hash).</summary>
    public byte[] SecretHash { get; init; } = [];

    /// <summary>As the API names them: <c>consent:check</c>.</summary>
    public List<string> Scopes { get; init; } = [];

    /// <summary>The code of the one profile it may speak for; empty = all.</summary>
    public string ProfileCode { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>From then on it opens nothing; null = it holds until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>Requests a minute that it may make; 0 = what the portal grants every key.</summary>
    public int RequestsPerMinute { get; internal set; }

    /// <summary>To the hour, so that reading does not mean writing.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public bool HoldsAt(DateTimeOffset instant) => RevokedAt is null && !(ExpiresAt <= instant);

    internal void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    internal void Used(DateTimeOffset now) => LastUsedAt = now;
}

/// <summary>The first answer to a write that carried an <c>Idempotency-Key</c>; kept 24 hours.</summary>
public sealed class IdempotentAnswer : IEntity
{
    public const int KeyMaxLength = 200;
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public Id<ApiKey> ApiKeyId { get; init; }

    public string Key { get; init; } = "";

    /// <summary>SHA-256 of method, path and body: the same key with another request is refused.</summary>
    public byte[] RequestHash { get; init; } = [];

    /// <summary>0 while the first call is still running.</summary>
    public int Status { get; set; }

    /// <summary>The answer, sealed, because some answers show a secret once; while the call runs, the run that holds the key.</summary>
    public string Body { get; set; } = "";

    /// <summary>The headers of the answer, as JSON; empty = none.</summary>
    public string Headers { get; set; } = "";

    /// <summary>When it began; while the call runs, when it last showed that it lives.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
