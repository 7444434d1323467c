namespace ConsentPortal.Core.Compliance;

/// <summary>How public pages look, as far as somebody decided it: a null means that the next one below decides (a preference center over its
/// profile's brand over the branding folder).</summary>
public sealed record BrandLook
{
    /// <summary>Nothing decided.</summary>
    public static readonly BrandLook None = new();

    /// <summary>A file's reference: the name of one in the branding folder (<c>logo.svg</c>), or <c>upload:</c> and the id of an uploaded one.</summary>
    public string? Logo { get; init; }

    /// <summary>What the logo says to who cannot see it.</summary>
    public string? LogoAlt { get; init; }

    /// <summary>The colour of buttons and links on light pages, as #rrggbb.</summary>
    public string? Accent { get; init; }

    /// <summary>The same on dark pages.</summary>
    public string? AccentDark { get; init; }

    /// <summary>A font file's reference (WOFF2), like <see cref="Logo"/>.</summary>
    public string? Font { get; init; }
}
