using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The queue, most urgent first; what it shows stands in the address, but never what was searched for: that may be somebody's own address.</summary>
public sealed partial class RequestsPage(RequestQueueDesk desk, FindRequestWorkers findWorkers, FindProfiles findProfiles, NavigationManager nav)
{
    private const int PageSize = 25;
    private readonly HashSet<Id<PrivacyRequest>> chosen = [];
    private readonly Stack<string?> before = [];
    private FindRequests.View? found;
    private IReadOnlyDictionary<RequestPile, int> counts = new Dictionary<RequestPile, int>();
    private IReadOnlyList<FindRequestWorkers.Row> workers = [];
    private IReadOnlyList<(string Code, string Name)> profiles = [];
    private IReadOnlyList<Problem> problems = [];
    private RequestListAddress? shown;
    private string search = "";
    private string? after;
    private long me;
    private bool mayWork;

    [SupplyParameterFromQuery(Name = "pile")] private string? PileWord { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindWord { get; set; }

    [SupplyParameterFromQuery(Name = "state")] private string? StateWord { get; set; }

    [SupplyParameterFromQuery(Name = "due")] private string? DueWord { get; set; }

    [SupplyParameterFromQuery(Name = "profile")] private string? ProfileWord { get; set; }

    [SupplyParameterFromQuery(Name = "order")] private string? OrderWord { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private RequestListAddress Shown => RequestListAddress.Read(PileWord, KindWord, StateWord, DueWord, ProfileWord, OrderWord ?? remembered);

    private string? remembered;

    private (RequestPile, string)[] Piles => [(RequestPile.Mine, L["Mine"]), (RequestPile.Unassigned, L["Nobody's"]), (RequestPile.Open, L["All open"]), (RequestPile.Closed, L["Closed"])];

    private string Nothing => search.Length > 0 ? L["Nothing found"] : Shown.Pile == RequestPile.Closed ? L["No request is closed"] : L["Nothing waits here"];

    protected override async Task OnParametersSetAsync()
    {
        if (shown is null)
        {
            remembered = await desk.OrderAsync(await Current.GetAsync());
        }

        if (shown != Shown)
        {
            (shown, found, after) = (Shown, null, null);
            before.Clear();
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        (mayWork, me) = (actor.May(Permission.WorkRequests), actor.Number);
        var known = await findWorkers.RunAsync(actor, CancellationToken.None);
        workers = known.Ok ? known.Value : [];
        var offered = await findProfiles.RunAsync(actor, CancellationToken.None);
        profiles = offered.Ok ? [.. offered.Value.Select(p => (p.Code, p.Name))] : [];
        var query = Shown.Query with { Search = search, After = after, Take = PageSize };
        var (rows, piles) = await desk.FindAsync(query, actor);
        (found, counts) = (rows ?? new([], 0, null), piles);
        chosen.IntersectWith(found.Rows.Select(r => r.Id));
    }

    private Task FindAsync(string text)
    {
        (search, after) = (text, null);
        before.Clear();
        return LoadAsync();
    }

    private Task ClearAsync()
    {
        search = "";
        if (Shown.IsNarrowed)
        {
            Go(new RequestListAddress(Shown.Pile) { Order = Shown.Order });
            return Task.CompletedTask;
        }

        return FindAsync("");
    }

    private Task OnAsync()
    {
        before.Push(after);
        after = found!.Next;
        return LoadAsync();
    }

    private Task BackAsync()
    {
        after = before.Pop();
        return LoadAsync();
    }

    private async Task GiveAsync(long member)
    {
        if (member < 0)
        {
            problems = [Problem.Invalid("bulk-member", "Choose who gets them.")];
            return;
        }

        var given = await desk.AssignAsync([.. chosen], member, await Current.GetAsync());
        problems = given.Problems;
        if (given.Ok)
        {
            chosen.Clear();
            Toasts.Say(L["Assigned"]);
            await LoadAsync();
        }
    }

    private void Untick()
    {
        chosen.Clear();
        problems = [];
    }

    private async Task TakeAsync(Id<PrivacyRequest> id)
    {
        var given = await desk.AssignAsync([id], me, await Current.GetAsync());
        problems = given.Problems;
        if (given.Ok)
        {
            Toasts.Say(L["Assigned to you"]);
            await LoadAsync();
        }
    }

    private string Counted(RequestPile pile) => counts.TryGetValue(pile, out var count) ? Capped(count) : "";

    private string Capped(int count) => count >= FindRequests.MostCounted ? L["{0}+", RequestWords.Count(FindRequests.MostCounted)] : RequestWords.Count(count);

    private void Go(RequestListAddress address)
    {
        if (address.Order != Shown.Order)
        {
            _ = RememberAsync(address.Order);
        }

        nav.NavigateTo(Urls.RequestsOf(address));
    }

    private async Task RememberAsync(RequestOrder order) => await desk.RememberAsync(order, await Current.GetAsync());
}
