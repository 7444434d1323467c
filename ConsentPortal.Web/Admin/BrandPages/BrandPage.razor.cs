using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.BrandPages;

/// <summary>One brand: its form, who uses it, and its history.</summary>
public sealed partial class BrandPage(ReadBrand question, ReadHistory trail, RetireBrand retire)
{
    private ReadBrand.View? view;
    private Page<AuditRow> history = new([], null);
    private IReadOnlyList<ReadHistory.Subject> subjects = [];
    private Problem? problem;
    private bool canEdit;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (view?.Id.Value != Id)
        {
            view = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        var outcome = await question.RunAsync(new(Id), actor, CancellationToken.None);
        problem = outcome.Problem;
        if (outcome.Ok)
        {
            subjects = [new(BrandEvent.BrandSubject, outcome.Value.Id.ToString())];
            var page = await trail.RunAsync(new(subjects), actor, CancellationToken.None);
            (view, history) = (outcome.Value, page.Ok ? page.Value : new([], null));
        }
    }

    private async Task SwitchAsync()
    {
        if (view!.Active && !await SureAsync())
        {
            return;
        }

        var outcome = await retire.RunAsync(new(view.Id, !view.Active), await Current.GetAsync(), CancellationToken.None);
        if (outcome.Ok)
        {
            await LoadAsync();
            Toasts.Say(view.Active ? L["Brand taken up again"] : L["Brand retired"], view.Facts.Name);
        }

        problem = outcome.Problem;
    }

    private async Task<bool> SureAsync()
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["No profile can choose it any more, and its host name becomes free. What it says is kept."].Value, ["Yes"] = L["Retire"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true,
        };
        return await Dialogs.OpenAsync<ConfirmBody>(L["Retire {0}?", view!.Facts.Name], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true;
    }
}
