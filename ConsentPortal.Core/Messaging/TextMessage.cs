using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>A text message on its way to a phone. What it says is forgotten once it has left: codes act for the person.</summary>
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

    /// <summary>Empty once it has left.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The contact point it goes to, by number, so that an erasure finds it.</summary>
    public long PointId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not worth sending any more from then on: a code that is out of date only confuses.</summary>
    public DateTimeOffset UselessAt { get; init; }

    public int Attempts { get; private set; }

    /// <summary>Null once it was sent or given up; moved ahead by whoever takes it.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string LastError { get; private set; } = "";

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
        if (Attempts >= MaxAttempts || next >= UselessAt)
        {
            GiveUp(LastError);
        }
        else
        {
            NextAttemptAt = next;
        }
    }

    internal void GiveUp(string why) => (NextAttemptAt, LastError, Text) = (null, Kernel.Text.Cut(why, ErrorMaxLength), "");
}
