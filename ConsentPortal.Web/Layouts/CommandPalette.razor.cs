using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Layouts;

/// <summary>The palette behind Ctrl+K: what it found so far, in groups.</summary>
public sealed partial class CommandPalette(CurrentActor current, ILogger<CommandPalette> log) : IDisposable
{
    private const int TypingPause = 150; // milliseconds without a key before the database is asked
    private CancellationTokenSource typing = new();
    private IReadOnlyList<PaletteGroup> groups = [];
    private string text = "";
    private bool busy, failed;

    [Inject] internal PaletteSearch Search { get; set; } = default!;

    private int Count => groups.Sum(g => g.Items.Count);

    private string Said => busy ? L["Searching …"] : Count switch { 0 => L["Nothing found for “{0}”.", text], 1 => L["1 result"], _ => L["{0} results", Count] };

    protected override async Task OnInitializedAsync() => groups = Pages("", await current.GetAsync());

    private async Task TypeAsync(ChangeEventArgs e)
    {
        text = (e.Value as string ?? "").Trim();
        (busy, failed) = (true, false);
        await typing.CancelAsync();
        typing.Dispose();
        typing = new();
        var mine = typing.Token;
        try
        {
            await Task.Delay(TypingPause, mine);
            var found = await FindAsync(mine);
            if (!mine.IsCancellationRequested)
            {
                (groups, busy) = (found, false);
            }
        }
        catch (OperationCanceledException)
        {
            // typed on: that search answers
        }
        catch (Exception error)
        {
            log.LogError(error, "The palette could not search.");
            (groups, busy, failed) = ([], false, true);
        }
    }

    private async Task<IReadOnlyList<PaletteGroup>> FindAsync(CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var pages = Pages(text, actor);
        var found = await Search.RunAsync(text, actor, L, ct);
        return text.Length == 0 ? pages : [.. found, .. pages];
    }

    private List<PaletteGroup> Pages(string part, Actor actor)
    {
        List<PaletteItem> items = ReferenceEquals(actor, CurrentActor.Nobody) ? [] : [.. PalettePages.Find(part, actor, L)];
        return items.Count == 0 ? [] : [new(L["Pages and settings"], items)];
    }

    private string IdOf(PaletteGroup group, PaletteItem item) => $"palette-{groups.TakeWhile(g => g != group).Sum(g => g.Items.Count) + group.Items.TakeWhile(i => i != item).Count()}";

    public void Dispose()
    {
        typing.Cancel();
        typing.Dispose();
    }
}
