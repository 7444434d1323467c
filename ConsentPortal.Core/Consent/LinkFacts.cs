using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What the page behind a preference link shows of its address besides the answers: read in one snapshot of the database.</summary>
public sealed class LinkFacts
{
    /// <summary>The rulebook's version in that snapshot: where it differs from the one in memory, read the rulebook again.</summary>
    public long RulebookVersion { get; init; }

    /// <summary>The link's own point first, then, for a number, the other phone channel; empty where the database never heard of it.</summary>
    public List<MatrixPoint> Points { get; } = [];

    /// <summary>Who uses the link's own address now, each with a language (BCP 47; empty = unknown).</summary>
    public List<(Id<Contact> Id, string Language)> People { get; } = [];

    /// <summary>The opt-ins that a mail asks to confirm and nobody answered yet.</summary>
    public HashSet<(Id<ContactPoint> Point, Id<Purpose> Purpose, Id<Topic> Topic)> Asked { get; } = [];

    /// <summary>The same number on the other phone channel: whoever holds the link holds both. Never another address of a person.</summary>
    public static bool TryTwin(Channel channel, string? canonical, out ContactPointKey twin)
    {
        twin = default;
        var other = channel switch { Channel.Sms => Channel.Voice, Channel.Voice => Channel.Sms, _ => Channel.None };
        return other != Channel.None && canonical is not null && ContactPointKey.TryParse(other, canonical, out twin);
    }
}
