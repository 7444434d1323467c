using System.Globalization;

namespace ConsentPortal.Core.Kernel;

/// <summary>A colour as people see it (Oklab in polar form): lightness 0 to 1, chroma from 0 (grey), hue in radians. Equal steps look equal, so
/// a colour that only got lighter or darker is still the same colour to its owner.</summary>
internal readonly record struct Oklch(double Lightness, double Chroma, double Hue)
{
    private const double Rounding = 0.5 / 255;
    private const int Halvings = 14; // finer than one step of a channel

    public static Oklch Of(string colour)
    {
        var (r, g, b) = (Contrast.Channel(colour, 1), Contrast.Channel(colour, 3), Contrast.Channel(colour, 5));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        var (across, down) = ((1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s), (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
        return new((0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s), Math.Sqrt((across * across) + (down * down)), Math.Atan2(down, across));
    }

    /// <summary>As #rrggbb. Where no screen shows so much chroma at this lightness, the most that it does show.</summary>
    public string ToHex()
    {
        if (Light() is var own && IsShown(own))
        {
            return Hex(own);
        }

        var (shown, over) = (0d, Chroma);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (shown + over) / 2;
            (shown, over) = IsShown((this with { Chroma = middle }).Light()) ? (middle, over) : (shown, middle);
        }

        return Hex((this with { Chroma = shown }).Light());
    }

    private (double R, double G, double B) Light()
    {
        var (a, b) = (Chroma * Math.Cos(Hue), Chroma * Math.Sin(Hue));
        var l = Math.Pow(Lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(Lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(Lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return ((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s), (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s), (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static bool IsShown((double R, double G, double B) light) => Fits(light.R) && Fits(light.G) && Fits(light.B);

    private static bool Fits(double channel) => channel is >= -Rounding and <= 1 + Rounding;

    private static string Hex((double R, double G, double B) light) => $"#{Byte(light.R)}{Byte(light.G)}{Byte(light.B)}";

    private static string Byte(double channel)
    {
        var value = Math.Clamp(channel, 0, 1);
        value = value <= 0.0031308 ? value * 12.92 : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055;
        return ((int)Math.Round(value * 255)).ToString("x2", CultureInfo.InvariantCulture);
    }
}
