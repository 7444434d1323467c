using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>The stretch of days that the dashboard is about, as it stands in the address: the last so many, or two dates of one's own.</summary>
/// <param name="Days">7, 30, 90 or 365 back from today; 0 = from and until are the reader's own.</param>
public sealed record FiguresRange(int Days, DateOnly From, DateOnly Until, long Profile)
{
    public const int Usual = 30;
    private const string DateFormat = "yyyy-MM-dd";
    public static readonly IReadOnlyList<int> Choices = [7, 30, 90, 365];

    public FiguresQuery Query => new(From, Until, new Id<ComplianceProfile>(Profile));

    public int Length => Until.DayNumber - From.DayNumber + 1;

    /// <summary>The same number of days right before.</summary>
    public FiguresQuery Before => new(From.AddDays(-Length), From.AddDays(-1), new(Profile));

    /// <summary>Reads the address; what makes no sense there is the usual month.</summary>
    public static FiguresRange Read(string? range, string? from, string? until, long profile, DateOnly today)
    {
        if (TryDate(from, out var first) && TryDate(until, out var last))
        {
            (first, last) = first <= last ? (first, last) : (last, first);
            return new(0, last.DayNumber - first.DayNumber >= FiguresQuery.MostDays ? last.AddDays(1 - FiguresQuery.MostDays) : first, last, profile);
        }

        return Back(int.TryParse(range, CultureInfo.InvariantCulture, out var days) && Choices.Contains(days) ? days : Usual, profile, today);
    }

    public static FiguresRange Back(int days, long profile, DateOnly today) => new(days, today.AddDays(1 - days), today, profile);

    public string Url
    {
        get
        {
            List<string> parts = Days == 0 ? [$"from={Iso(From)}", $"until={Iso(Until)}"] : Days == Usual ? [] : [FormattableString.Invariant($"range={Days}")];
            parts.AddRange(Profile == 0 ? [] : [FormattableString.Invariant($"profile={Profile}")]);
            return parts.Count == 0 ? Urls.Home : $"{Urls.Home}?{string.Join('&', parts)}";
        }
    }

    public static string Iso(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static bool TryDate(string? text, out DateOnly day) => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 1999 and < 2200;
}
