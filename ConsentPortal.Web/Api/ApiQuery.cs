using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>The parameters of a query as they are asked for; one that is left empty is left out. What is wrong is collected by name.</summary>
internal sealed class ApiQuery(HttpRequest request, ApiCursors cursors)
{
    private const int UsualLength = 200;
    private readonly List<string> asked = [];

    public List<Problem> Problems { get; } = [];

    public string? Text(string name, int most = UsualLength)
    {
        asked.Add(name);
        var said = request.Query[name];
        if (said.Count > 1)
        {
            Refuse(name, "Send it once.");
        }

        if (said is not [{ Length: > 0 } text])
        {
            return null;
        }

        if (text.Length > most || text.Contains('\0', StringComparison.Ordinal))
        {
            Refuse(name, $"At most {most} characters.");
            return null;
        }

        return text;
    }

    public T? Word<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Core.Kernel.Word.TryParse<T>(text, out var word))
        {
            return word;
        }

        Refuse(name, $"Say one of {string.Join(", ", Core.Kernel.Word.All<T>())}.");
        return null;
    }

    /// <summary>An instant: RFC 3339 with its offset.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (ApiJson.TryReadTime(text.Replace(' ', '+'), out var time)) // a plus that nobody escaped
        {
            return time;
        }

        Refuse(name, "Send an RFC 3339 time with its offset, such as 2026-01-01T00:00:00Z.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (text is "true" or "false")
        {
            return text == "true";
        }

        Refuse(name, "Send true or false.");
        return null;
    }

    public int Number(string name, int least, int most, int usual)
    {
        if (Text(name) is not { } text)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, $"Send a number from {least} to {most}.");
        return usual;
    }

    public Id<T>? Id<T>(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Core.Kernel.Id<T>.TryParse(text, null, out var id))
        {
            return id;
        }

        Refuse(name, "Send an id: a string of digits.");
        return null;
    }

    /// <summary>Where in the list, and how many: <c>?cursor=&amp;limit=</c>. Ask for it after the filters.</summary>
    public ApiPage Page()
    {
        var limit = Number(ApiPage.Limit.Name, 1, ApiPage.Most, ApiPage.Usual);
        var cursor = Text(ApiPage.Cursor.Name, int.MaxValue);
        var filter = request.Query.Where(q => q.Key != ApiPage.Limit.Name && q.Key != ApiPage.Cursor.Name).OrderBy(q => q.Key, StringComparer.Ordinal);
        ApiPage page = new(limit, request.Path.Value!, [.. filter.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()))], cursors);
        if (cursor is not null && !page.Begin(cursor))
        {
            Refuse(ApiPage.Cursor.Name, "This is no cursor of this list with this filter. Send what the last answer named as next, or leave it out to begin anew.");
        }

        return page;
    }

    public void Refuse(string name, string message) => Problems.Add(Problem.Invalid(name, message));

    /// <summary>Refuses whatever was not asked for: a misspelt filter that is overlooked would give another list than was meant.</summary>
    public void NoOthers()
    {
        foreach (var name in request.Query.Keys.Where(k => !asked.Contains(k, StringComparer.Ordinal)))
        {
            Refuse(name, "There is no such parameter here.");
        }
    }
}
