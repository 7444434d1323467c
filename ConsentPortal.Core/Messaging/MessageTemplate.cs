using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>A profile's own words for one kind of mail in one language. Once reset it stays as a row without words, so that a version is
/// never used twice, and the mail follows the shipped text again.</summary>
public sealed class MessageTemplate : IEntity, IAudited, IVersioned
{
    public const int SubjectMaxLength = 200;
    public const int ButtonMaxLength = 80;
    public const int BodyMaxLength = 8_000;
    public const int LanguageMaxLength = 12;

    public Id<MessageTemplate> Id { get; init; }

    /// <summary>The compliance profile, by number.</summary>
    public long ProfileId { get; init; }

    public string Kind { get; init; } = "";

    public string Language { get; init; } = "";

    /// <summary>False: the shipped text is used.</summary>
    public bool Edited { get; private set; }

    public string Subject { get; private set; } = "";

    public string Button { get; private set; } = "";

    public string Body { get; private set; } = "";

    public int Version { get; set; } = 1;

    public DateTimeOffset EditedAt { get; private set; }

    internal TemplateWords Words => new(Subject, Button, Body);

    internal void Say(TemplateWords words, DateTimeOffset now)
    {
        (Subject, Button, Body) = words;
        (Edited, EditedAt) = (true, now);
    }

    internal void Reset(DateTimeOffset now)
    {
        (Subject, Button, Body) = ("", "", "");
        (Edited, EditedAt) = (false, now);
    }
}
