using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>One canonical address on one channel. Consent hangs on this, not on a person. Never deleted: erasure blanks the address and
/// keeps the id and the keyed hash; the address itself then belongs to a new point.</summary>
public sealed class ContactPoint : IEntity
{
    public const int AddressMaxLength = 320;

    public Id<ContactPoint> Id { get; init; }

    public Channel Channel { get; init; }

    /// <summary>As typed, for sending; null once erased.</summary>
    public string? Address { get; private set; }

    /// <summary>As <see cref="ContactPointKey"/> gives it; null once erased.</summary>
    public string? Canonical { get; private set; }

    /// <summary>16 bytes of <see cref="AddressHash"/>; unique among the points that are not erased.</summary>
    public byte[] KeyHash { get; init; } = [];

    /// <summary>The pepper that made the hash.</summary>
    public short HashKey { get; init; }

    public short RulesVersion { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public static ContactPoint Make(Id<ContactPoint> id, ContactPointKey key, string typed, AddressHash hash, byte hashKey, DateTimeOffset now) => new()
    {
        Id = id, Channel = key.Channel, Address = typed.Trim(), Canonical = key.Canonical, KeyHash = hash.ToBytes(), HashKey = hashKey,
        RulesVersion = ContactPointKey.RulesVersion, CreatedAt = now,
    };

    /// <summary>Forgets the address (GDPR art. 17). Links that were sent to it still opt out.</summary>
    internal void Erase(DateTimeOffset now)
    {
        Address = null;
        Canonical = null;
        ErasedAt ??= now;
    }
}

/// <summary>A contact point that may only be stored, not used (GDPR art. 18), over time.</summary>
public sealed class Restriction : Period, IEntity
{
    public const int ReasonMaxLength = 200;

    public Id<Restriction> Id { get; init; }

    public Id<ContactPoint> PointId { get; init; }

    /// <summary>For whom it is; none = for nobody in particular.</summary>
    public Id<Contact> ContactId { get; init; }

    public string Reason { get; init; } = "";
}

/// <summary>That a contact uses a contact point, over time. Several contacts may share one.</summary>
public sealed class ContactPointLink : Period, IEntity
{
    public Id<ContactPointLink> Id { get; init; }

    public Id<ContactPoint> PointId { get; init; }

    public Id<Contact> ContactId { get; init; }
}
