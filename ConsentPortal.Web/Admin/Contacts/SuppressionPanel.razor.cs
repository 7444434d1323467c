using ConsentPortal.Core.Consent;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The suppressions of the chosen address.</summary>
public sealed partial class SuppressionPanel(DialogService dialogs, Toasts toasts)
{
    [Parameter, EditorRequired] public AddressEntry Entry { get; set; } = default!;

    [Parameter, EditorRequired] public ConsentMatrix Matrix { get; set; } = default!;

    [Parameter] public IReadOnlyList<SuppressedPoint> Suppressions { get; set; } = [];

    [Parameter] public bool OfPerson { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    private async Task AddAsync() => await AfterAsync(await dialogs.OpenAsync<SuppressDialog>(L["Suppress {0}", Entry.Text],
        new() { ["Entry"] = Entry, ["Matrix"] = Matrix, ["OfPerson"] = OfPerson }, new() { Width = "36rem", CloseDialogOnEsc = true }), L["Suppressed"]);

    private async Task LiftAsync(SuppressedPoint item) => await AfterAsync(await dialogs.OpenAsync<LiftDialog>(L["Lift this suppression?"],
        new() { ["Item"] = item }, new() { Width = "34rem", CloseDialogOnEsc = true }), L["Lifted"]);

    private async Task AfterAsync(object? done, string said)
    {
        if (done is true)
        {
            toasts.Say(said);
            await OnChanged.InvokeAsync();
        }
    }
}
