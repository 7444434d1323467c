using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>The colour of the button in a mail: the brand's where its white label can be read on it, else the portal's own.</summary>
public sealed class MailColours
{
    /// <summary>Readable on it: 9.6 to 1.</summary>
    public const string Default = "#1d3f8f";

    internal const string Label = "#ffffff";

    /// <summary>The accent (#rrggbb) of a profile's brand, by the profile's code; null = none. Set by who reads the brand.</summary>
    public Func<string, string?> BrandOf { get; set; } = _ => null;

    public string Of(string profile) => BrandOf(profile) is { } colour && Contrast.IsColour(colour) && Contrast.Between(colour, Label) >= Contrast.Text ? colour : Default;
}
