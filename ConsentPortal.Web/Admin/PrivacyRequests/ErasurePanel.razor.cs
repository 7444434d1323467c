using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.Admin.Exports;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>From the plan of an erasure to its certificate, on the page of its case.</summary>
public sealed partial class ErasurePanel(ErasureDesk desk, RunErasure run) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource leaving = new();
    private PlanErasure.View? plan;
    private ReadErasure.View? erasure;
    private IReadOnlyList<Problem> problems = [];
    private string note = "";
    private int version = -1;
    private readonly ExportEntry entry = new();
    private bool loaded, busy, watching, asksPassword;

    [Parameter, EditorRequired] public PrivacyRequest Case { get; set; } = default!;

    [Parameter] public bool MayWork { get; set; }

    /// <summary>The case changed: the page reads it again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private ProveAgain Prove { get; set; } = default!;

    [Inject] private ExportVisitor Visitor { get; set; } = default!;

    private bool Held => plan?.Plan.AllWarnings.Contains(ErasureWarnings.LegalHold) == true;

    private bool MayPropose => Case.State == RequestState.InProgress || (Case.State == RequestState.Review && erasure is null);

    private string Lead => erasure?.Erasure.State switch
    {
        ErasureState.Running => L["It was approved and runs. What is erased cannot be brought back."],
        ErasureState.Done => L["Everything is erased. What stays is listed in the certificate."],
        _ => L["What would happen, by kind of data. Nothing is erased before a second person approves."],
    };

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (version != Case.Version)
        {
            version = Case.Version;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var read = await desk.Read.RunAsync(Case.Id, actor, CancellationToken.None);
        erasure = read.Ok ? read.Value : null;
        var open = erasure is null or { Erasure.State: ErasureState.Proposed } && Case.IsOpen;
        plan = open && await desk.Plan.RunAsync(Case.Id, actor, CancellationToken.None) is { Ok: true } made ? made.Value : null;
        asksPassword = erasure is { Erasure.State: ErasureState.Proposed, ByMe: false } && await Visitor.AsksPasswordAsync(Prove);
        loaded = true;
        if (erasure?.Erasure.State == ErasureState.Running && !watching)
        {
            watching = true;
            _ = WatchAsync();
        }
    }

    // the job runs beside: the page looks again until it has ended
    private async Task WatchAsync()
    {
        try
        {
            while (erasure?.Erasure.State == ErasureState.Running)
            {
                await Task.Delay(Look, leaving.Token);
                await InvokeAsync(LoadAsync);
                await InvokeAsync(StateHasChanged);
            }

            await InvokeAsync(Changed.InvokeAsync);
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            watching = false; // the page was left
        }
    }

    private Task ProposeAsync() => DoAsync(async actor => await desk.Propose.RunAsync(new(Case.Id, note), actor, CancellationToken.None));

    private async Task ApproveAsync()
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["The person is erased for good, in every room of the portal, and every application is told."].Value, ["Yes"] = L["Approve and erase"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Erase this person?"], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            await DoAsync(async actor => await Visitor.RefuseAsync(Prove, entry.Password, actor) is { } refused ? refused : await desk.Approve.RunAsync(new(Case.Id, plan!.Hash), actor, CancellationToken.None));
            entry.Password = "";
        }
    }

    private Task AcknowledgeAsync(Id<Application> application) => DoAsync(async actor => await desk.Acknowledge.RunAsync(new(erasure!.Erasure.Id, application), actor, CancellationToken.None));

    private async Task DoAsync(Func<Actor, Task<Outcome<Done>>> verb)
    {
        if (busy)
        {
            return; // a double click is one step
        }

        busy = true;
        var outcome = await verb(await Current.GetAsync());
        (busy, problems) = (false, outcome.Problems);
        await LoadAsync();
        if (outcome.Ok)
        {
            note = "";
            await Changed.InvokeAsync();
        }
    }
}
