using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What somebody said about themselves on a public form, kept beside the question to their address: it becomes a person record
/// only once the address confirms, and is thrown away 30 days later if it never does.</summary>
public sealed class RequestedPerson : IEntity
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Id<RequestedPerson> Id { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    /// <summary>BCP 47: the language of the form.</summary>
    public string Language { get; init; } = "";

    /// <summary>Below the age at which one may agree alone: nothing counts until the guardian agrees too.</summary>
    public bool Child { get; init; }

    public string GuardianName { get; init; } = "";

    /// <summary>As typed; empty = not a child.</summary>
    public string GuardianAddress { get; init; } = "";

    /// <summary>The person record that it became; 0 until an address confirms.</summary>
    public Id<Contact> ContactId { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    internal void Became(Id<Contact> contact) => ContactId = contact;
}

/// <summary>Questions that nobody answered within 30 days are deleted; how many there were is kept.</summary>
public sealed class LapsedRequests
{
    public Id<Compliance.ComplianceProfile> ProfileId { get; init; }

    public long Count { get; internal set; }
}
