using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Days on which the clock of a request stands still, where its law allows that: waiting for a proof of identity, for a clarification.</summary>
/// <param name="To">The day on which it went on; null = it still stands.</param>
public sealed record ClockPause(DateOnly From, DateOnly? To);

/// <summary>By when a request must be acknowledged and answered: reckoned once, from its receipt, in the controller's time zone, each day
/// until its end (GDPR art. 12(3) with Regulation 1182/71 art. 3; 11 CCR § 7021).</summary>
/// <param name="Received">The local day on which it reached any channel of the controller.</param>
/// <param name="Acknowledge">Null = the law names no day.</param>
/// <param name="Answer">The base date, without pauses and extension; null = the law names no day.</param>
/// <param name="Extended">The last day of all, counted from receipt; null = it cannot be extended.</param>
public sealed record RequestDeadline(DateOnly Received, DateOnly? Acknowledge, DateOnly? Answer, DateOnly? Extended)
{
    private TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    private HolidayCalendar Calendar { get; init; } = HolidayCalendar.Weekends;

    private bool Rolls { get; init; }

    public static RequestDeadline Of(Deadlines law, DateTimeOffset receivedAt, TimeZoneInfo zone, HolidayCalendar calendar)
    {
        var received = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(receivedAt, zone).DateTime);
        DateOnly? After(Term? term) => term is null ? null : Add(received, term, calendar);
        return new(received, After(law.Acknowledge), After(law.Answer), law.Answer is null || law.Extension is null ? null : Sum(received, law.Answer, law.Extension, calendar))
        {
            Zone = zone, Calendar = calendar, Rolls = law.Answer?.Unit == TermUnit.Months,
        };
    }

    /// <summary>As it was reckoned when the request arrived.</summary>
    internal static RequestDeadline From(PrivacyRequest request, HolidayCalendar calendar) => new(request.ReceivedOn, request.AcknowledgeBy, request.AnswerBy, request.ExtendedBy)
    {
        Zone = TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone), Calendar = calendar, Rolls = request.CountsMonths,
    };

    /// <summary>The date to show and to work to: the base or the extended one, later by the days on which the clock stood still.</summary>
    public DateOnly? Due(bool extended, IReadOnlyList<ClockPause> pauses, DateOnly today)
    {
        if ((extended ? Extended ?? Answer : Answer) is not { } due)
        {
            return null;
        }

        var later = due.AddDays(Days(pauses, today));
        return Rolls ? Calendar.Roll(later) : later;
    }

    /// <summary>The moment after which it is late: the end of that day where the controller is.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(30); // some zones spring forward at midnight
        }

        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    // two months more than one are three months from receipt: added one after the other, the clamped days of short months would be lost
    private static DateOnly Sum(DateOnly received, Term answer, Term extension, HolidayCalendar calendar)
        => answer.Unit == extension.Unit ? Add(received, new(answer.Count + extension.Count, answer.Unit), calendar) : Add(Add(received, answer, calendar), extension, calendar);

    // calendar days of American laws end where they end, weekends too; months run to the end of the next working day
    private static DateOnly Add(DateOnly day, Term term, HolidayCalendar calendar) => term.Unit switch
    {
        TermUnit.Months => calendar.Roll(day.AddMonths(term.Count)),
        TermUnit.BusinessDays => calendar.AddWorkingDays(day, term.Count),
        _ => day.AddDays(term.Count),
    };

    // days on which two pauses overlap stand still once
    private static int Days(IReadOnlyList<ClockPause> pauses, DateOnly today)
    {
        var (days, until) = (0, DateOnly.MinValue);
        foreach (var (from, to) in pauses.Select(p => (p.From, To: p.To ?? today)).Where(p => p.To > p.From).OrderBy(p => p.From))
        {
            var start = from > until ? from : until;
            days += Math.Max(0, to.DayNumber - start.DayNumber);
            until = to > until ? to : until;
        }

        return days;
    }
}
