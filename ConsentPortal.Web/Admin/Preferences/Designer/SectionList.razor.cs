using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>Orders, adds and removes sections, and says in a sentence what it did.</summary>
public sealed partial class SectionList(IJSRuntime js)
{
    private (CenterSection Section, int Place)? removed;
    private string said = "";
    private string? focus;

    [Parameter, EditorRequired] public IReadOnlyList<CenterSection> Sections { get; set; } = [];

    /// <summary>The sections in their new order, or with one more or less.</summary>
    [Parameter] public EventCallback<IReadOnlyList<CenterSection>> SectionsChanged { get; set; }

    /// <summary>The key of the section that is being edited; null = the settings of the page.</summary>
    [Parameter] public string? Selected { get; set; }

    [Parameter] public EventCallback<string?> SelectedChanged { get; set; }

    /// <summary>The shipped languages that a section lacks.</summary>
    [Parameter] public Func<CenterSection, IReadOnlyList<string>> Missing { get; set; } = MissingWords.Of;

    [Parameter] public bool CanEdit { get; set; }

    public static string IdOf(string key) => $"section-{key}";

    // a section that came back by another way (somebody else's save, added anew) must not stand there twice
    private (CenterSection Section, int Place)? Removed
        => removed is { Section: var gone } && !Sections.Any(s => s.Key == gone.Key || (s.Kind == gone.Kind && !gone.Kind.IsRepeatable())) ? removed : null;

    private static string UpOf(string key) => $"up-{key}";

    private static string DownOf(string key) => $"down-{key}";

    /// <summary>Takes a section away and offers to bring it back.</summary>
    public async Task RemoveAsync(CenterSection section)
    {
        var place = Sections.ToList().FindIndex(s => s.Key == section.Key);
        if (section.Kind.IsRequired() || place < 0)
        {
            said = SectionWords.WhyKept(L, section.Kind) ?? "";
            StateHasChanged(); // asked from outside, which draws nothing by itself
            return;
        }

        (removed, said) = ((section, place), L["{0} is removed.", SectionWords.Name(L, section)]);
        await SectionsChanged.InvokeAsync([.. Sections.Where(s => s.Key != section.Key)]);
        await SelectedChanged.InvokeAsync(Sections[Math.Max(0, place - 1)].Key);
        focus = IdOf(Sections[Math.Max(0, place - 1)].Key);
    }

    private string StateOf(CenterSection section)
    {
        var own = new[] { section.Title, section.Body, section.Button }.Any(t => !t.IsEmpty);
        return section.Kind switch
        {
            SectionKind.Image => section.Image is null ? L["No image yet"] : L["Image chosen"],
            SectionKind.Text => own ? L["Own words"] : L["Empty so far"],
            _ => own ? L["Own words"] : L["The portal's words"],
        };
    }

    private bool MayGo(CenterSection section, int to) => SectionOrder.Move(Sections, section.Key, to) is not null;

    private Task KeyAsync(KeyboardEventArgs key, CenterSection section)
        => !CanEdit || !key.AltKey ? Task.CompletedTask : key.Key switch
        {
            "ArrowUp" => StepAsync(section, -1),
            "ArrowDown" => StepAsync(section, 1),
            _ => Task.CompletedTask,
        };

    // a quick second press comes from the row as it was drawn before the first: only its key still holds
    private Task StepAsync(CenterSection section, int by, string? pressed = null)
        => Sections.ToList().FindIndex(s => s.Key == section.Key) is >= 0 and var place ? MoveAsync(Sections[place], place, place + by, pressed) : Task.CompletedTask;

    // who pressed a button can press it again; keys and drops end on the section
    private async Task MoveAsync(CenterSection section, int from, int to, string? pressed = null)
    {
        var name = SectionWords.Name(L, section);
        if (SectionOrder.Move(Sections, section.Key, to) is { } next)
        {
            (said, removed, focus) = (L["{0} is now {1} of {2}.", name, to + 1, next.Count], null, pressed ?? IdOf(section.Key));
            await SectionsChanged.InvokeAsync(next);
        }
        else
        {
            said = WhyNot(section, name, from, to);
        }
    }

    private string WhyNot(CenterSection section, string name, int from, int to)
        => SectionOrder.IsFixed(section.Kind) ? L["{0} stays where it is. {1}", name, SectionWords.WhyFixed(L, section.Kind)!]
            : to < 0 || to >= Sections.Count ? (to < from ? L["{0} is the first already.", name] : L["{0} is the last already.", name])
            : (section.Kind, Sections[to].Kind) is (SectionKind.Topics, SectionKind.Purposes) or (SectionKind.Purposes, SectionKind.Topics) ? L["Topics stand below the purposes that they belong to."]
            : L["{0} cannot stand higher: only one text or image may stand above {1}.", name, SectionNames.Of(L, SectionKind.Everything)];

    // the script writes "key place" where a row was dropped
    private async Task DroppedAsync(ChangeEventArgs e)
    {
        if (CanEdit && e.Value?.ToString()?.Split(' ') is [var key, var place] && int.TryParse(place, System.Globalization.CultureInfo.InvariantCulture, out var to)
            && Sections.ToList().FindIndex(s => s.Key == key) is >= 0 and var from && from != to)
        {
            await MoveAsync(Sections[from], from, to);
        }
    }

    private async Task AddAsync(SectionKind kind)
    {
        var (next, added) = SectionOrder.Add(Sections, kind);
        (said, removed, focus) = (L["{0} is added as {1} of {2}.", SectionNames.Of(L, kind), next.ToList().IndexOf(added) + 1, next.Count], null, IdOf(added.Key));
        await SectionsChanged.InvokeAsync(next);
        await SelectedChanged.InvokeAsync(added.Key);
    }

    private async Task UndoAsync()
    {
        if (Removed is not (var section, var place))
        {
            removed = null; // pressed twice, or it came back meanwhile
            return;
        }

        (removed, said, focus) = (null, L["{0} is back.", SectionWords.Name(L, section)], IdOf(section.Key));
        List<CenterSection> next = [.. Sections];
        next.Insert(Math.Min(place, next.Count), section);
        await SectionsChanged.InvokeAsync(next);
        await SelectedChanged.InvokeAsync(section.Key);
    }

    // a moved row is taken out of the page and put in again, which loses the focus
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } id)
        {
            focus = null;
            await js.InvokeVoidAsync("portal.focus", $"#{id}");
        }
    }
}
