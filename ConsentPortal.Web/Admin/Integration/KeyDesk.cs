using ConsentPortal.Core.Integration;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;
using Radzen;

namespace ConsentPortal.Web.Admin.Integration;

/// <summary>What lists of keys do with one: they ask first, and say what came of it.</summary>
public sealed class KeyDesk(RevokeApiKey revoke, CurrentActor current, DialogService dialogs, Toasts toasts, IStringLocalizer<Texts> l)
{
    /// <summary>False where somebody thought better of it.</summary>
    public async Task<bool> RevokeAsync(FindApiKeys.Row key)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = l["Whatever sends with it is refused from now on. This cannot be undone; a new key can be issued."].Value,
            ["Yes"] = l["Revoke the key"].Value, ["No"] = l["Cancel"].Value, ["Danger"] = true,
        };
        if (await dialogs.OpenAsync<ConfirmBody>(l["Revoke {0}?", key.Name], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is not true)
        {
            return false;
        }

        if ((await revoke.RunAsync(new(key.Id), await current.GetAsync(), CancellationToken.None)).Ok)
        {
            toasts.Say(l["{0} is revoked.", key.Name]);
        }

        return true;
    }

    /// <summary>True once its limits were saved.</summary>
    public async Task<bool> EditAsync(FindApiKeys.Row key)
    {
        if (await dialogs.OpenAsync<KeyLimitsDialog>(l["Limits of {0}", key.Name], new(StringComparer.Ordinal) { ["Row"] = key }, new() { Width = "30rem", CloseDialogOnEsc = true }) is not true)
        {
            return false;
        }

        toasts.Say(l["Limits saved"], key.Name);
        return true;
    }
}
