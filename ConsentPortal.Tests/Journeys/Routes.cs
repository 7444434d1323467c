using System.Reflection;
using System.Text.RegularExpressions;
using ConsentPortal.Web;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Journeys;

/// <summary>The routes of all pages, by reflection, and which of them a link leads to.</summary>
internal static class Routes
{
    public static readonly IReadOnlyList<string> All = [.. typeof(PortalBuilder).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The template that serves a path; a written-out one before one with a place in it (<c>/team/invite</c> before <c>/team/{Id}</c>).</summary>
    public static string? Of(string path) => All.Where(r => Pattern(r).IsMatch(path.Split('?', '#')[0])).OrderBy(r => r.Count(c => c == '{')).FirstOrDefault();

    // tabs of a person: one is enough for the route, so the richest is named
    public static IEnumerable<string> OfAPerson(string path) => Of(path) == "/contacts/{Id:long}" ? [$"{path}/communication"] : [];

    private static Regex Pattern(string template) => new("^" + Regex.Replace(template, @"\{\w+(?<kind>:long)?\}", m => m.Groups["kind"].Success ? "[0-9]+" : "[^/]+") + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
