using System.Globalization;

namespace ConsentPortal.Core.Kernel;

/// <summary>The contrast of two colours as WCAG 2.2 counts it: 1 (none) to 21 (black on white).</summary>
public static class Contrast
{
    /// <summary>Text needs this against its ground (1.4.3, level AA).</summary>
    public const double Text = 4.5;

    private const int Steps = 1000; // of lightness: finer than a screen shows

    public static bool IsColour(string? colour) => colour is ['#', _, _, _, _, _, _] && colour.Skip(1).All(char.IsAsciiHexDigit);

    public static double Between(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The ground on which a colour is hardest to read, and its contrast there.</summary>
    public static (double Ratio, string Ground) Least(string colour, IReadOnlyList<string> grounds) => grounds.Select(ground => (Between(colour, ground), ground)).MinBy(g => g.Item1);

    /// <summary>The colour of the same hue that reaches the contrast on every ground with its lightness moved as little as possible; the colour
    /// itself where it already does. Null where none does, because the grounds are too far apart.</summary>
    public static string? Nearest(string colour, IReadOnlyList<string> grounds, double least = Text)
    {
        bool Passes(string tried) => Least(tried, grounds).Ratio >= least;
        if (Passes(colour))
        {
            return colour;
        }

        var own = Oklch.Of(colour);
        for (var step = 1; step <= Steps; step++)
        {
            foreach (var lightness in new[] { own.Lightness - ((double)step / Steps), own.Lightness + ((double)step / Steps) })
            {
                if ((own with { Lightness = Math.Clamp(lightness, 0, 1) }).ToHex() is var tried && Passes(tried))
                {
                    return tried;
                }
            }
        }

        return null;
    }

    /// <summary>One channel (its two digits stand at this place) as light, 0 to 1.</summary>
    internal static double Channel(string colour, int at)
    {
        var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Luminance(string colour) => 0.2126 * Channel(colour, 1) + 0.7152 * Channel(colour, 3) + 0.0722 * Channel(colour, 5);
}
