using System.Globalization;
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

    /// <summary>What a center showed before it could be designed: the portal's own words in the order that was fixed then.</summary>
    public static CenterDesign Of(PreferenceSections switches)
    {
        (SectionKind Kind, bool Shown)[] sections =
        [
            (SectionKind.Heading, true), (SectionKind.Everything, true), (SectionKind.Purposes, true), (SectionKind.Tracking, switches.Tracking), (SectionKind.DataUses, switches.DataUses),
            (SectionKind.Pause, switches.Pause), (SectionKind.ConsentLevel, switches.Level), (SectionKind.ContactFields, switches.Details), (SectionKind.AllBrands, true),
        ];
        return new() { Sections = [.. sections.Where(s => s.Shown).Select(s => CenterSection.Of(s.Kind))], AskReasons = switches.Reasons, TellOfChanges = switches.TellOfChanges };
    }

    public CenterSection? Find(SectionKind kind) => Sections.FirstOrDefault(s => s.Kind == kind);

    public bool Has(SectionKind kind) => Find(kind) is not null;

    public bool Equals(CenterDesign? other)
        => other is not null && (Look, AskReasons, TellOfChanges) == (other.Look, other.AskReasons, other.TellOfChanges) && Sections.SequenceEqual(other.Sections);

    public override int GetHashCode() => HashCode.Combine(Look, AskReasons, TellOfChanges, Sections.Count);
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

    /// <summary>A section with the portal's own words.</summary>
    /// <param name="number">Where the kind may stand several times.</param>
    public static CenterSection Of(SectionKind kind, int number = 1) => new() { Key = number == 1 ? Word.Of(kind) : string.Create(CultureInfo.InvariantCulture, $"{Word.Of(kind)}-{number}"), Kind = kind };
}

/// <summary>What holds for every section of a kind.</summary>
public static class SectionKinds
{
    /// <summary>Always there, and once: who reads the page must be able to say no to each and all.</summary>
    public static bool IsRequired(this SectionKind kind) => kind is SectionKind.Heading or SectionKind.Everything or SectionKind.Purposes or SectionKind.AllBrands;

    /// <summary>May stand several times.</summary>
    public static bool IsRepeatable(this SectionKind kind) => kind is SectionKind.Text or SectionKind.Image;

    /// <summary>Says nothing in the portal's own words.</summary>
    public static bool NeedsOwnWords(this SectionKind kind) => kind is SectionKind.Text;

    /// <summary>Has a button whose words can be chosen.</summary>
    public static bool HasButton(this SectionKind kind) => kind is SectionKind.Everything or SectionKind.Purposes or SectionKind.ConsentLevel or SectionKind.AllBrands;

    /// <summary>Holds boxes of the one form that <see cref="SectionKind.Purposes"/> begins.</summary>
    public static bool HoldsChoices(this SectionKind kind) => kind is SectionKind.Purposes or SectionKind.Topics or SectionKind.DataUses or SectionKind.Tracking;
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
