using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

public enum EmailState
{
    Queued,

    /// <summary>A worker has it in hand.</summary>
    Sending,
    Sent,

    /// <summary>Given up; the reason stays, and an administrator can send it again.</summary>
    Failed,

    /// <summary>It was handed over and no answer came, or the portal died over it: it may have arrived. Only a person sends it again.</summary>
    Unknown,
}

/// <summary>A mail on its way out: kept with its tries and the reason of the last failure.</summary>
public sealed class Email : IEntity
{
    public const int AddressMaxLength = 320;
    public const int SubjectMaxLength = 300;
    public const int KindMaxLength = 40;
    public const int ErrorMaxLength = 500;
    public const int MaxAttempts = 8;

    /// <summary>How long a try may take before its worker counts as dead. Longer than any transport's own patience.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Id<Email> Id { get; init; }

    /// <summary>What it is for: <c>opt_in_request</c>, <c>doubtful_unsubscribe</c>, <c>password</c>.</summary>
    public string Kind { get; init; } = "";

    public string To { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>Empty = as the settings say; see <see cref="MailFrom"/>.</summary>
    public string FromName { get; init; } = "";

    public string FromAddress { get; init; } = "";

    public string ReplyTo { get; init; } = "";

    /// <summary>Empty once sent by SMTP: the links in it act for the person, so no copy is kept.</summary>
    public string Text { get; private set; } = "";

    public string Html { get; private set; } = "";

    /// <summary>Extra headers, by name.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The contact point it goes to, by number, so that an erasure finds it; 0 = none.</summary>
    public long PointId { get; init; }

    public EmailState State { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Moved ahead by whoever takes the mail, so that two workers never send it both.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public string LastError { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; private set; }

    public bool HasBody => Text.Length > 0;

    internal Email Says(string text, string html)
    {
        (Text, Html) = (text, html);
        return this;
    }

    internal void Queue(DateTimeOffset now)
    {
        State = EmailState.Queued;
        Attempts = 0;
        NextAttemptAt = now;
    }

    internal void Take(DateTimeOffset now) => (State, NextAttemptAt) = (EmailState.Sending, now + Patience);

    internal void Delivered(DateTimeOffset now, bool keepBody)
    {
        State = EmailState.Sent;
        Attempts++;
        SentAt = now;
        LastError = "";
        if (!keepBody)
        {
            Says("", "");
        }
    }

    /// <summary>Tries again after 1, 2, 4 … minutes, at most 6 hours apart; gives up after <see cref="MaxAttempts"/>.</summary>
    internal void Missed(string error, DateTimeOffset now)
    {
        Attempts++;
        Note(error);
        NextAttemptAt = now + TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, Attempts - 1)));
        State = Attempts >= MaxAttempts ? EmailState.Failed : EmailState.Queued;
    }

    /// <summary>Refused for good: no try would end otherwise.</summary>
    internal void Refused(string error, DateTimeOffset now)
    {
        Attempts++;
        Note(error);
        (State, NextAttemptAt) = (EmailState.Failed, now);
    }

    /// <summary>Nobody knows whether it left.</summary>
    internal void Lose(string why, DateTimeOffset now)
    {
        Attempts++;
        Note(why);
        (State, NextAttemptAt) = (EmailState.Unknown, now);
    }

    /// <summary>Says why it waits, without counting a try.</summary>
    internal void Note(string why) => LastError = Kernel.Text.Cut(why, ErrorMaxLength);
}
