using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Who gets which requests, who is away, and how long people have to show who they are.</summary>
public sealed partial class RequestOfficersPage(OfficerDesk desk, TimeProvider clock)
{
    private ReadRequestOfficers.View? view;
    private (bool Asked, string? Code) shown;
    private IReadOnlyList<OfficerDraft> drafts = [];
    private IReadOnlyList<Problem> problems = [], awayProblems = [], termProblems = [];
    private long away, deputy;
    private DateOnly from, until;
    private int days;
    private bool missing, mayWork, busy;

    [SupplyParameterFromQuery(Name = "profile")] private string? ProfileCode { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private IEnumerable<FindRequestWorkers.Row> Active => view!.Workers.Where(w => w.Active);

    // a link to a mistake in the form changes the address too: what was chosen stays
    protected override async Task OnParametersSetAsync()
    {
        if (shown == (true, ProfileCode))
        {
            return;
        }

        shown = (true, ProfileCode);
        from = until = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await LoadAsync();
        drafts = view is null ? [] : [.. view.Rules.Select(r => new OfficerDraft(r, view.Workers))];
        days = view?.IdentityDays ?? 0;
        (problems, awayProblems, termProblems) = ([], [], []);
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        mayWork = actor.May(Permission.WorkRequests);
        var asked = ProfileCode;
        var found = await desk.Read.RunAsync(asked, actor, CancellationToken.None);
        if (asked == ProfileCode) // not another one meanwhile
        {
            (view, missing) = (found.Ok ? found.Value : null, !found.Ok);
        }
    }

    private async Task SaveAsync() => problems = await RunAsync(actor => desk.Officers.RunAsync(new(view!.Profile, [.. drafts.Select(d => d.Line)]), actor, CancellationToken.None));

    private async Task AwayAsync()
    {
        awayProblems = await RunAsync(actor => desk.Absence.RunAsync(new(away, deputy, from, until), actor, CancellationToken.None));
        if (awayProblems.Count == 0)
        {
            (away, deputy) = (0, 0);
        }
    }

    private async Task BackAsync(long member) => awayProblems = await RunAsync(actor => desk.Absence.RunAsync(new(member, 0, null, null), actor, CancellationToken.None));

    private async Task TermAsync() => termProblems = await RunAsync(actor => desk.Term.RunAsync(new(days), actor, CancellationToken.None));

    private async Task<IReadOnlyList<Problem>> RunAsync(Func<Actor, Task<Outcome<Done>>> verb)
    {
        if (busy)
        {
            return []; // a double click is one step
        }

        busy = true;
        var outcome = await verb(await Current.GetAsync());
        busy = false;
        if (outcome.Ok)
        {
            Toasts.Say(L["Saved"]);
            await LoadAsync();
        }

        return outcome.Problems;
    }

    private string NameOf(long member) => view!.Workers.FirstOrDefault(w => w.Id == member)?.Name ?? L["A former colleague"];
}
