using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The facts of a person and the list of their addresses, which come and go here.</summary>
public sealed partial class Overview(DialogService dialogs, UnlinkContactPoint unlink, CurrentActor current, LocalTime times, Toasts toasts)
{
    [Parameter, EditorRequired] public ReadContact.View Contact { get; set; } = default!;

    [Parameter] public EventCallback OnChanged { get; set; }

    private IEnumerable<(string Label, string Value)> Facts => new (string, string)[]
    {
        (L["Job title"], Contact.Fields.JobTitle), (L["Language"], Contact.Fields.Language), (L["Looked after by"], Contact.Owner ?? ""), (L["External id"], Contact.Fields.ExternalId ?? ""),
        (L["Consent level"], Words.Of(Contact.Fields.Level, L)), (L["Limits"], Limits.Of(Contact.Fields, L)),
        (L["Added"], times.Date(Contact.CreatedAt)), (L["Changed"], times.Date(Contact.ChangedAt)),
    }.Where(f => f.Item2.Length > 0);

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await times.LoadAsync();
        }
    }

    private async Task AddAsync() => await AfterAsync(await dialogs.OpenAsync<AddAddressDialog>(L["Add an address"],
        new() { ["ContactId"] = Contact.Id }, new() { Width = "36rem", CloseDialogOnEsc = true }), L["Address added"]);

    private async Task ChangeAsync(AddressEntry entry) => await AfterAsync(await dialogs.OpenAsync<AddressDialog>(L["Change the address"],
        new() { ["ContactId"] = Contact.Id, ["Entry"] = entry }, new() { Width = "38rem", CloseDialogOnEsc = true }), L["Address changed"]);

    private async Task RemoveAsync(AddressEntry entry)
    {
        var sure = await dialogs.OpenAsync<ConfirmBody>(L["Take this address from {0}?", Contact.Name], new()
        {
            ["Message"] = L["{0} is no longer theirs. What was said about it stays with the address, and its history stays too.", entry.Text].Value,
            ["Yes"] = L["Take it away"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true,
        }, new() { Width = "30rem", CloseDialogOnEsc = true });
        if (sure is not true)
        {
            return;
        }

        foreach (var point in entry.Points)
        {
            await unlink.RunAsync(new(Contact.Id, point.Id), await current.GetAsync(), CancellationToken.None);
        }

        await AfterAsync(true, L["Address taken away"]);
    }

    private async Task AfterAsync(object? done, string said)
    {
        if (done is not null and not false)
        {
            toasts.Say(said);
            await OnChanged.InvokeAsync();
        }
    }
}
