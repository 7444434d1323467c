using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Six digits sent to an address: who types them in reads what is sent there. Ten minutes, five tries, once (OWASP ASVS 6.5, 6.6);
/// stored as a keyed hash, bound to what it was asked for.</summary>
public sealed class AddressCode : IEntity
{
    public const int MaxTries = 5;
    public const int UseMaxLength = 24;

    /// <summary>At most this many codes to one address in an hour: with five tries each, guessing has a chance of 1 in 40,000.</summary>
    public const int MaxPerHour = 5;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public Id<AddressCode> Id { get; init; }

    public Id<ContactPoint> PointId { get; init; }

    /// <summary>What it was asked for: a code for one thing does not open another.</summary>
    public string Use { get; init; } = "";

    /// <summary>The key of the ring of secrets that made the hash.</summary>
    public short HashKey { get; init; }

    public byte[] CodeHash { get; init; } = [];

    public DateTimeOffset SentAt { get; init; }

    public int Tries { get; private set; }

    /// <summary>Used, or replaced by a newer one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => ClosedAt is null && Tries < MaxTries && SentAt + Life > now;

    internal void Try() => Tries++;

    internal void Close(DateTimeOffset now) => ClosedAt ??= now;
}
