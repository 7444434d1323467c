using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>All published versions of a preference center: compared, looked at, gone back to. Which two are compared stands in the address.</summary>
public sealed partial class VersionsPage(FindCenterVersions find, CompareCenterVersions compare, RestoreCenterVersion restore, NavigationManager nav)
{
    private readonly List<FindCenterVersions.Row> rows = [];
    private FindCenterVersions.View? view;
    private CompareCenterVersions.View? diff;
    private Problem? problem;
    private long opened;
    private int from, to;
    private bool canEdit;

    [Parameter] public long ProfileId { get; set; }

    [SupplyParameterFromQuery(Name = "from")] public int? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] public int? To { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private Id<ComplianceProfile> Profile => new(ProfileId);

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        if (opened != ProfileId)
        {
            opened = ProfileId;
            rows.Clear();
            await MoreAsync();
        }

        var newest = Math.Max(1, view?.Count ?? 1);
        (from, to, diff) = (Math.Clamp(From ?? newest - 1, 1, newest), Math.Clamp(To ?? newest, 1, newest), null);
        if (view is not null && From is { } early && To is { } late)
        {
            var outcome = await compare.RunAsync(Profile, early, late, actor, CancellationToken.None);
            (diff, problem) = (outcome.Ok ? outcome.Value : null, outcome.Problem);
        }
    }

    private async Task MoreAsync()
    {
        var outcome = await find.RunAsync(Profile, rows.Count > 0 ? rows[^1].Number : 0, await Current.GetAsync(), CancellationToken.None);
        problem = outcome.Problem;
        if (outcome.Ok)
        {
            view = outcome.Value;
            rows.AddRange(outcome.Value.Rows);
        }
    }

    private void Compare() => nav.NavigateTo(Urls.PreferenceVersions(Profile, Math.Min(from, to), Math.Max(from, to)));

    private async Task GoBackAsync(int number)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = (view!.HasDraft ? L["It becomes the draft, and the draft that is there is thrown away. Readers see it once you publish."] : L["It becomes the draft. Readers see it once you publish."]).Value,
            ["Yes"] = L["Go back to version {0}", number].Value, ["No"] = L["Cancel"].Value, ["Danger"] = view.HasDraft,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Go back to version {0}?", number], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            var outcome = await restore.RunAsync(new(Profile, number, view.DraftVersion), await Current.GetAsync(), CancellationToken.None);
            problem = outcome.Problem;
            if (outcome.Ok)
            {
                Toasts.Say(L["Version {0} is the draft now", number], view.ProfileName);
                nav.NavigateTo(Urls.PreferenceCenter(Profile));
            }
        }
    }
}
