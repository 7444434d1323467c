using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;
using Microsoft.AspNetCore.Http.Extensions;

namespace ConsentPortal.Web.Api;

/// <summary>One page of a list as a call asks for it and is answered: by keyset, so that nothing is skipped or told twice while rows come and go.</summary>
internal sealed class ApiPage(int size, string path, IReadOnlyList<KeyValuePair<string, string>> filter, ApiCursors cursors)
{
    public const int Most = 1000, Usual = 100;

    public static readonly ApiParameter Cursor = new("cursor", "What the last answer named as `next`; missing = from the beginning.");

    public static readonly ApiParameter Limit = new("limit", $"Items in one answer, 1 to {Most}; missing = {Usual}.", IsNumber: true);

    private readonly string list = path + new QueryBuilder(filter).ToQueryString().Value;

    /// <summary>The rows to answer, 1 to <see cref="Most"/>.</summary>
    public int Size => size;

    /// <summary>The place after which to go on; null = from the beginning.</summary>
    public string? After { get; private set; }

    /// <summary>The place as an id; none = from the beginning.</summary>
    public Id<T> AfterId<T>() => Id<T>.TryParse(After, null, out var id) ? id : default;

    public bool Begin(string cursor) => (After = cursors.Read(list, cursor)) is not null;

    /// <summary>Answers a page: items, and where to go on, also as <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288).</summary>
    /// <param name="next">The place of the last row; null = that was all.</param>
    public ApiReply Answer<T>(IReadOnlyList<T> items, string? next)
    {
        var cursor = next is null ? null : cursors.Write(list, next);
        var reply = ApiReply.Of(new ApiList<T>(items, cursor));
        if (cursor is null)
        {
            return reply;
        }

        QueryBuilder query = new(filter) { { Limit.Name, size.ToString(CultureInfo.InvariantCulture) }, { Cursor.Name, cursor } };
        return reply.With("Link", $"<{path}{query.ToQueryString()}>; rel=\"next\"");
    }

    /// <summary>Answers a page of rows that were read with one more than <see cref="Size"/>, to see whether there are more.</summary>
    public ApiReply AnswerOf<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, string> place, Func<TRow, T> show)
        => Answer<T>([.. rows.Take(size).Select(show)], rows.Count > size ? place(rows[size - 1]) : null);

    /// <summary>A short list that is in memory as a whole, in the order of its places.</summary>
    public ApiReply AnswerFrom<TRow, T>(IEnumerable<TRow> all, Func<TRow, string> place, Func<TRow, T> show)
        => AnswerOf([.. all.OrderBy(place, StringComparer.Ordinal).Where(row => After is null || string.CompareOrdinal(place(row), After) > 0).Take(size + 1)], place, show);
}

/// <summary>A page of a list. <c>Next</c>: send it as <c>cursor</c> to go on; null = that was all.</summary>
internal sealed record ApiList<T>(IReadOnlyList<T> Items, string? Next);
