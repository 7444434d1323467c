using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>By what somebody got in, or tried to.</summary>
public enum SignInWay
{
    Password,

    /// <summary>Password, then a code of the authenticator app.</summary>
    Authenticator,

    /// <summary>Password, then one of the ten codes kept for a lost telephone.</summary>
    RecoveryCode,
    Passkey,
}

/// <summary>How a try to sign in ended.</summary>
public enum SignInResult
{
    SignedIn,
    WrongPassword,
    WrongCode,

    /// <summary>Wrong once too often: the account is locked for fifteen minutes.</summary>
    Locked,
}

/// <summary>One sign-in and what follows from it, on one device, until it is ended or left alone for eight hours.</summary>
public sealed class MemberSession : IEntity
{
    /// <summary>As long as the cookie lives without being used.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    public Id<MemberSession> Id { get; init; }

    public long MemberId { get; init; }

    public SignInWay Way { get; init; }

    /// <summary>"Firefox · Windows"; empty when the browser did not say.</summary>
    public string Device { get; init; } = "";

    /// <summary>The coarse network (<see cref="VisitorNetwork"/>).</summary>
    public string Network { get; init; } = "";

    public Id<SignInOrigin> OriginId { get; init; }

    public DateTimeOffset SignedInAt { get; init; }

    /// <summary>To five minutes.</summary>
    public DateTimeOffset LastSeenAt { get; internal set; }

    public DateTimeOffset? EndedAt { get; internal set; }
}

/// <summary>One line of a member's sign-in history; kept for ninety days.</summary>
public sealed class SignInEntry : IEntity
{
    public Id<SignInEntry> Id { get; init; }

    public long MemberId { get; init; }

    public DateTimeOffset At { get; init; }

    public SignInResult Result { get; init; }

    public SignInWay Way { get; init; }

    public string Device { get; init; } = "";

    public string Network { get; init; } = "";

    public Id<SignInOrigin> OriginId { get; init; }
}

/// <summary>The exact address and browser of a sign-in: personal data in a row of its own, forgotten after thirty days.</summary>
public sealed class SignInOrigin : IEntity
{
    public const int IpMaxLength = 45;
    public const int UserAgentMaxLength = 400;

    public Id<SignInOrigin> Id { get; init; }

    public long MemberId { get; init; }

    public string Ip { get; init; } = "";

    public string UserAgent { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }
}
