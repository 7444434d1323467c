using ConsentPortal.Core.Team;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Ui;

/// <summary>Themes and densities as people read them.</summary>
internal static class LookWords
{
    public static string Of(Theme theme, IStringLocalizer l) => theme switch
    {
        Theme.Light => l["Light"],
        Theme.Dark => l["Dark"],
        _ => l["As the system"],
    };

    public static string Of(Density density, IStringLocalizer l) => density == Density.Compact ? l["Compact"] : l["Comfortable"];
}
