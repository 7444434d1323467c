using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

public enum TextState
{
    /// <summary>For its first or next try.</summary>
    Waiting,
    Sent,

    /// <summary>The reason stays; while it is still of use an administrator can send it again.</summary>
    GivenUp,
}

/// <summary>A text message on its way to a phone. What it says is forgotten once it has left, or is of no use any more: codes act for the
/// person.</summary>
public sealed class TextMessage : IEntity
{
    public const int NumberMaxLength = 16;
    public const int KindMaxLength = 40;
    public const int ErrorMaxLength = 500;
    public const int MaxAttempts = 5;

    /// <summary>How long a try may take before another worker may try again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public Id<TextMessage> Id { get; init; }

    /// <summary>What it is for: <c>address_code</c>, <c>lost_link</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>E.164.</summary>
    public string To { get; init; } = "";

    /// <summary>The number as staff see it: <c>+49…67</c>.</summary>
    public string MaskedTo => Mask(To);

    /// <summary>Empty once it has left or is of no use.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The contact point it goes to, by number, so that an erasure finds it.</summary>
    public long PointId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not worth sending any more from then on: a code that is out of date only confuses.</summary>
    public DateTimeOffset UselessAt { get; init; }

    public int Attempts { get; private set; }

    /// <summary>Moved ahead by whoever takes it; of one that was given up, when it is forgotten. Null once it was sent or forgotten.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    public string LastError { get; private set; } = "";

    public TextState State => StateOf(SentAt, FailedAt, NextAttemptAt);

    public bool MayResend(DateTimeOffset now) => SentAt is null && FailedAt is not null && Text.Length > 0 && UselessAt > now;

    internal static TextState StateOf(DateTimeOffset? sent, DateTimeOffset? failed, DateTimeOffset? next)
        => sent is not null ? TextState.Sent : failed is not null || next is null ? TextState.GivenUp : TextState.Waiting;

    internal static string Mask(string number) => number.Length <= 6 ? "…" : $"{number[..3]}…{number[^2..]}";

    internal TextMessage Says(string text)
    {
        (Text, NextAttemptAt) = (text, CreatedAt);
        return this;
    }

    internal void Take(DateTimeOffset now) => NextAttemptAt = now + Patience;

    internal void Delivered(DateTimeOffset now)
    {
        Attempts++;
        (SentAt, NextAttemptAt, LastError, Text) = (now, null, "", "");
    }

    /// <summary>Tries again after 5, 10, 20 … seconds; gives up after <see cref="MaxAttempts"/>, or when it is of no use any more.</summary>
    internal void Missed(string error, DateTimeOffset now)
    {
        Attempts++;
        LastError = Kernel.Text.Cut(error, ErrorMaxLength);
        var next = now + TimeSpan.FromSeconds(5 * Math.Pow(2, Attempts - 1));
        var over = Attempts >= MaxAttempts || next >= UselessAt;
        (FailedAt, NextAttemptAt) = (over ? now : null, over ? UselessAt : next);
    }

    /// <summary>It is of no use any more.</summary>
    internal void Forget(DateTimeOffset now)
    {
        LastError = LastError.Length == 0 ? "It could not be sent in time." : LastError;
        (FailedAt, NextAttemptAt, Text) = (FailedAt ?? now, null, "");
    }

    internal void Queue(DateTimeOffset now) => (FailedAt, Attempts, NextAttemptAt) = (null, 0, now);
}
