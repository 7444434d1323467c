using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Radzen;

namespace ConsentPortal.Web.Admin.OwnFields;

/// <summary>All own fields: their order, and which are out of use.</summary>
public sealed partial class ContactFieldsPage(FindContactFields question, MoveContactField move, RetireContactField retire, CurrentActor current, DialogService dialogs)
{
    private IReadOnlyList<FindContactFields.Row>? fields;
    private Problem? problem;
    private string said = "";
    private List<FindContactFields.Row> used = [], retired = [];

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var found = await question.RunAsync(await current.GetAsync(), CancellationToken.None, retired: true);
        fields = found.Ok ? found.Value : [];
        (used, retired) = ([.. fields.Where(f => !f.Retired)], [.. fields.Where(f => f.Retired)]);
    }

    private async Task MoveAsync(FindContactFields.Row field, int place, int by)
        => await SayAsync(await move.RunAsync(new(field.Id, by), await current.GetAsync(), CancellationToken.None), L["{0} is now number {1}.", field.Label, place + by + 1]);

    private async Task SwitchAsync(FindContactFields.Row field)
    {
        if (field.Retired || await SureAsync(field))
        {
            await SayAsync(await retire.RunAsync(new(field.Id, Active: field.Retired), await current.GetAsync(), CancellationToken.None), field.Retired ? L["{0} is in use again.", field.Label] : L["{0} is retired.", field.Label]);
        }
    }

    private async Task<bool> SureAsync(FindContactFields.Row field)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["It disappears from forms, files and programs. Its values are kept, and come back with it."].Value, ["Yes"] = L["Retire"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true,
        };
        return await dialogs.OpenAsync<ConfirmBody>(L["Retire {0}?", field.Label], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true;
    }

    private async Task SayAsync(Outcome<Done> outcome, string done)
    {
        (problem, said) = (outcome.Problem, outcome.Ok ? done : "");
        await LoadAsync();
    }
}
