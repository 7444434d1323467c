using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>How one profile's preference center is laid out. A profile that nobody designed has none stored and shows the defaults. The
/// switches say what readers saw before the first publish, and stay as they were then; what they see now is <see cref="Design"/>.</summary>
public sealed class PreferenceCenter : IEntity, IAudited, IVersioned, IRule
{
    private CenterDesign? shown;

    public Id<PreferenceCenter> Id { get; init; }

    /// <summary>One center a profile.</summary>
    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>The six levels with what each brings; only where the page knows which one person it speaks to.</summary>
    public bool ShowLevel { get; internal set; }

    /// <summary>Tracking under a heading of its own; else it stands among the purposes.</summary>
    public bool ShowTracking { get; internal set; } = true;

    /// <summary>Sale or share, profiling and analytics under a heading of their own; else they stand among the purposes.</summary>
    public bool ShowDataUses { get; internal set; } = true;

    /// <summary>Offers a pause of 30 or 90 days.</summary>
    public bool ShowPause { get; internal set; } = true;

    /// <summary>After an opt-out is saved, asks why; never before, and nobody has to answer.</summary>
    public bool AskReasons { get; internal set; } = true;

    /// <summary>Leads to the page where people correct their own contact details.</summary>
    public bool ShowDetails { get; internal set; }

    /// <summary>The address is told of changes that were made by a link of a forwarded mail.</summary>
    public bool TellOfChanges { get; internal set; } = true;

    /// <summary>The version that readers see; 0 = none was published yet.</summary>
    public int PublishedNumber { get; internal set; }

    /// <summary>That version as JSON (<see cref="CenterJson"/>); null = what the switches say.</summary>
    public string? PublishedJson { get; internal set; }

    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; internal set; }

    public PreferenceSections Sections => new(ShowLevel, ShowTracking, ShowDataUses, ShowPause, AskReasons, ShowDetails, TellOfChanges);

    /// <summary>What readers see. Read once and kept, because every look at a page asks.</summary>
    public CenterDesign Design => shown ??= PublishedJson is null ? Begun : CenterJson.Read(PublishedJson);

    /// <summary>Version 0: what they saw before the first publish.</summary>
    public CenterDesign Begun => CenterDesign.Of(Sections);

    internal void Publish(CenterDesign design, int number, DateTimeOffset now)
        => (PublishedNumber, PublishedJson, ChangedAt, shown) = (number, CenterJson.Write(design), now, design);

    internal void Show(PreferenceSections sections, DateTimeOffset now)
    {
        (ShowLevel, ShowTracking, ShowDataUses, ShowPause) = (sections.Level, sections.Tracking, sections.DataUses, sections.Pause);
        (AskReasons, ShowDetails, TellOfChanges, ChangedAt, shown) = (sections.Reasons, sections.Details, sections.TellOfChanges, now, null);
    }

    /// <summary>The profile's stored center, else one with the defaults that is not stored.</summary>
    public static async Task<PreferenceCenter> OfAsync(PortalDb db, Id<ComplianceProfile> profile, CancellationToken ct)
        => await db.Set<PreferenceCenter>().AsNoTracking().FirstOrDefaultAsync(c => c.ProfileId == profile, ct) ?? new() { ProfileId = profile };
}

/// <summary>All switches of a preference center as one value.</summary>
public sealed record PreferenceSections(bool Level, bool Tracking, bool DataUses, bool Pause, bool Reasons, bool Details, bool TellOfChanges)
{
    internal ChangeList ChangesTo(PreferenceSections next) => new ChangeList()
        .Add("showLevel", Level, next.Level).Add("showTracking", Tracking, next.Tracking).Add("showDataUses", DataUses, next.DataUses).Add("showPause", Pause, next.Pause)
        .Add("askReasons", Reasons, next.Reasons).Add("showDetails", Details, next.Details).Add("tellOfChanges", TellOfChanges, next.TellOfChanges);
}
