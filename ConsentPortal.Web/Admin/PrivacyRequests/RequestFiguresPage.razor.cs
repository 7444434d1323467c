using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>What an officer steers by: who has how much, and how the months went.</summary>
public sealed partial class RequestFiguresPage(ReadRequestFigures read, FindRequestWorkers findWorkers, FindProfiles findProfiles, NavigationManager nav)
{
    private ReadRequestFigures.View? view;
    private Dictionary<long, string> workers = [];
    private IReadOnlyList<(string Code, string Name)> profiles = [];

    [SupplyParameterFromQuery(Name = "months")] private string? MonthsWord { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindWord { get; set; }

    [SupplyParameterFromQuery(Name = "profile")] private string? ProfileWord { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private int Months => int.TryParse(MonthsWord, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= ReadRequestFigures.MostMonths ? n : 12;

    private IReadOnlyList<FiguresTable.Row> MonthRows => [.. view!.Months.Reverse().Select(m => new FiguresTable.Row(m.First.ToString("MMMM yyyy", CultureInfo.CurrentCulture), m.Received, m.InTime, m.Late, m.Open, m.MedianDays))];

    private IReadOnlyList<FiguresTable.Row> KindRows => [.. view!.Kinds.Select(k => new FiguresTable.Row(RequestWords.Of(L, k.Kind), k.Received, k.InTime, k.Late, k.Open, k.MedianDays))];

    private string Sentence => L["{0} received, {1} answered in time, {2} late.", RequestWords.Count(view!.Months.Sum(m => m.Received)), RequestWords.Count(view.Months.Sum(m => m.InTime)), RequestWords.Count(view.Months.Sum(m => m.Late))];

    /// <summary>What the address asks for, as the question takes it.</summary>
    public static ReadRequestFigures.Query Query(int months, string? kind, string? profile) => new(months, string.IsNullOrEmpty(profile) ? null : profile, Word.TryParse<RequestKind>(kind, out var one) ? one : null);

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        var known = await findWorkers.RunAsync(actor, CancellationToken.None);
        workers = known.Ok ? known.Value.ToDictionary(w => w.Id, w => w.Name) : [];
        var offered = await findProfiles.RunAsync(actor, CancellationToken.None);
        profiles = offered.Ok ? [.. offered.Value.Select(p => (p.Code, p.Name))] : [];
        var found = await read.RunAsync(Query(Months, KindWord, ProfileWord), actor, CancellationToken.None);
        view = found.Ok ? found.Value : null;
    }

    private string Name(long member) => member == 0 ? L["Nobody"] : workers.GetValueOrDefault(member) ?? L["A former colleague"];

    private string Share(int open) => Percent(open, view!.Loads.Max(l => l.Open));

    private string Height(int count) => Percent(count, view!.Months.Max(m => m.Received));

    // a dozen months have room for their names, more of them only for the years
    private string Under(DateOnly month) => view!.Months.Count <= 12 ? month.ToString("MMM", CultureInfo.CurrentCulture) : month.Month == 1 ? month.ToString("yyyy", CultureInfo.InvariantCulture) : "";

    private static string Percent(int part, int whole) => (whole == 0 ? 0 : 100.0 * Math.Max(0, part) / whole).ToString("0.#", CultureInfo.InvariantCulture);

    private void Go(string? months, string? kind, string? profile) => nav.NavigateTo(Urls.RequestFiguresOf(months, kind, profile));
}
