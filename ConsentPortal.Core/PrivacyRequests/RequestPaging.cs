using System.Globalization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Orders of the queue, and where a page ends. A cursor that is none begins from the start.</summary>
internal static class RequestPaging
{
    private static readonly DateOnly Never = new(9999, 1, 1); // no day at all comes last

    public static IQueryable<PrivacyRequest> Page(IQueryable<PrivacyRequest> found, FindRequests.Query query)
    {
        var after = Read(query.After);
        var id = new Id<PrivacyRequest>(after?.Id ?? 0);
        if (query.Pile == RequestPile.Closed)
        {
            DateTimeOffset at = new(after?.Key ?? 0, TimeSpan.Zero);
            found = after is null ? found : found.Where(r => r.ClosedAt < at || (r.ClosedAt == at && r.Id < id));
            return found.OrderByDescending(r => r.ClosedAt).ThenByDescending(r => r.Id);
        }

        var day = DateOnly.FromDayNumber((int)Math.Clamp(after?.Key ?? 0, 0, Never.DayNumber));
        switch (query.Order)
        {
            case RequestOrder.Newest:
                found = after is null ? found : found.Where(r => r.ReceivedOn < day || (r.ReceivedOn == day && r.Id < id));
                return found.OrderByDescending(r => r.ReceivedOn).ThenByDescending(r => r.Id);
            case RequestOrder.Oldest:
                found = after is null ? found : found.Where(r => r.ReceivedOn > day || (r.ReceivedOn == day && r.Id > id));
                return found.OrderBy(r => r.ReceivedOn).ThenBy(r => r.Id);
            default:
                found = after is null ? found : found.Where(r => (r.DueOn ?? Never) > day || ((r.DueOn ?? Never) == day && r.Id > id));
                return found.OrderBy(r => r.DueOn ?? Never).ThenBy(r => r.Id);
        }
    }

    public static string Cursor(PrivacyRequest last, FindRequests.Query query)
    {
        var key = query switch
        {
            { Pile: RequestPile.Closed } => last.ClosedAt!.Value.UtcTicks,
            { Order: RequestOrder.Due } => (last.DueOn ?? Never).DayNumber,
            _ => last.ReceivedOn.DayNumber,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{key}.{last.Id.Value}");
    }

    private static (long Key, long Id)? Read(string? cursor) => cursor?.Split('.') is [var key, var id]
        && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && k <= DateTimeOffset.MaxValue.Ticks ? (k, i) : null;
}
