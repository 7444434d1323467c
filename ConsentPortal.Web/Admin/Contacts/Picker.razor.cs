using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>A combobox (WAI-ARIA 1.2) over a question: what is typed is searched, one answer is chosen; leaving the field puts the chosen
/// name back, an emptied field chooses nothing.</summary>
public sealed partial class Picker : IDisposable
{
    private const int TypingPause = 200; // milliseconds
    private CancellationTokenSource typing = new();
    private IReadOnlyList<Choice>? found;
    private string typed = "", shownText = "";
    private int active = -1;

    public sealed record Choice(string Id, string Title, string Detail = "", bool Restricted = false);

    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    [Parameter] public bool Optional { get; set; }

    [Parameter] public string? Placeholder { get; set; }

    /// <summary>The id of what is chosen; null = nothing.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>Its name.</summary>
    [Parameter] public string? Text { get; set; }

    [Parameter, EditorRequired] public Func<string, Task<IReadOnlyList<Choice>>> Search { get; set; } = _ => Task.FromResult<IReadOnlyList<Choice>>([]);

    /// <summary>Called with what was chosen, or null when the field was emptied.</summary>
    [Parameter] public EventCallback<Choice?> Chosen { get; set; }

    [Parameter] public IReadOnlyList<Problem> Problems { get; set; } = [];

    private string ListId => $"list-{Name}";

    private bool IsOpen => found is { Count: > 0 };

    protected override void OnParametersSet()
    {
        if (shownText != (Text ?? ""))
        {
            typed = shownText = Text ?? "";
        }
    }

    private async Task TypeAsync(ChangeEventArgs e)
    {
        typed = e.Value as string ?? "";
        await typing.CancelAsync();
        typing.Dispose();
        typing = new();
        try
        {
            await Task.Delay(TypingPause, typing.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        (found, active) = (string.IsNullOrWhiteSpace(typed) ? null : await Search(typed), -1);
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        switch (e.Key)
        {
            case "ArrowDown" when IsOpen:
                active = (active + 1) % found!.Count;
                break;
            case "ArrowUp" when IsOpen:
                active = active <= 0 ? found!.Count - 1 : active - 1;
                break;
            case "Enter" when IsOpen && active >= 0:
                await ChooseAsync(found![active]);
                break;
            case "Escape":
                (found, active) = (null, -1);
                break;
        }
    }

    private async Task ChooseAsync(Choice choice)
    {
        (typed, shownText, found, active) = (choice.Title, choice.Title, null, -1);
        await Chosen.InvokeAsync(choice);
    }

    private async Task LeaveAsync()
    {
        await typing.CancelAsync();
        if (found?.FirstOrDefault(c => c.Title.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase)) is { } named && named.Title != shownText)
        {
            await ChooseAsync(named); // typed to the end instead of chosen
            return;
        }

        (found, active) = (null, -1);
        if (typed.Trim().Length == 0 && shownText.Length > 0)
        {
            (typed, shownText) = ("", "");
            await Chosen.InvokeAsync(null);
        }

        typed = shownText;
    }

    public void Dispose() => typing.Dispose();
}
