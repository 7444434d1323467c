using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Exports;

/// <summary>A list to be written in the background. What was typed stays where something is refused.</summary>
public sealed partial class NewExportPage
{
    private readonly ExportChoice choice = new();
    private readonly ExportEntry entry = new();
    private IReadOnlyList<ExportWhat> offered = [];
    private IReadOnlyList<string> kinds = [];
    private IReadOnlyList<Problem> problems = [];
    private Rulebook? rules;
    private bool asksPassword;

    [SupplyParameterFromQuery] private string? What { get; set; }

    [Inject] private ExportDesk Desk { get; set; } = default!;

    [Inject] private Rulebooks Rulebooks { get; set; } = default!;

    [Inject] private ReadAuditFilters Filters { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        offered = [.. ExportRules.OfferedTo(actor)];
        choice.What = Word.TryParse<ExportWhat>(What, out var asked) && offered.Contains(asked) ? asked : offered.Count > 0 ? offered[0] : default;
        rules = await Rulebooks.FreshAsync(CancellationToken.None);
        kinds = offered.Contains(ExportWhat.Audit) && await Filters.RunAsync(actor, CancellationToken.None) is { Ok: true } found ? found.Value.Kinds : [];
        asksPassword = await Desk.AsksPasswordAsync();
    }

    private async Task StartAsync()
    {
        var queued = await Desk.QueueAsync(choice.Ask, entry);
        (problems, entry.Password, asksPassword) = (queued.Problems, "", await Desk.AsksPasswordAsync());
        if (queued.Ok)
        {
            Nav.NavigateTo(Urls.Export(queued.Value));
        }
    }

    private string Why(ExportWhat what) => what switch
    {
        ExportWhat.Consents => L["Where every answer stands now."],
        ExportWhat.Events => L["Every change of consent, in the order of the ledger."],
        ExportWhat.Contacts => L["People with their addresses, levels and flags."],
        _ => L["Who changed what, and when."],
    };
}
