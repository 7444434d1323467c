using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Testing;

/// <summary>axe over a page. Its script is brought to a page once, and only what is wrong comes back: the lists of what passed were most of each look.</summary>
internal static class Axe
{
    private const string Look = """
        async options => {
            const result = await axe.run(document, { ...options, resultTypes: ['violations', 'incomplete'] });
            return [...result.violations, ...result.incomplete.filter(i => i.id === 'color-contrast')]
                .map(f => `${f.id} (${f.impact}) ${f.help}: ${f.nodes.slice(0, 3).map(n => n.html).join(' | ')}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong, "incomplete" contrast with it.</summary>
    /// <param name="options">axe's own; frames are looked into unless it says otherwise.</param>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page, object options, bool frames = false)
    {
        await page.WaitForLoadStateAsync(); // scripts run in a new page before its style sheet is there, and unstyled text on a dark canvas counts as white on white
        if (frames && page.Frames.Count > 1)
        {
            var result = await page.RunAxe();
            return [.. result.Violations.Concat(result.Incomplete.Where(i => i.Id == "color-contrast")).Select(v => $"{v.Id} ({v.Impact}) {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")];
        }

        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Look, options);
    }

    /// <summary>All rules, or only these.</summary>
    public static object Only(params string[] rules) => rules.Length == 0 ? new { iframes = false } : new { iframes = false, runOnly = new { type = "rule", values = rules } };

    /// <summary>All rules but contrast, by far the longest look.</summary>
    public static object WithoutColours { get; } = new { iframes = false, rules = new Dictionary<string, object>(StringComparer.Ordinal) { ["color-contrast"] = new { enabled = false } } };
}
