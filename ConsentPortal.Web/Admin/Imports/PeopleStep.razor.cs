using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>Maps a file of people, tries it, and puts it into the queue. What was chosen is kept in the draft with each check.</summary>
public sealed partial class PeopleStep : IDisposable
{
    private const int ShownValues = 3;
    private const string OwnMark = "own:";
    private readonly CancellationTokenSource leaving = new();
    private PeopleField[] columns = [];
    private SortedDictionary<int, string> ownCodes = [];
    private IReadOnlyList<FindContactFields.Row> ownFields = [];
    private PeoplePolicy policy;
    private string levelReason = "", country = "";
    private IReadOnlyList<Problem> problems = [];
    private IReadOnlyList<IReadOnlyList<string>> sample = [];
    private DryRunReport? report;
    private bool busy, opened;

    [Inject] private DryRunPeople DryRun { get; set; } = default!;

    [Inject] private FindContactFields OwnOnes { get; set; } = default!;

    [Inject] private MapImport Map1 { get; set; } = default!;

    [Inject] private StartImport Start { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Parameter, EditorRequired] public ReadImport.View Import { get; set; } = default!;

    /// <summary>It waits in the queue now.</summary>
    [Parameter] public EventCallback Started { get; set; }

    [Parameter] public EventCallback Discard { get; set; }

    /// <summary>Whether what the file would do is shown now: it was checked as it is mapped.</summary>
    [Parameter] public EventCallback<bool> Checked { get; set; }

    private long Ready => report is null ? 0 : report.Counts.Added + report.Counts.Changed;

    private PeopleOptions People => new() { Columns = columns, Own = new(ownCodes), Policy = policy, LevelReason = Text.CleanOrNull(levelReason), Country = Text.CleanOrNull(country)?.ToUpperInvariant() };

    protected override async Task OnParametersSetAsync()
    {
        if (opened)
        {
            return;
        }

        opened = true;
        var options = Import.Options.People ?? new();
        (columns, policy, levelReason, country) = ([.. options.Columns], options.Policy, options.LevelReason ?? "", options.Country ?? "");
        ownCodes = new(options.Own);
        var actor = await Current.GetAsync();
        ownFields = [.. (await OwnOnes.RunAsync(actor, CancellationToken.None)).Value.Where(f => f.MayWrite)];
        sample = [.. Import.Sample.Select(row => PeopleMask.Cells(row, options, actor))];
    }

    private string Chosen(int column) => columns[column] == PeopleField.Own ? OwnMark + ownCodes.GetValueOrDefault(column) : columns[column].ToString();

    private Task Map(int column, ChangeEventArgs e)
    {
        var chosen = (string)e.Value!;
        var own = chosen.StartsWith(OwnMark, StringComparison.Ordinal);
        columns[column] = own ? PeopleField.Own : Enum.Parse<PeopleField>(chosen);
        ownCodes.Remove(column);
        if (own)
        {
            ownCodes[column] = chosen[OwnMark.Length..];
        }

        return ShowAsync(null);
    }

    private Task Choose(PeoplePolicy chosen)
    {
        policy = chosen;
        return ShowAsync(null);
    }

    private Task ShowAsync(DryRunReport? found)
    {
        report = found;
        return Checked.InvokeAsync(found is not null);
    }

    private async Task CheckAsync()
    {
        busy = true;
        await ShowAsync(null);
        var actor = await Current.GetAsync();
        await Map1.RunAsync(new(Import.Id, Import.Options with { People = People }), actor, CancellationToken.None);
        try
        {
            var seen = await Task.Run(() => DryRun.RunAsync(new(Import.Id, People), actor, leaving.Token), leaving.Token); // off the circuit's own thread
            (problems, busy) = (seen.Problems, false);
            await ShowAsync(seen.Ok ? seen.Value : null);
        }
        catch (OperationCanceledException)
        {
            // the page was left
        }
    }

    private async Task LoadAsync()
    {
        busy = true;
        var started = await Start.RunAsync(new(Import.Id, Import.Options with { People = People }), await Current.GetAsync(), CancellationToken.None);
        (problems, busy) = (started.Problems, false);
        if (started.Ok)
        {
            await Started.InvokeAsync();
        }
    }

    private string Header(int column) => Import.Shape.Headers[column] is { Length: > 0 } name ? name : L["Column {0}", column + 1];

    private string Values(int column) => sample.Where(row => column < row.Count && !string.IsNullOrWhiteSpace(row[column])).Select(row => row[column].Trim()).Distinct(StringComparer.Ordinal)
        .Take(ShownValues).ToList() is { Count: > 0 } found ? string.Join(" · ", found) : L["empty"];

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
