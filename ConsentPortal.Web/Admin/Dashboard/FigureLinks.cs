using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Consents;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>From a figure to the list of what it counts.</summary>
internal static class FigureLinks
{
    /// <summary>The records that stand like this now.</summary>
    public static string Records(StandingFigures row, ConsentStatus status) => new ListAddress(new()
    {
        PurposeId = row.Purpose.Id, TopicId = row.Topic?.Id ?? Id<Topic>.None, Channel = row.Channel, Status = status,
    }).On(Urls.Consents);

    /// <summary>The events of these days.</summary>
    public static string Events(FiguresRange range, Func<ConsentFilter, ConsentFilter> with) => new ListAddress(with(new()
    {
        ProfileId = new(range.Profile), From = Midnight(range.From), Until = Midnight(range.Until.AddDays(1)),
    })).On(Urls.ConsentEvents);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
