using System.Text;

namespace ConsentPortal.Tests.Testing;

/// <summary>The smallest files of each kind that are whole.</summary>
public static class BrandSamples
{
    public const string Drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><rect width=\"24\" height=\"24\" fill=\"#2f4fb0\"/></svg>";

    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x55, 0xFF, 0xD9];

    public static byte[] WebP { get; } = [.. "RIFF"u8, 24, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 63, 0, 0, 31, 0, 0, 0, 0];

    public static byte[] Font { get; } = [.. "wOF2"u8, 0, 1, 0, 0, 0, 0, 0, 64, 0, 1, 0, 0, 0, 0, 0, 12, 0, 0, 0, 8, .. new byte[40]];

    public static byte[] Svg(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Something inside an SVG that is otherwise in order.</summary>
    public static byte[] Around(string inner, string attributes = "")
        => Svg($"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 24 24\" {attributes}>{inner}</svg>");
}
