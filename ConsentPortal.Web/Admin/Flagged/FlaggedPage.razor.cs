using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Flagged;

/// <summary>Flagged opt-outs; the message and the network it is narrowed to stand in the address.</summary>
public sealed partial class FlaggedPage(FindFlagged question, ReadFlagTallies counts)
{
    private Numbered<FindFlagged.Row>? rows;
    private ReadFlagTallies.View? tallies;
    private (string?, string?) shown;
    private int page = 1;

    [SupplyParameterFromQuery(Name = "message")] private string? Message { get; set; }

    [SupplyParameterFromQuery(Name = "network")] private string? Network { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private bool Filtered => Message is not null || Network is not null;

    private string Sum => (Message, Network) switch
    {
        (null, null) => rows!.Count == 1 ? L["1 opt-out"] : L["{0} opt-outs", rows.Count],
        (_, null) => L["{0} by the link of {1}", rows!.Count, Named],
        (null, _) => L["{0} from {1}", rows!.Count, FlagWords.Network(L, Network)],
        _ => L["{0} by the link of {1}, from {2}", rows!.Count, Named, FlagWords.Network(L, Network)],
    };

    private string Named => FlagWords.Message(L, rows!.Rows[0].Message);

    protected override async Task OnInitializedAsync()
    {
        var outcome = await counts.RunAsync(await Current.GetAsync(), CancellationToken.None);
        tallies = outcome.Ok ? outcome.Value : null;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (rows is null || shown != (Message, Network))
        {
            (rows, page, shown) = (null, 1, (Message, Network));
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        Id<MessageReference>? message = Message is null ? null : Id<MessageReference>.TryParse(Message, null, out var id) ? id : new(-1);
        var outcome = await question.RunAsync(new(message, Network, page), await Current.GetAsync(), CancellationToken.None);
        rows = outcome.Ok ? outcome.Value : new([], 0);
    }

    private Task TurnAsync(PagerEventArgs turned)
    {
        page = turned.PageIndex + 1;
        return LoadAsync();
    }
}
