using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Where in the feed: <c>?after=&amp;limit=</c>. A parameter left empty is left out.</summary>
internal static class FeedQuery
{
    private const int UsualRows = 100;

    public static readonly ApiParameter After = new("after", "What the last answer named as next, or the last sequence number that you have; missing or 0 = from the beginning.");

    public static readonly ApiParameter Limit = new("limit", $"Events in one answer, 1 to {ReadFeed.MostRows}; missing = {UsualRows}.", IsNumber: true);

    /// <summary>What a browser's <c>EventSource</c> sends when it comes back; stronger than <c>after</c>.</summary>
    public const string LastEvent = "Last-Event-ID";

    public static (ReadFeed.Query Query, List<Problem> Problems) Read(HttpRequest request, params ApiParameter[] known)
    {
        List<Problem> problems =
        [
            .. request.Query.Keys.Where(k => !known.Any(p => p.Name == k)).Select(k => Problem.Invalid(k, "There is no such parameter here.")),
            .. known.Where(p => request.Query[p.Name].Count > 1).Select(p => Problem.Invalid(p.Name, "Send it once.")),
        ];
        string? Of(ApiParameter parameter) => request.Query[parameter.Name] is [{ Length: > 0 } only] ? only : null;
        var (field, text) = ("after", Of(After));
        if (!known.Contains(Limit) && request.Headers[LastEvent] is [{ Length: > 0 } last])
        {
            (field, text) = (LastEvent, last);
        }

        FeedPlace place = default;
        if (text is not null && !FeedPlace.TryParse(text, out place))
        {
            problems.Add(Problem.Invalid(field, "Send the last sequence number that you have, or what the last answer named as next."));
        }

        var limit = UsualRows;
        if (Of(Limit) is { } rows && !(int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= ReadFeed.MostRows))
        {
            problems.Add(Problem.Invalid("limit", $"Send a number from 1 to {ReadFeed.MostRows}."));
        }

        return (new(place, limit), problems);
    }
}
