using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.OwnFields;

/// <summary>One own field, new or known: keeps what was typed, hands it on as one value.</summary>
public sealed partial class ContactFieldPage(FindContactFields question, AddContactField add, EditContactField edit, CurrentActor current, NavigationManager nav)
{
    private FindContactFields.Row? field;
    private IReadOnlyList<Problem> problems = [];
    private string label = "", code = "", hint = "", choices = "";
    private ContactFieldKind kind;
    private FieldRoles readers = FieldRoles.All, writers = FieldRoles.All;
    private bool sensitive, selfService, denied, missing, loaded, busy;

    /// <summary>0 = a new one.</summary>
    [Parameter] public long Id { get; set; }

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (loaded && (field?.Id.Value ?? 0) == Id)
        {
            return;
        }

        var found = Id == 0 ? default : await question.RunAsync(await current.GetAsync(), CancellationToken.None, retired: true);
        field = Id == 0 || !found.Ok ? null : found.Value.FirstOrDefault(f => f.Id.Value == Id);
        (missing, loaded) = (Id != 0 && field is null, true);
        var facts = field?.Facts ?? new("");
        (label, hint, choices, kind) = (facts.Label, facts.Hint, string.Join('\n', facts.Choices), field?.Kind ?? default);
        (readers, writers, sensitive, selfService, denied) = (facts.Readers, facts.Writers, facts.Sensitivity == FieldSensitivity.Sensitive, facts.SelfService, facts.Denied);
    }

    private FieldFacts Typed => new(label)
    {
        Hint = hint, Choices = [.. choices.Split('\n')], Sensitivity = sensitive ? FieldSensitivity.Sensitive : FieldSensitivity.Normal, Readers = readers, Writers = writers, SelfService = selfService, Denied = denied,
    };

    // what becomes sensitive is closed to most; who opens it wider says so
    private void KeepAnalystsOut() => readers = sensitive ? FieldRoles.PrivacyOfficer : readers;

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var actor = await current.GetAsync();
        problems = field is null
            ? (await add.RunAsync(new(code, kind, Typed), actor, CancellationToken.None)).Problems
            : (await edit.RunAsync(new(field.Id, field.Version, Typed), actor, CancellationToken.None)).Problems;
        busy = false;
        if (problems.Count == 0)
        {
            Toasts.Say(field is null ? L["Field added"] : L["Field saved"], label);
            nav.NavigateTo(Urls.ContactFields);
        }
    }
}
