using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Orders, shows, edits and switches the topics of a purpose.</summary>
public sealed partial class TopicList(MoveTopic move, ShowTopic show, ChangeTopicActivity change)
{
    private string said = "";
    private Problem? refusal;

    [Parameter, EditorRequired] public ReadProfile.PurposeView Purpose { get; set; } = default!;

    /// <summary>The purpose's trail, newest first: says who saved meanwhile.</summary>
    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    [Parameter] public bool CanEdit { get; set; }

    [Parameter] public EventCallback Reload { get; set; }

    /// <summary>Reads the purpose and its trail again, for the dialog.</summary>
    [Parameter] public Func<Task<(ReadProfile.PurposeView? Purpose, IReadOnlyList<AuditRow> History)>> Read { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private static string NameOf(ReadProfile.TopicView topic) => topic.Name.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    private async Task MoveAsync(ReadProfile.TopicView topic, int place, int by)
        => await SayAsync(await move.RunAsync(new(topic.Id, by), await Current.GetAsync(), CancellationToken.None), L["{0} is now number {1}.", NameOf(topic), place + by + 1]);

    private async Task ShowAsync(ReadProfile.TopicView topic, bool visible)
        => await SayAsync(await show.RunAsync(new(topic.Id, visible), await Current.GetAsync(), CancellationToken.None),
            visible ? L["{0} is shown on the preference center.", NameOf(topic)] : L["{0} is hidden on the preference center; it is still decided.", NameOf(topic)]);

    private async Task SwitchAsync(ReadProfile.TopicView topic)
    {
        var name = NameOf(topic);
        var (title, message, yes) = topic.Active
            ? (L["Deactivate {0}?", name], L["Every sender that asks for this topic is told no from now on, and the preference center no longer shows it. Its consent is kept."], L["Deactivate"])
            : (L["Reactivate {0}?", name], L["Senders are answered by the models and the stored consent again, from now on."], L["Reactivate"]);
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["Message"] = message.Value, ["Yes"] = yes.Value, ["No"] = L["Cancel"].Value, ["Danger"] = topic.Active };
        if (await Dialogs.OpenAsync<ConfirmBody>(title, body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            var outcome = await change.RunAsync(new(topic.Id, !topic.Active), await Current.GetAsync(), CancellationToken.None);
            await SayAsync(outcome, topic.Active ? L["{0} is inactive.", name] : L["{0} is active again.", name]);
        }
    }

    private async Task OpenAsync(ReadProfile.TopicView? topic)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["Purpose"] = Purpose, ["Topic"] = topic, ["History"] = History, ["Read"] = Read };
        if (await Dialogs.OpenAsync<TopicDialog>(topic is null ? L["Add topic"] : L["Edit {0}", NameOf(topic)], body, new() { Width = "38rem", CloseDialogOnEsc = false }) is true)
        {
            await Reload.InvokeAsync();
            Toasts.Say(L["Topic saved"]);
        }
    }

    private async Task SayAsync(Outcome<Done> outcome, string done)
    {
        (refusal, said) = (outcome.Problem, outcome.Ok ? done : "");
        await Reload.InvokeAsync();
    }
}
