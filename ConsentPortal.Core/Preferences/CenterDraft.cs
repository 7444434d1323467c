using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>The design of one profile's preference center as somebody is working on it; readers never see it. The row outlives its draft, so
/// that versions only grow and nobody's old page overwrites a draft that was begun anew.</summary>
public sealed class CenterDraft : IEntity, IVersioned
{
    public Id<CenterDraft> Id { get; init; }

    /// <summary>One draft a profile.</summary>
    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>As <see cref="CenterJson"/> writes it; null = there is no draft.</summary>
    public string? DesignJson { get; internal set; }

    /// <summary>The version that readers saw when it was begun; 0 = none was published.</summary>
    public int BegunFrom { get; internal set; }

    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; internal set; }

    /// <summary>The member of staff, by number as text; empty = the portal itself.</summary>
    public string ChangedBy { get; internal set; } = "";

    public CenterDesign? Design => DesignJson is null ? null : CenterJson.Read(DesignJson);

    internal void Put(CenterDesign? design, string by, DateTimeOffset now)
        => (DesignJson, ChangedBy, ChangedAt) = (design is null ? null : CenterJson.Write(design), by, now);
}
