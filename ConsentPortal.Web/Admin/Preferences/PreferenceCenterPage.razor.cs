using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>Staff decide what a profile's preference center shows. When somebody else saved meanwhile, nothing flipped here is lost.</summary>
public sealed partial class PreferenceCenterPage(ReadPreferenceCenterSettings question, DesignPreferenceCenter design)
{
    private ReadPreferenceCenterSettings.View? view;
    private PreferenceSections sections = new PreferenceCenter().Sections;
    private IReadOnlyList<Problem> problems = [];
    private Problem? problem;
    private bool canEdit, busy, overtaken;

    /// <summary>One switch: its id, its words, and where its value lives.</summary>
    private sealed record Row(string Id, string Label, string Hint, Func<PreferenceSections, bool> Of, Func<PreferenceSections, bool, PreferenceSections> With);

    [Parameter] public long ProfileId { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private bool Dirty => view is not null && sections != view.Sections;

    private IReadOnlyList<Row> Rows =>
    [
        new("show-tracking", L["Tracking has its own section"], L["Off: tracking stands among the purposes."], s => s.Tracking, (s, on) => s with { Tracking = on }),
        new("show-data-uses", L["Data uses have their own section"], L["Sale or sharing, profiling, analytics. Off: they stand among the purposes."], s => s.DataUses, (s, on) => s with { DataUses = on }),
        new("show-pause", L["Offer a pause"], L["30 or 90 days without commercial messages. Nothing is unsubscribed."], s => s.Pause, (s, on) => s with { Pause = on }),
        new("show-level", L["Show the consent level"], L["Six steps with what each brings, where the page knows which person it speaks to."], s => s.Level, (s, on) => s with { Level = on }),
        new("ask-reasons", L["Ask why people leave"], L["After an opt-out is saved, never before. Nobody has to answer."], s => s.Reasons, (s, on) => s with { Reasons = on }),
        new("show-details", L["Let people correct their contact details"], L["After a code that we send to the address."], s => s.Details, (s, on) => s with { Details = on }),
        new("tell-of-changes", L["Tell the address of changes from a forwarded mail"], L["With a link that takes the change back."], s => s.TellOfChanges, (s, on) => s with { TellOfChanges = on }),
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (view?.ProfileId.Value != ProfileId)
        {
            await LoadAsync();
            sections = view?.Sections ?? sections;
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        var outcome = await question.RunAsync(new(ProfileId), actor, CancellationToken.None);
        problem = outcome.Problem;
        view = outcome.Ok ? outcome.Value : null;
    }

    private async Task SaveAsync()
    {
        busy = true;
        var outcome = await design.RunAsync(new(view!.ProfileId, view.Version, sections), await Current.GetAsync(), CancellationToken.None);
        overtaken = outcome.Problems.Any(p => p.Field == DesignPreferenceCenter.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != DesignPreferenceCenter.VersionField)]);
        if (outcome.Ok || overtaken)
        {
            await LoadAsync();
        }

        if (outcome.Ok)
        {
            Toasts.Say(L["Preference center saved"], view?.ProfileName ?? "");
        }
    }

    private void Discard() => (sections, overtaken, problems) = (view!.Sections, false, []);
}
