using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>One import from its columns to its result. Its place is in the address, its choices in the draft: leaving loses nothing.</summary>
public sealed partial class ImportPage : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource leaving = new();
    private ReadImport.View? import;
    private IReadOnlyList<FindImportTargets.Row> targets = [];
    private ImportDraft draft = new();
    private IReadOnlyList<Problem> problems = [];
    private string? step;
    private bool missing, watching, focus, peopleChecked;

    [Parameter] public long Id { get; set; }

    [SupplyParameterFromQuery] private string? Step { get; set; }

    [Inject] private ReadImport Question { get; set; } = default!;

    [Inject] private FindImportTargets Targets { get; set; } = default!;

    [Inject] private MapImport Map { get; set; } = default!;

    [Inject] private StartImport Start { get; set; } = default!;

    [Inject] private CancelImport Cancel { get; set; } = default!;

    [Inject] private ResumeImport Resume { get; set; } = default!;

    [Inject] private DiscardImport Drop { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    private string? Lead => import is null ? null : L["{0}, about {1} rows, uploaded by {2}", ImportLooks.Size(import.FileSize), ImportLooks.Number(import.RowsTotal), import.CreatedByName].Value;

    private Id<ImportJob> JobId => new(Id);

    private bool Works => import is { State: ImportState.Queued or ImportState.Running } or { Undo.State: ImportState.Queued or ImportState.Running };

    protected override async Task OnParametersSetAsync()
    {
        focus = step != Step && step is not null;
        step = Step ?? "columns";
        problems = [];
        if (import?.Id != JobId)
        {
            targets = await Targets.RunAsync(await Current.GetAsync(), CancellationToken.None);
            await ReadAsync();
            (draft, peopleChecked) = (import is null ? new() : ImportDraft.Of(import.Options), false);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await Js.InvokeVoidAsync("portal.focus", "h1");
        }
    }

    private async Task ReadAsync()
    {
        import = await Question.RunAsync(JobId, await Current.GetAsync(), CancellationToken.None);
        missing = import is null || import.State == ImportState.Discarded;
        if (!watching && RendererInfo.IsInteractive && Works)
        {
            watching = true;
            _ = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        using PeriodicTimer timer = new(Look);
        while (watching && await timer.WaitForNextTickAsync(leaving.Token).AsTask().ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default))
        {
            await InvokeAsync(async () =>
            {
                await ReadAsync();
                watching = Works;
                StateHasChanged();
            });
        }
    }

    private async Task<bool> SaveAsync() => Took(await Map.RunAsync(new(JobId, draft.Options), await Current.GetAsync(), CancellationToken.None));

    private async Task CheckAsync()
    {
        if (await SaveAsync())
        {
            Nav.NavigateTo(Urls.ImportCheck(JobId));
        }
    }

    private async Task BackAsync()
    {
        await SaveAsync();
        Nav.NavigateTo(Urls.Import(JobId));
    }

    private async Task StartAsync()
    {
        if (Took(await Start.RunAsync(new(JobId, draft.Options), await Current.GetAsync(), CancellationToken.None)))
        {
            await ReadAsync();
            Nav.NavigateTo(Urls.Import(JobId), replace: true);
        }
    }

    private async Task CancelAsync()
    {
        if (Took(await Cancel.RunAsync(new(JobId), await Current.GetAsync(), CancellationToken.None)))
        {
            await ReadAsync();
        }
    }

    private async Task GoOnAsync()
    {
        if (Took(await Resume.RunAsync(new(JobId), await Current.GetAsync(), CancellationToken.None)))
        {
            await ReadAsync();
        }
    }

    private async Task DiscardAsync()
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["The uploaded file is deleted. Consents that it has already written stay."].Value, ["Yes"] = L["Discard the file"].Value, ["No"] = L["Keep it"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Discard this file?"], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true
            && Took(await Drop.RunAsync(new(JobId), await Current.GetAsync(), CancellationToken.None)))
        {
            Nav.NavigateTo(Urls.Imports);
        }
    }

    private async Task UndoAsync()
    {
        if (await Dialogs.OpenAsync<UndoDialog>(L["Undo this import?"], new(StringComparer.Ordinal) { ["Id"] = JobId }, new() { Width = "min(40rem, 94vw)", CloseDialogOnEsc = true }) is true)
        {
            await ReadAsync();
        }
    }

    private bool Took<T>(Outcome<T> outcome)
    {
        problems = outcome.Problems;
        return outcome.Ok;
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
