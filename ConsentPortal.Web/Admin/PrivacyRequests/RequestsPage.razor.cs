using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The queue, most urgent first; what it shows stands in the address.</summary>
public sealed partial class RequestsPage(FindRequests find, FindRequestWorkers findWorkers, NavigationManager nav)
{
    private const int PageSize = 25, Week = 7;
    private Numbered<FindRequests.Row>? found;
    private Dictionary<long, string> workers = [];
    private (RequestPile, RequestKind?, bool)? shown;
    private bool mayWork;
    private int skip;

    [SupplyParameterFromQuery(Name = "pile")] private string? PileWord { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindWord { get; set; }

    [SupplyParameterFromQuery(Name = "due")] private bool DueOnly { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private RequestPile Pile => Word.TryParse<RequestPile>(PileWord, out var pile) ? pile : RequestPile.Open;

    private RequestKind? Kind => Word.TryParse<RequestKind>(KindWord, out var kind) ? kind : null;

    private (RequestPile, string)[] Piles => [(RequestPile.Open, L["Open"]), (RequestPile.Mine, L["Mine"]), (RequestPile.Unassigned, L["Nobody's"]), (RequestPile.Closed, L["Closed"])];

    protected override async Task OnParametersSetAsync()
    {
        if (shown != (Pile, Kind, DueOnly))
        {
            (shown, found, skip) = ((Pile, Kind, DueOnly), null, 0);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        mayWork = actor.May(Permission.WorkRequests);
        var known = await findWorkers.RunAsync(actor, CancellationToken.None);
        workers = known.Ok ? known.Value.ToDictionary(w => w.Id, w => w.Name) : [];
        var rows = await find.RunAsync(new(Pile, Kind, DueWithin: DueOnly ? Week : null, Skip: skip, Take: PageSize), actor, CancellationToken.None);
        found = rows.Ok ? rows.Value : new([], 0);
    }

    private Task TurnAsync(PagerEventArgs page)
    {
        skip = page.Skip;
        return LoadAsync();
    }

    private void ChooseKind(ChangeEventArgs e) => Go(Pile, Word.TryParse<RequestKind>(e.Value as string, out var kind) ? kind : null, DueOnly);

    private void Go(RequestPile pile, RequestKind? kind, bool due) => nav.NavigateTo(Urls.RequestsOf(pile, kind, due));
}
