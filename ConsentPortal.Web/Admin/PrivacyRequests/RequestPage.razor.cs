using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>One case, with its next step as one clear button.</summary>
public sealed partial class RequestPage(ReadRequest read, FindRequestWorkers findWorkers, RequestDesk desk, TimeProvider clock)
{
    private ReadRequest.View? view;
    private IReadOnlyList<FindRequestWorkers.Row> workers = [];
    private IReadOnlyList<Problem> problems = [], linkProblems = [], assignProblems = [];
    private RequestAct? acting;
    private long me;
    private bool missing, mayWork, busy;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private PrivacyRequest Case => view!.Request;

    private int? DaysLeft => Case.DueOn is { } due ? due.DayNumber - DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Case.TimeZone)).DateTime).DayNumber : null;

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        (mayWork, me) = (actor.May(Permission.WorkRequests), actor.Number);
        var known = await findWorkers.RunAsync(actor, CancellationToken.None);
        workers = known.Ok ? known.Value : [];
        var found = await read.RunAsync(new(Id), actor, CancellationToken.None);
        (view, missing) = (found.Ok ? found.Value : null, !found.Ok);
    }

    private void Choose(RequestAct? act) => (acting, problems) = (act, []);

    private async Task DoAsync(RequestAct act) => problems = await RunAsync(async actor => await desk.RunAsync(new(Id), act, actor, CancellationToken.None), () => acting = null);

    private async Task AssignAsync(long member)
        => assignProblems = await RunAsync(async actor => await desk.Assign.RunAsync(new(new(Id), member), actor, CancellationToken.None), () => Toasts.Say(L["Assigned"]));

    private async Task LinkAsync(Id<Contact> contact)
        => linkProblems = await RunAsync(async actor => await desk.Link.RunAsync(new(new(Id), contact), actor, CancellationToken.None), () => Toasts.Say(L["Linked to a contact"]));

    private async Task<IReadOnlyList<Problem>> RunAsync(Func<Actor, Task<Outcome<Done>>> verb, Action done)
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
            done();
            await LoadAsync();
        }
        else if (outcome.Problem!.Refusal == Refusal.Conflict)
        {
            await LoadAsync(); // the portal or a colleague was there first: what can be done now
            acting = acting?.To is { } to && view?.Next.Contains(to) != true ? null : acting;
        }

        return outcome.Problems;
    }
}
