using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>All that the address of a list says: what it is narrowed to, its order, which page, and the view it came from. What is unknown
/// or malformed narrows nothing. Days are days of UTC, as the times in the rows are.</summary>
public sealed record ListAddress(ConsentFilter Filter)
{
    public const int UsualTake = 50;
    public static readonly IReadOnlyList<int> Takes = [25, UsualTake, 100, 200];
    private const string DayPattern = "yyyy-MM-dd";

    public bool OldestFirst { get; init; }

    public int Take { get; init; } = UsualTake;

    public string? Cursor { get; init; }

    public bool Backwards { get; init; }

    public Id<SavedView> ViewId { get; init; }

    /// <summary>The whole list was asked for, not the view that it opens with.</summary>
    public bool Whole { get; init; }

    /// <summary>Nothing at all was said.</summary>
    public bool IsBare => !Whole && ViewId.IsNone && Cursor is null && Query.Length == 0;

    public ConsentListQuery Ask => new(Filter, Cursor, Backwards, OldestFirst, Take);

    /// <summary>Filter and order: what a saved view keeps, and what tells whether it was changed since.</summary>
    public string Query => Write(Parts());

    public static ListAddress Read(string url)
    {
        var at = url.IndexOf('?', StringComparison.Ordinal);
        var said = QueryHelpers.ParseQuery(at < 0 ? "" : url[at..].Split('#')[0]);
        return new ListAddress(FilterOf(said))
        {
            OldestFirst = Text(said, "order") == "oldest",
            Take = int.TryParse(Text(said, "take"), CultureInfo.InvariantCulture, out var take) && Takes.Contains(take) ? take : UsualTake,
            Cursor = Text(said, "after") ?? Text(said, "before"), Backwards = Text(said, "after") is null && Text(said, "before") is not null,
            ViewId = new(Number(said, "view")), Whole = Text(said, "view") == "all",
        };
    }

    /// <summary>The same list on this path, from its beginning.</summary>
    public string On(string path) => Join(path, [.. ViewPart(), .. Parts()]);

    /// <summary>Another page of it.</summary>
    public string PageOn(string path, string cursor, bool backwards) => Join(path, [.. ViewPart(), .. Parts(), (backwards ? "before" : "after", cursor)]);

    private IEnumerable<(string, string)> ViewPart() => !ViewId.IsNone ? [("view", ViewId.ToString())] : Whole || Parts().Count == 0 ? [("view", "all")] : [];

    private static string Join(string path, List<(string Name, string Value)> parts) => parts.Count == 0 ? path : $"{path}?{Write(parts)}";

    private static string Write(List<(string Name, string Value)> parts) => string.Join('&', parts.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));

    private List<(string Name, string Value)> Parts()
    {
        List<(string Name, string? Value)> all =
        [
            ("point", Filter.Points.Count == 0 ? null : string.Join(' ', Filter.Points)), ("contact", Id(Filter.ContactId.Value)), ("profile", Id(Filter.ProfileId.Value)), ("purpose", Id(Filter.PurposeId.Value)),
            ("topic", Filter.TopicId?.ToString()), ("channel", Filter.Channel is { } c ? Word.Of(c) : null), ("status", Filter.Status is { } s ? Word.Of(s) : null),
            ("by", Filter.ActorKind is { } k ? Word.Of(k) : null), ("how", Filter.Action is { } a ? Word.Of(a) : null), ("source", Filter.Source), ("reason", Filter.Reason),
            ("from", Day(Filter.From)), ("to", Day(Filter.Until?.AddDays(-1))), ("acted-from", Day(Filter.HappenedFrom)), ("acted-to", Day(Filter.HappenedUntil?.AddDays(-1))),
            ("ends", Day(Filter.EndsBefore?.AddDays(-1))), ("import", Id(Filter.ImportBatch)), ("flagged", Filter.Flagged ? "1" : null), ("order", OldestFirst ? "oldest" : null),
            ("take", Take == UsualTake ? null : Take.ToString(CultureInfo.InvariantCulture)),
        ];
        return [.. all.Where(p => p.Value is not null).Select(p => (p.Name, p.Value!))];
    }

    private static ConsentFilter FilterOf(Dictionary<string, StringValues> said) => new()
    {
        Points = [.. (Text(said, "point") ?? "").Split(' ').Where(p => Id<ContactPoint>.TryParse(p, null, out _)).Take(Channels.All.Count).Select(p => Id<ContactPoint>.Parse(p, null))],
        ContactId = new(Number(said, "contact")), ProfileId = new(Number(said, "profile")), PurposeId = new(Number(said, "purpose")),
        TopicId = Id<Topic>.TryParse(Text(said, "topic"), null, out var topic) ? topic : null,
        Channel = Of<Channel>(said, "channel"), Status = Of<ConsentStatus>(said, "status"), ActorKind = Of<ActorKind>(said, "by"), Action = Of<ConsentAction>(said, "how"),
        Source = Text(said, "source"), Reason = Text(said, "reason"),
        From = DayOf(Text(said, "from")), Until = DayOf(Text(said, "to"))?.AddDays(1), HappenedFrom = DayOf(Text(said, "acted-from")), HappenedUntil = DayOf(Text(said, "acted-to"))?.AddDays(1),
        EndsBefore = DayOf(Text(said, "ends"))?.AddDays(1), ImportBatch = Number(said, "import"), Flagged = Text(said, "flagged") == "1",
    };

    /// <summary>The day as an input of type date writes it.</summary>
    public static string? Day(DateTimeOffset? instant) => instant?.UtcDateTime.ToString(DayPattern, CultureInfo.InvariantCulture);

    /// <summary>Its midnight; null for what is no day, or one that no list reaches.</summary>
    public static DateTimeOffset? DayOf(string? text)
        => DateOnly.TryParseExact(text, DayPattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? new(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private static string? Id(long id) => id == 0 ? null : id.ToString(CultureInfo.InvariantCulture);

    private static string? Text(Dictionary<string, StringValues> said, string name) => said.TryGetValue(name, out var value) && value is [var text, ..] ? Core.Kernel.Text.CleanOrNull(text) : null;

    private static long Number(Dictionary<string, StringValues> said, string name) => long.TryParse(Text(said, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static T? Of<T>(Dictionary<string, StringValues> said, string name) where T : struct, Enum => Word.TryParse<T>(Text(said, name), out var value) ? value : null;
}
