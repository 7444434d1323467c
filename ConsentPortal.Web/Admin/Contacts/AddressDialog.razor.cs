using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>Changes an address and says beforehand what is at stake: how many answers could move, who else uses the new one.</summary>
public sealed partial class AddressDialog(ChangeAddress verb, ReadAddressChange question, CurrentActor current, LocalTime times)
{
    private string address = "", justification = "";
    private bool move, busy;
    private ConsentAction act = ConsentAction.Spoken;
    private DateTime? at;
    private ReadAddressChange.View? stake;
    private IReadOnlyList<Problem> problems = [];

    [Parameter, EditorRequired] public Id<Contact> ContactId { get; set; }

    [Parameter, EditorRequired] public AddressEntry Entry { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    private List<Id<ContactPoint>> Points => [.. Entry.Points.Select(p => p.Id)];

    private string KeepHint => stake?.Known == true ? L["The new address keeps what was said about it before."] : L["Nothing is known of the new one: it starts empty."];

    private string MoveHint => stake is null ? "" : L["Opt-ins: {0}, opt-outs: {1}. A suppression stays with the old address.", stake.OptIns, stake.OptOuts];

    protected override async Task OnInitializedAsync()
    {
        await times.LoadAsync();
        at = times.Now;
        await LookAsync();
    }

    private async Task TypedAsync(ChangeEventArgs e)
    {
        address = e.Value as string ?? "";
        await LookAsync();
    }

    private async Task LookAsync()
    {
        var read = await question.RunAsync(new(ContactId, Points, address), await current.GetAsync(), default);
        stake = read.Ok ? read.Value : null;
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var outcome = await verb.RunAsync(new(ContactId, Points, address) { Move = move, Act = act, ActAt = times.Read(at), Justification = justification }, await current.GetAsync(), CancellationToken.None);
        (problems, busy) = (outcome.Problems, false);
        if (outcome.Ok)
        {
            Dialogs.Close(outcome.Value);
        }
    }
}
