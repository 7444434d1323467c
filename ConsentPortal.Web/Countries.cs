using System.Collections.Concurrent;
using System.Globalization;

namespace ConsentPortal.Web;

/// <summary>The countries of ISO 3166-1 with their names in the reader's language.</summary>
public static class Countries
{
    private static readonly Lazy<IReadOnlyList<RegionInfo>> Regions = new(() =>
        [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name)).Where(IsCountry).DistinctBy(r => r.TwoLetterISORegionName)]);

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> ByLanguage = new(StringComparer.Ordinal);

    /// <summary>Code and name, in the order of the names.</summary>
    public static IReadOnlyList<(string Code, string Name)> All(CultureInfo culture) => ByLanguage.GetOrAdd(culture.Name, _ =>
        [.. Regions.Value.Select(r => (r.TwoLetterISORegionName, NameOf(r, culture))).OrderBy(c => c.Item2, StringComparer.Create(culture, ignoreCase: true))]);

    // .NET names regions in the language of the process or in their own; only English is there for any reader
    private static string NameOf(RegionInfo region, CultureInfo culture)
        => culture.TwoLetterISOLanguageName == CultureInfo.InstalledUICulture.TwoLetterISOLanguageName ? region.DisplayName : region.EnglishName;

    // 001 and 419 are regions of the world, XK is in use without being assigned
    private static bool IsCountry(RegionInfo region) => region.TwoLetterISORegionName.Length == 2 && region.TwoLetterISORegionName.All(char.IsAsciiLetterUpper) && region.TwoLetterISORegionName is not ("XK" or "EU" or "UN");
}
