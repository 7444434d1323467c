using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>Differences between two designs, as staff read them.</summary>
internal static class ChangeWords
{
    /// <summary>What happened, without the values.</summary>
    public static string What(IStringLocalizer<Texts> L, CenterChange change)
    {
        var section = change.Section is { } kind ? Name(L, kind, change.SectionKey) : "";
        return change.Kind switch
        {
            CenterChangeKind.SectionAdded => L["{0} is added", section],
            CenterChangeKind.SectionRemoved => L["{0} is taken away", section],
            CenterChangeKind.SectionMoved => L["{0} moves from place {1} to place {2}", section, change.Before, change.After],
            CenterChangeKind.TextChanged => L["{0}: {1}, {2}", section, Part(L, change.Field), Language(change.Language)],
            CenterChangeKind.ImageChanged => L["{0}: {1}", section, Part(L, change.Field)],
            _ => Part(L, change.Field),
        };
    }

    /// <summary>Values stand beside it; what is added, moved or gone says it all in its sentence.</summary>
    public static bool HasValues(CenterChange change) => change.Kind is CenterChangeKind.TextChanged or CenterChangeKind.ImageChanged or CenterChangeKind.LookChanged or CenterChangeKind.HabitChanged;

    public static string Value(IStringLocalizer<Texts> L, CenterChange change, string value)
        => change.Kind == CenterChangeKind.HabitChanged ? Switch(L, value) : value.Length > 0 ? value : "–";

    /// <summary>A field as <see cref="DesignFields"/> names it: <c>pause title de</c>.</summary>
    public static string Field(IStringLocalizer<Texts> L, CenterDesign design, string field) => field.Split(' ') switch
    {
        [DesignFields.Order] => L["Order of the sections"],
        [var key, var part, var language] => L["{0}: {1}, {2}", NameIn(L, design, key), Part(L, part), Language(language)],
        [var key, var part] => L["{0}: {1}", NameIn(L, design, key), Part(L, part)],
        _ => Part(L, field),
    };

    /// <summary>The value of a field of <see cref="DesignFields"/>.</summary>
    public static string Value(IStringLocalizer<Texts> L, CenterDesign design, string field, string value) => field switch
    {
        DesignFields.Order => string.Join(", ", value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => NameIn(L, design, key))),
        "askReasons" or "tellOfChanges" => Switch(L, value),
        _ => value.Length > 0 ? value : "–",
    };

    private static string Part(IStringLocalizer<Texts> L, string field) => field switch
    {
        "title" => L["heading text"],
        "body" => L["body text"],
        "button" => L["button text"],
        "image" => L["picture"],
        "imageAlt" => L["image description"],
        "logo" => L["Logo"],
        "logoAlt" => L["What the logo says"],
        "accent" => L["Colour on light pages"],
        "accentDark" => L["Colour on dark pages"],
        "font" => L["Font"],
        "askReasons" => L["Ask why people leave"],
        _ => L["Tell the address of changes from a forwarded mail"],
    };

    private static string Switch(IStringLocalizer<Texts> L, string value) => value == "true" ? L["On"] : L["Off"];

    private static string NameIn(IStringLocalizer<Texts> L, CenterDesign design, string key)
        => design.Sections.FirstOrDefault(s => s.Key == key) is { } section ? Name(L, section.Kind, key) : key;

    // the second text is told from the first by its number
    private static string Name(IStringLocalizer<Texts> L, SectionKind kind, string key)
        => key.Split('-') is [_, var number] ? L["{0} {1}", SectionNames.Of(L, kind), number] : SectionNames.Of(L, kind);

    private static string Language(string code) => RuleWords.Language(code);
}
