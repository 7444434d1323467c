using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Where in the feed: <c>?after=&amp;limit=</c>. A parameter left empty is left out.</summary>
internal static class FeedQuery
{
    private const int UsualRows = 100;

    public static readonly ApiParameter After = new("after", "The last sequence number that you have; missing or 0 = from the beginning.", IsNumber: true);

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
        long Number(string field, string? text, long missing, long most, string mend)
        {
            if (string.IsNullOrEmpty(text))
            {
                return missing;
            }

            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
            {
                return number;
            }

            problems.Add(Problem.Invalid(field, mend));
            return missing;
        }

        string? Of(ApiParameter parameter) => request.Query[parameter.Name] is [var only] ? only : null;
        const string Place = "Send the last sequence number that you have, or 0.";
        var after = Number("after", Of(After), 0, long.MaxValue, Place);
        if (!known.Contains(Limit) && request.Headers[LastEvent] is [{ Length: > 0 } last])
        {
            after = Number(LastEvent, last, after, long.MaxValue, Place);
        }

        var limit = Number("limit", Of(Limit), UsualRows, ReadFeed.MostRows, $"Send a number from 1 to {ReadFeed.MostRows}.");
        return (new(after, (int)limit), problems);
    }
}
