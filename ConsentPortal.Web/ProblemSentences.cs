using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web;

/// <summary>What a verb refused, in the language of the page.</summary>
internal static class ProblemSentences
{
    public static string Say(this IStringLocalizer texts, Problem problem)
        => problem.Values.Count == 0 ? texts[problem.Format] : texts[problem.Format, [.. problem.Values!]];
}
