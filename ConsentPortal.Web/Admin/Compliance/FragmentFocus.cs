using System.Text.RegularExpressions;
using Microsoft.JSInterop;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Puts the focus on what an address names behind its #: a page that reads its data first has nothing there when it opens.</summary>
internal static partial class FragmentFocus
{
    public static ValueTask FocusFragmentAsync(this IJSRuntime js, string uri)
        => uri.Split('#') is [_, var id] && Id.IsMatch(id) ? js.InvokeVoidAsync("portal.focus", $"#{id}") : ValueTask.CompletedTask;

    // nothing but our own ids: the address comes from anywhere
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id { get; }
}
