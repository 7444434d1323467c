using System.Globalization;

namespace ConsentPortal.Web.Ui;

/// <summary>Short dates in the order and with the stops of the page's language: 20 Nov 2026, 20. Nov. 2026.</summary>
public static class DatePatterns
{
    private static bool German => CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "de";

    public static string Day => German ? "d. MMM yyyy" : "d MMM yyyy";

    public static string DayOfYear => German ? "d. MMM" : "d MMM";

    public static string Moment => German ? "d. MMM yyyy, HH:mm" : "d MMM yyyy, HH:mm";
}
