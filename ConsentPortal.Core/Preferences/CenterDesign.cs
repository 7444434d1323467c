using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>One preference center as somebody designed it: its sections from top to bottom, its look, its habits. A value: drafts, published
/// versions and exported files all hold one.</summary>
public sealed record CenterDesign
{
    public IReadOnlyList<CenterSection> Sections { get; init; } = [];

    /// <summary>What differs from the look of the profile's brand.</summary>
    public BrandLook Look { get; init; } = BrandLook.None;

    /// <summary>After an opt-out is saved, asks why; never before, and nobody has to answer.</summary>
    public bool AskReasons { get; init; } = true;

    /// <summary>The address is told of changes that were made by a link of a forwarded mail.</summary>
    public bool TellOfChanges { get; init; } = true;
}

/// <summary>One section of a preference center. Every text may be left empty: then the portal's own words stand there, in every shipped
/// language (custom text and images have none of their own).</summary>
public sealed record CenterSection
{
    /// <summary>Names the section within its design for ever: the kind's word, with a number where a kind may stand several times (<c>text-2</c>).</summary>
    public required string Key { get; init; }

    public required SectionKind Kind { get; init; }

    public LocalText Title { get; init; } = LocalText.Empty;

    /// <summary>Plain text; a blank line begins a new paragraph.</summary>
    public LocalText Body { get; init; } = LocalText.Empty;

    /// <summary>The words on the section's main button, where it has one.</summary>
    public LocalText Button { get; init; } = LocalText.Empty;

    /// <summary>An image's file reference (see <see cref="BrandLook.Logo"/>).</summary>
    public string? Image { get; init; }

    /// <summary>What the image says to who cannot see it; empty = decoration.</summary>
    public LocalText ImageAlt { get; init; } = LocalText.Empty;
}

/// <summary>What a section is for.</summary>
public enum SectionKind
{
    /// <summary>The page's title and its first sentence. Always there, once, and first.</summary>
    Heading,

    /// <summary>Refusing in one click: the message's own kind, or everything. Always there, once; only the heading and one section without any control may stand above it.</summary>
    Everything,

    /// <summary>The purposes as cards with one control per channel. Always there, once.</summary>
    Purposes,

    /// <summary>The topics under a heading of their own; else each stands in its purpose's card.</summary>
    Topics,

    /// <summary>One button per channel that stops all advertising there.</summary>
    Channels,

    /// <summary>Sale or share, profiling and analytics under a heading of their own; else they stand among the purposes.</summary>
    DataUses,

    /// <summary>Tracking under a heading of its own; else it stands among the purposes.</summary>
    Tracking,

    /// <summary>A pause of 30 or 90 days.</summary>
    Pause,

    /// <summary>The six levels with what each brings; only where the page knows which one person it speaks to.</summary>
    ConsentLevel,

    /// <summary>Leads to the page where people correct their own contact details.</summary>
    ContactFields,

    /// <summary>The rights of the person and how each is used (GDPR art. 12-22).</summary>
    DataRights,

    /// <summary>A marketing suppression for all brands. Always there, once.</summary>
    AllBrands,

    /// <summary>Company, postal address, controller and legal text; without it they stand in the footer.</summary>
    Legal,

    Text,
    Image,
}
