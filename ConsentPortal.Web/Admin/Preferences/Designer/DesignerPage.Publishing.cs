using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Radzen;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

// what is done to the draft as a whole
public sealed partial class DesignerPage
{
    private async Task PublishAsync()
    {
        await FlushAsync();
        if (Held || desk!.Pending)
        {
            return; // what was saved last has an error, or somebody else saved
        }

        if (await Dialogs.OpenAsync<PublishDialog>(L["Publish the preference center?"], new(StringComparer.Ordinal) { ["View"] = desk.View }, new() { Width = "min(40rem, 94vw)", CloseDialogOnEsc = true }) is string comment)
        {
            var outcome = await publish.RunAsync(new(desk.View.Profile.Id, desk.Version, comment), await Current.GetAsync(), CancellationToken.None);
            await DoneAsync(outcome.Problem, outcome.Ok ? L["Version {0} published", outcome.Value] : "");
        }
    }

    private async Task DiscardAsync()
    {
        await FlushAsync();
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["What was changed since the last version is thrown away. What readers see stays."].Value, ["Yes"] = L["Discard draft"].Value, ["No"] = L["Keep it"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Discard the draft?"], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            var outcome = await discard.RunAsync(new(desk!.View.Profile.Id, desk.Version), await Current.GetAsync(), CancellationToken.None);
            await DoneAsync(outcome.Problem, L["Draft discarded"]);
        }
    }

    private async Task ImportAsync()
    {
        await FlushAsync();
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["ProfileId"] = desk!.View.Profile.Id, ["Version"] = desk.Version, ["HasDraft"] = desk.View.Draft is not null };
        if (await Dialogs.OpenAsync<ImportDialog>(L["Import a preference center"], body, new() { Width = "min(36rem, 94vw)", CloseDialogOnEsc = true }) is true)
        {
            await DoneAsync(null, L["Imported as the draft"]);
        }
        else
        {
            await desk.ReadAgainAsync(); // it may have been refused because somebody else saved
        }
    }

    private async Task DoneAsync(Problem? refused, string said)
    {
        refusal = refused;
        if (refused is null)
        {
            Toasts.Say(said, desk!.View.Profile.Name);
            problem = await desk.OpenAsync(desk.View.Profile.Id);
        }
        else
        {
            await desk!.ReadAgainAsync();
        }
    }
}
