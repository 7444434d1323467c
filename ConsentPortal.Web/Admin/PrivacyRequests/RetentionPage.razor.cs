using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>How long everything is kept: an administrator sets it, a privacy officer reads it.</summary>
public sealed partial class RetentionPage(ReadRetention read, SetRetention set, RunRetention run)
{
    private ReadRetention.View? view;
    private ReadRetention.Row? editing;
    private IReadOnlyList<ReadRetention.Line> log = [];
    private IReadOnlyList<Problem> problems = [], wrong = [];
    private string reason = "";
    private int days;
    private bool mayEdit, busy, more;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        mayEdit = actor.May(Permission.EditCompliance);
        var found = await read.RunAsync(actor, CancellationToken.None);
        var lines = await read.LogAsync(default, actor, CancellationToken.None);
        (view, log, problems) = (found.Ok ? found.Value : null, lines.Ok ? lines.Value : [], found.Problems);
        more = log.Count == ReadRetention.LogMost;
    }

    private async Task OlderAsync()
    {
        var lines = await read.LogAsync(log[^1].Id, await Current.GetAsync(), CancellationToken.None);
        log = lines.Ok ? [.. log, .. lines.Value] : log;
        more = lines is { Ok: true, Value.Count: ReadRetention.LogMost };
    }

    private void Edit(ReadRetention.Row row) => (editing, days, reason, wrong) = (editing == row ? null : row, row.Days, "", []);

    private string Hint(ReadRetention.Row row)
        => row.Class.ByLaw.Count == 0 ? L["From {0} to {1}.", row.Class.Least, row.Class.Most] : L["From {0} to {1}. Profiles whose law asks for longer keep it for longer.", row.Class.Least, row.Class.Most];

    private async Task SaveAsync()
    {
        busy = true;
        var saved = await set.RunAsync(new(editing!.Class.Code, days, reason, editing.Version), await Current.GetAsync(), CancellationToken.None);
        (wrong, busy) = (saved.Problems, false);
        if (saved.Ok)
        {
            editing = null;
            Toasts.Say(L["Saved"]);
            await LoadAsync();
        }

        problems = [.. saved.Problems.Where(p => p.Field is null)];
    }

    private async Task RunAsync()
    {
        Dictionary<string, object?> body = new() { ["Message"] = L["What is over its time goes for good. {0} rows.", view!.Rows.Sum(r => r.Over)].Value, ["Yes"] = L["Run now"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Let it go now?"], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is not true)
        {
            return;
        }

        busy = true;
        var ran = await run.RunAsync(new(), await Current.GetAsync(), CancellationToken.None);
        busy = false;
        await LoadAsync();
        problems = ran.Problems;
        if (ran.Ok)
        {
            Toasts.Say(L["{0} rows went.", ran.Value]);
        }
    }
}
