using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.Admin.PrivacyRequests;

namespace ConsentPortal.Web;

public static partial class Urls
{
    public const string RequestCalendar = "/requests/calendar";

    public const string RequestFigures = "/requests/figures";

    public const string RequestRegister = "/requests/register";

    /// <summary>The record of processing activities.</summary>
    public const string Processing = "/processing";

    /// <summary>The queue, narrowed.</summary>
    public static string RequestsOf(RequestListAddress address) => $"{Requests}?{address}";

    public static string RequestCalendarOf(DateOnly month, bool mine) => $"{RequestCalendar}?month={month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}{(mine ? "&mine=true" : "")}";

    public static string RequestFiguresOf(string? months, string? kind, string? profile) => $"{RequestFigures}?{Figures(months, kind, profile)}";

    public static string RequestFiguresCsv(int months, string? kind, string? profile) => $"{RequestFigures}.csv?{Figures(months.ToString(CultureInfo.InvariantCulture), kind, profile)}";

    /// <summary>Everything about one case on paper.</summary>
    public static string CaseFile(Id<PrivacyRequest> id) => $"{Requests}/{id}/file";

    public static string CaseFileJson(Id<PrivacyRequest> id) => $"{Requests}/{id}/file.json";

    public static string RegisterFile(string token, string ending) => $"{RequestRegister}/{token}.{ending}";

    public static string ProcessingFile(string ending) => $"{Processing}.{ending}";

    /// <summary>Whose holidays and whose midnight count for a profile.</summary>
    public static string Place(Id<ComplianceProfile> id) => $"{Profiles}/{id}/place";

    private static string Figures(string? months, string? kind, string? profile)
        => string.Join('&', new[] { ("months", months), ("kind", kind), ("profile", profile) }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));
}
