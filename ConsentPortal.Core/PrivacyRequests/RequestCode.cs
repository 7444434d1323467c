using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What a code opens: one for one thing does not open another.</summary>
public enum RequestCodeUse
{
    /// <summary>Shows that the person reads what is sent to the address of the request.</summary>
    Identity,

    /// <summary>Fetches the package of data.</summary>
    Download,

    /// <summary>Shows that the person reads what is sent to the address that they propose as their new one.</summary>
    NewEmail,
}

/// <summary>Six digits mailed to the address of a request; the rules are those of <see cref="AddressCode"/>. It hangs on the request and not on a contact point,
/// because the person may be nobody whom we know: they get the same mail.</summary>
public sealed class RequestCode : IEntity
{
    /// <summary>After so many codes (with five tries each) an officer has to look: guessing never gets beyond a chance of 1 in 10,000.</summary>
    public const int MaxPerRequest = 20;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public Id<RequestCode> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public RequestCodeUse Use { get; init; }

    /// <summary>The keyed hash of the address it went to: what codes of an hour are counted by, whichever request they are for.</summary>
    public byte[] KeyHash { get; init; } = [];

    /// <summary>The key of the ring of secrets that made the hash.</summary>
    public short HashKey { get; init; }

    public byte[] CodeHash { get; init; } = [];

    public DateTimeOffset SentAt { get; init; }

    public int Tries { get; private set; }

    /// <summary>Used, or replaced by a newer one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
}
