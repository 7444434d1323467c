using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>Counts what an undo would do, asks why, and asks for it. Closes with true.</summary>
public sealed partial class UndoDialog : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private IReadOnlyList<Problem> problems = [];
    private PreviewUndo.View? view;
    private string reason = "";
    private bool keep, counting, working;
    private double share;

    [Parameter, EditorRequired] public Id<ImportJob> Id { get; set; }

    [Inject] private PreviewUndo Preview { get; set; } = default!;

    [Inject] private UndoImport Undo { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override Task OnInitializedAsync() => CountAsync();

    private Task ChooseAsync(ChangeEventArgs e)
    {
        keep = e.Value is true;
        return CountAsync();
    }

    private async Task CountAsync()
    {
        (view, counting, share) = (null, true, 0);
        StateHasChanged();
        try
        {
            PreviewUndo.Query query = new(Id, keep) { Progress = new Progress<double>(Show) };
            var actor = await Current.GetAsync();
            var outcome = await Task.Run(() => Preview.RunAsync(query, actor, leaving.Token), leaving.Token); // off the circuit's own thread
            (view, problems) = (outcome.Ok ? outcome.Value : null, outcome.Problems);
        }
        catch (OperationCanceledException)
        {
            return; // the dialog was closed
        }

        counting = false;
    }

    private async Task UndoAsync()
    {
        if (view is null || working)
        {
            return;
        }

        working = true;
        problems = (await Undo.RunAsync(new(Id, reason, keep), await Current.GetAsync(), CancellationToken.None)).Problems ?? [];
        working = false;
        if (problems.Count == 0)
        {
            Dialogs.Close(true);
        }
    }

    private void Show(double done)
    {
        if (!leaving.IsCancellationRequested)
        {
            share = done;
            _ = InvokeAsync(StateHasChanged);
        }
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
