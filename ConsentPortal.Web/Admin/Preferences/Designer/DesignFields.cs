using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>A design as flat values (<c>pause title de</c> = its German heading), so that what two people changed can be told apart value by value.</summary>
internal static class DesignFields
{
    public const string Order = "order";
    private const string Kind = "kind", Image = "image", Title = "title", Body = "body", Button = "button", ImageAlt = "imageAlt";
    private const string Logo = "logo", LogoAlt = "logoAlt", Accent = "accent", AccentDark = "accentDark", Font = "font", AskReasons = "askReasons", TellOfChanges = "tellOfChanges", True = "true";

    public static Dictionary<string, string> Of(CenterDesign design)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            [Order] = string.Join(' ', design.Sections.Select(s => s.Key)), [AskReasons] = design.AskReasons ? True : "", [TellOfChanges] = design.TellOfChanges ? True : "",
            [Logo] = design.Look.Logo ?? "", [LogoAlt] = design.Look.LogoAlt ?? "", [Accent] = design.Look.Accent ?? "", [AccentDark] = design.Look.AccentDark ?? "", [Font] = design.Look.Font ?? "",
        };
        foreach (var section in design.Sections)
        {
            values[$"{section.Key} {Kind}"] = Word.Of(section.Kind);
            values[$"{section.Key} {Image}"] = section.Image ?? "";
            foreach (var (part, text) in new[] { (Title, section.Title), (Body, section.Body), (Button, section.Button), (ImageAlt, section.ImageAlt) })
            {
                foreach (var (language, words) in text.Texts)
                {
                    values[$"{section.Key} {part} {language}"] = words;
                }
            }
        }

        return values;
    }

    public static CenterDesign Design(IReadOnlyDictionary<string, string> values) => new()
    {
        Sections = [.. Keys(values).Where(key => values.ContainsKey($"{key} {Kind}")).Select(key => Section(values, key))],
        Look = new() { Logo = Some(values, Logo), LogoAlt = Some(values, LogoAlt), Accent = Some(values, Accent), AccentDark = Some(values, AccentDark), Font = Some(values, Font) },
        AskReasons = values.GetValueOrDefault(AskReasons) == True,
        TellOfChanges = values.GetValueOrDefault(TellOfChanges) == True,
    };

    public static string[] Keys(IReadOnlyDictionary<string, string> values) => values.GetValueOrDefault(Order, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static CenterSection Section(IReadOnlyDictionary<string, string> values, string key) => new()
    {
        Key = key, Kind = Word.Parse<SectionKind>(values[$"{key} {Kind}"]), Image = Some(values, $"{key} {Image}"),
        Title = Text(values, $"{key} {Title} "), Body = Text(values, $"{key} {Body} "), Button = Text(values, $"{key} {Button} "), ImageAlt = Text(values, $"{key} {ImageAlt} "),
    };

    private static LocalText Text(IReadOnlyDictionary<string, string> values, string start)
        => new(values.Where(v => v.Key.StartsWith(start, StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key[start.Length..], v.Value)));

    private static string? Some(IReadOnlyDictionary<string, string> values, string field) => values.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;
}
