using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>The saves of one address that one mail tells of. It is open for ten minutes and gathers; then the mail is written, and its link
/// takes back whatever of them was not taken back before.</summary>
public sealed class ToldSaves : IEntity
{
    /// <summary>From the first save to the mail: long enough for somebody who tries one box after the other.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromMinutes(10);

    public Id<ToldSaves> Id { get; init; }

    public Id<ContactPoint> PointId { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>They looked like a mail scanner's.</summary>
    public bool Doubtful { get; init; }

    /// <summary>BCP 47: of the mail.</summary>
    public string Language { get; init; } = "";

    /// <summary>What each save switched off, in that language.</summary>
    public string SavesJson { get; private set; } = "[]";

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the mail is written; null once it was, or was found to be needless.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>SHA-256 of the token in the mail; null before.</summary>
    public byte[]? TokenHash { get; private set; }

    public IReadOnlyList<ToldSave> Saves => JsonSerializer.Deserialize<List<ToldSave>>(SavesJson) ?? [];

    public IReadOnlyList<Id<UndoOffer>> Offers => [.. Saves.Select(s => new Id<UndoOffer>(s.Offer))];

    internal void Add(ToldSave save)
    {
        SavesJson = JsonSerializer.Serialize(Saves.Append(save));
        DueAt ??= StartedAt + Gathers;
    }

    /// <param name="hash">Of the mail's token; null = there was nothing left to tell.</param>
    internal void Tell(byte[]? hash) => (DueAt, TokenHash) = (null, hash);
}

/// <summary>One save of them.</summary>
/// <param name="Off">What it switched off.</param>
/// <param name="PausedUntil">The end of the pause that it began; a moment that is over by then = it ended one; null = it was about no pause.</param>
public sealed record ToldSave(long Offer, IReadOnlyList<string> Off, DateTimeOffset? PausedUntil);
