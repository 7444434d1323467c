using System.Globalization;

namespace ConsentPortal.Core.Kernel;

/// <summary>The contrast of two colours as WCAG 2.2 counts it: 1 (none) to 21 (black on white).</summary>
public static class Contrast
{
    /// <summary>Text needs this against its ground (1.4.3, level AA).</summary>
    public const double Text = 4.5;

    public static bool IsColour(string? colour) => colour is ['#', _, _, _, _, _, _] && colour.Skip(1).All(char.IsAsciiHexDigit);

    public static double Between(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour) => 0.2126 * Channel(colour, 1) + 0.7152 * Channel(colour, 3) + 0.0722 * Channel(colour, 5);

    private static double Channel(string colour, int at)
    {
        var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
