using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>Runs the file through the real rules without writing, and again whenever a choice here changes the answer.</summary>
public sealed partial class CheckStep : IDisposable
{
    private static readonly TimeSpan Seldom = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource leaving = new();
    private DryRunReport? report;
    private IReadOnlyList<Problem> problems = [];
    private bool running = true, asked;
    private double share;
    private long shown;

    [Inject] private DryRunImport DryRun { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Parameter, EditorRequired] public ReadImport.View Import { get; set; } = default!;

    [Parameter, EditorRequired] public ImportDraft Draft { get; set; } = default!;

    [Parameter] public IReadOnlyList<Problem> Problems { get; set; } = [];

    [Parameter] public EventCallback Back { get; set; }

    /// <summary>A choice was made that is worth keeping.</summary>
    [Parameter] public EventCallback Chosen { get; set; }

    [Parameter] public EventCallback Start { get; set; }

    private long Ready => report is null ? 0 : report.Counts.Total - report.Counts.RejectedTotal - report.Counts.Skipped;

    private string Headline => (report!.Counts.RejectedTotal, Ready) switch
    {
        (_, 0) => L["No row of this file can be loaded"],
        (0, _) => L["{0} rows are ready", ImportLooks.Number(Ready)],
        (1, _) => L["1 row cannot be loaded, {0} are ready", ImportLooks.Number(Ready)],
        var (rejected, _) => L["{0} rows cannot be loaded, {1} are ready", ImportLooks.Number(rejected), ImportLooks.Number(Ready)],
    };

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !asked)
        {
            asked = true;
            await CheckAgainAsync();
        }
    }

    private async Task CheckAgainAsync()
    {
        (running, share, problems) = (true, 0, []);
        StateHasChanged();
        try
        {
            DryRunImport.Command command = new(Import.Id, Draft.Options) { Progress = new Progress<double>(Show) };
            var actor = await Current.GetAsync();
            var outcome = await Task.Run(() => DryRun.RunAsync(command, actor, leaving.Token), leaving.Token); // off the circuit's own thread
            (report, problems) = (outcome.Ok ? outcome.Value : null, outcome.Problems);
        }
        catch (OperationCanceledException)
        {
            return; // the page was left
        }

        running = false;
    }

    private Task ChooseTopicsAsync(ChangeEventArgs e)
    {
        Draft.CreateTopics = e.Value is true;
        return ApplyAsync();
    }

    private async Task ApplyAsync()
    {
        await Chosen.InvokeAsync();
        await CheckAgainAsync();
    }

    private async Task LeaveAsync()
    {
        await leaving.CancelAsync();
        await Back.InvokeAsync();
    }

    private void Show(double done)
    {
        if (TimeProvider.System.GetElapsedTime(shown) > Seldom && !leaving.IsCancellationRequested)
        {
            (share, shown) = (done, TimeProvider.System.GetTimestamp());
            _ = InvokeAsync(StateHasChanged);
        }
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
