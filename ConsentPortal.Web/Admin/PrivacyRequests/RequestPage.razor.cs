using System.Globalization;
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
    private IReadOnlyList<Problem> problems = [], commentProblems = [];
    private RequestAct? acting;
    private string comment = "";
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
        mayWork = actor.May(Permission.WorkRequests);
        var known = await findWorkers.RunAsync(actor, CancellationToken.None);
        workers = known.Ok ? known.Value : [];
        var found = await read.RunAsync(new(Id), actor, CancellationToken.None);
        (view, missing) = (found.Ok ? found.Value : null, !found.Ok);
    }

    private void Choose(RequestAct? act) => (acting, problems) = (act, []);

    private async Task DoAsync(RequestAct act) => problems = await RunAsync(async actor => await desk.RunAsync(new(Id), act, actor, CancellationToken.None), () => acting = null);

    private async Task CommentAsync() => commentProblems = await RunAsync(async actor => await desk.Comment.RunAsync(new(new(Id), comment), actor, CancellationToken.None), () => comment = "");

    private async Task AssignAsync(ChangeEventArgs e)
    {
        var member = long.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var id) ? id : 0;
        problems = await RunAsync(async actor => await desk.Assign.RunAsync(new(new(Id), member), actor, CancellationToken.None), () => Toasts.Say(L["Assigned"]));
    }

    private async Task LinkAsync(Id<Contact> contact)
        => problems = await RunAsync(async actor => await desk.Link.RunAsync(new(new(Id), contact), actor, CancellationToken.None), () => Toasts.Say(L["Linked to a contact"]));

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

        return outcome.Problems;
    }

    private IEnumerable<(string Label, string Value)> Facts(Submission said) => new (string, string)[]
    {
        (L["Came by"], RequestWords.Of(L, Case.Intake)), (L["Email"], said.Email), (L["Phone"], said.Phone), (L["First name"], said.FirstName), (L["Last name"], said.LastName),
        (L["Who asks?"], Case.OnBehalf == OnBehalf.Self ? "" : $"{RequestWords.Of(L, Case.OnBehalf)}: {said.ActsFor}"), (L["What they said"], said.Notes), (L["How they wish to be answered"], said.Wishes),
    }.Concat(said.Fields.Select(f => (f.Key, f.Value))).Where(f => f.Item2.Length > 0);

    private string Who(ReadRequest.Line line) => line.ActorKind switch
    {
        ActorKind.Staff => workers.FirstOrDefault(w => w.Id.ToString(CultureInfo.InvariantCulture) == line.ActorId)?.Name ?? L["A former colleague"],
        ActorKind.Subject or ActorKind.Guardian => L["The person"],
        ActorKind.Application => L["A program"],
        _ => "ConsentPortal",
    };
}
