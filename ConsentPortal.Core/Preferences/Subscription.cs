using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>A sign-up form as it was sent. The page only writes it down; the worker asks the addresses to confirm and forgets what was
/// typed. What is left serves "send it again" and the code of a number, and goes after 30 days.</summary>
public sealed class Subscription : IEntity
{
    public const int TicksMaxLength = 16_000;

    public Id<Subscription> Id { get; init; }

    /// <summary>SHA-256 of the token in the answer page.</summary>
    public byte[] TokenHash { get; init; } = [];

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>The page as it was: <c>subscribe@3</c>.</summary>
    public string PageVersion { get; init; } = "";

    public string Language { get; init; } = "";

    public string Email { get; private set; } = "";

    public string Phone { get; private set; } = "";

    public string FirstName { get; private set; } = "";

    public string LastName { get; private set; } = "";

    public bool Child { get; init; }

    public string GuardianName { get; private set; } = "";

    public string GuardianEmail { get; private set; } = "";

    /// <summary>What was ticked, with the words beside it.</summary>
    public string TicksJson { get; init; } = "";

    public string Ip { get; private set; } = "";

    public string UserAgent { get; private set; } = "";

    /// <summary>Filled in faster than anybody types: a sign, no more.</summary>
    public bool Doubtful { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Carried out, and what was typed forgotten.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    public int Tries { get; private set; }

    public Id<RequestedPerson> PersonId { get; private set; }

    /// <summary>The number that got the code; 0 = none.</summary>
    public Id<ContactPoint> NumberPointId { get; private set; }

    /// <summary>The points of the ticked phone channels; 0 = not ticked.</summary>
    public Id<ContactPoint> SmsPointId { get; private set; }

    public Id<ContactPoint> VoicePointId { get; private set; }

    public IReadOnlyList<SubscriptionTick> Ticks => JsonSerializer.Deserialize<List<SubscriptionTick>>(TicksJson) ?? [];

    internal static string Json(IEnumerable<SubscriptionTick> ticks) => JsonSerializer.Serialize(ticks);

    internal Subscription Says(SubscribeEntry entry, Visitor visitor)
    {
        (Email, Phone, FirstName, LastName) = (entry.Email, entry.Phone, entry.FirstName, entry.LastName);
        (GuardianName, GuardianEmail) = entry.Child ? (entry.GuardianName, entry.GuardianEmail) : ("", "");
        var seen = visitor.Saw();
        (Ip, UserAgent) = (seen.Ip ?? "", seen.UserAgent ?? "");
        return this;
    }

    internal void Take(Id<RequestedPerson> person, DateTimeOffset now)
    {
        (PersonId, TakenAt) = (person, now);
        (Email, Phone, FirstName, LastName, GuardianName, GuardianEmail, Ip, UserAgent) = ("", "", "", "", "", "", "", "");
    }

    internal void AskNumber(Id<ContactPoint> number, Id<ContactPoint> sms, Id<ContactPoint> voice) => (NumberPointId, SmsPointId, VoicePointId) = (number, sms, voice);
}

/// <summary>One tick: what it was for, on which channel, and the words that stood beside it.</summary>
public sealed record SubscriptionTick(long Purpose, long Topic, Channel Channel, string Wording, string Version, string Language);

/// <summary>What was typed into a sign-up form.</summary>
public sealed record SubscribeEntry
{
    /// <summary>The keys of the ticked boxes: <c>email-1-2</c>.</summary>
    public IReadOnlyList<string> Ticks { get; init; } = [];

    /// <summary>The wording that the form showed beside a box, by key; empty = the one in force.</summary>
    public IReadOnlyDictionary<string, string> Seen { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public bool Child { get; init; }

    public string GuardianName { get; init; } = "";

    public string GuardianEmail { get; init; } = "";

    internal SubscribeEntry Clean() => this with
    {
        Email = Text.Clean(Email), Phone = Text.Clean(Phone), FirstName = Text.Clean(FirstName), LastName = Text.Clean(LastName), GuardianName = Text.Clean(GuardianName), GuardianEmail = Text.Clean(GuardianEmail),
    };
}
