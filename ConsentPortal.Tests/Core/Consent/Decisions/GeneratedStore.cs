using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>A whole made-up portal in memory: a rulebook with a past, contacts, addresses and everything that was ever said about them.</summary>
public sealed class GeneratedStore(int seed)
{
    public int Seed { get; } = seed;

    public List<ComplianceProfile> Profiles { get; } = [];

    public List<Purpose> Purposes { get; } = [];

    public List<Contact> Contacts { get; } = [];

    public List<GeneratedAddress> Addresses { get; } = [];

    public Rulebook Rules => field ??= new(1, Profiles, Purposes);

    public Contact? Contact(string externalId) => Contacts.Find(c => c.ExternalId == externalId);
}

/// <summary>One address and all that is known of it; erased points stay, a new one may follow.</summary>
public sealed class GeneratedAddress(ContactPointKey key, AddressHash hash)
{
    public ContactPointKey Key { get; } = key;

    public AddressHash Hash { get; } = hash;

    public List<GeneratedPoint> Points { get; } = [];

    public List<Suppression> Suppressions { get; } = [];

    public List<SuppressionLift> Lifts { get; } = [];

    /// <summary>The point that the address means then (null = now): the living one, or one that was erased only later.</summary>
    public GeneratedPoint? PointAt(DateTimeOffset? at) => at is { } then
        ? Points.Find(p => p.Row.CreatedAt <= then && (p.Row.ErasedAt is null || p.Row.ErasedAt > then))
        : Points.Find(p => p.Row.ErasedAt is null);
}

public sealed class GeneratedPoint(ContactPoint row)
{
    public ContactPoint Row { get; } = row;

    public List<Restriction> Restrictions { get; } = [];

    public List<ContactPointLink> Links { get; } = [];

    /// <summary>In ledger order.</summary>
    public List<ConsentEvent> Events { get; } = [];

    public List<ConsentRecord> Records { get; } = [];
}
