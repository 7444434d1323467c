using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Integration;

/// <summary>The keys in use, or those that were taken back; the address says which.</summary>
public sealed partial class ApiKeysPage(FindApiKeys question, RevokeApiKey verb)
{
    private const int PageLength = 50;
    private Numbered<FindApiKeys.Row>? keys;
    private int take = PageLength;
    private bool? shown;

    [SupplyParameterFromQuery(Name = "revoked")] private bool Revoked { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown != Revoked)
        {
            (shown, take, keys) = (Revoked, PageLength, null);
            await LoadAsync();
        }
    }

    private void Show(bool revoked) => Nav.NavigateTo(revoked ? $"{Urls.ApiKeys}?revoked=true" : Urls.ApiKeys, replace: true);

    private async Task MoreAsync()
    {
        take += PageLength;
        await LoadAsync();
    }

    private async Task RevokeAsync(FindApiKeys.Row key)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["Whatever sends with it is refused from now on. This cannot be undone; a new key can be issued."].Value,
            ["Yes"] = L["Revoke the key"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Revoke {0}?", key.Name], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            var outcome = await verb.RunAsync(new(key.Id), await Current.GetAsync(), CancellationToken.None);
            if (outcome.Ok)
            {
                Toasts.Say(L["{0} is revoked.", key.Name]);
            }

            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var asked = Revoked;
        var outcome = await question.RunAsync(new(asked, 0, take), await Current.GetAsync(), CancellationToken.None);
        if (asked == Revoked)
        {
            keys = outcome.Ok ? outcome.Value : new([], 0);
        }
    }
}
