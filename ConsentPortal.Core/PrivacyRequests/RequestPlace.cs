using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Where a profile's requests are reckoned.</summary>
public sealed class RequestPlace : IEntity, IAudited
{
    public const int ZoneMaxLength = 60;

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>ISO 3166-1 alpha-2: whose holidays count; empty = weekends only.</summary>
    public string Country { get; internal set; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; internal set; } = "";
}
