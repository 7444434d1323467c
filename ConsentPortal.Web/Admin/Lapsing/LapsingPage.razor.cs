using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Lapsing;

/// <summary>Whose consent ends, when, and the way to ask them; the filter stands in the address.</summary>
public sealed partial class LapsingPage(FindLapsing find, CountLapsing count, RenewalDesk desk, Rulebooks rulebooks, NavigationManager nav) : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private IReadOnlyList<LapseFilters.ProfileChoice> profiles = [];
    private List<FindLapsing.Row>? rows;
    private CountLapsing.View? counts;
    private IReadOnlyList<FindRenewals.Row> runs = [];
    private IReadOnlyList<Problem> problems = [];
    private LapseFilter? shown;
    private string? next;
    private bool canAsk, busy, watching;

    [SupplyParameterFromQuery(Name = "window")] private string? Window { get; set; }

    [SupplyParameterFromQuery(Name = "profile")] private long Profile { get; set; }

    [SupplyParameterFromQuery(Name = "purpose")] private long Purpose { get; set; }

    [SupplyParameterFromQuery(Name = "topic")] private long? Topic { get; set; }

    [SupplyParameterFromQuery(Name = "channel")] private string? Channel { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private LapseFilter Filter => new(Word.TryParse<LapseWindow>(Window, out var window) ? window : LapseWindow.Days30, new(Profile), new(Purpose),
        Topic is { } topic ? new Id<Topic>(topic) : null, Word.TryParse<Channel>(Channel, out var channel) ? channel : null);

    private bool Past => Filter.Window == LapseWindow.Lapsed;

    private bool MayAskAll => canAsk && !Past && Profile != 0 && Purpose != 0 && Filter.Channel is null or Core.Kernel.Channel.Email && rows is { Count: > 0 };

    protected override async Task OnParametersSetAsync()
    {
        if (shown != Filter)
        {
            (rows, counts, shown) = (null, null, Filter);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canAsk = actor.May(Permission.EditCompliance);
        profiles = LapseFilters.Choices(await rulebooks.FreshAsync(CancellationToken.None));
        var counted = await count.RunAsync(Filter, actor, CancellationToken.None);
        var found = await find.RunAsync(Filter, null, actor, CancellationToken.None);
        (counts, rows, next) = (counted.Ok ? counted.Value : null, found.Ok ? [.. found.Value.Rows] : [], found.Ok ? found.Value.Next : null);
        await ReadRunsAsync(actor);
    }

    private async Task ReadRunsAsync(Actor actor)
    {
        var read = canAsk ? await desk.Find.RunAsync(actor, CancellationToken.None) : default;
        runs = canAsk && read.Ok ? read.Value : [];
        if (runs.Any(r => r.State == RenewalState.Running) && !watching && RendererInfo.IsInteractive)
        {
            watching = true;
            _ = WatchAsync();
        }
    }

    private async Task MoreAsync()
    {
        busy = true;
        var found = await find.RunAsync(Filter, next, await Current.GetAsync(), CancellationToken.None);
        rows!.AddRange(found.Ok ? found.Value.Rows : []);
        (next, busy) = (found.Ok ? found.Value.Next : null, false);
    }

    private Task AskAllAsync() => AskAsync(new(new(Profile), new(Purpose), Filter.Window, Filter.TopicId),
        L["Everybody in this list whom a mail may reach gets one mail, with a link that renews the consent from the day they confirm. Who opted out, is suppressed or was asked in the last 30 days is passed over."]);

    private Task AskOneAsync(FindLapsing.Row row) => AskAsync(new(ProfileFor(row), row.PurposeId, LapseWindow.Days90, null, row.PointId),
        L["They get one mail with a link that renews the consent from the day they confirm."]);

    // without a profile in the filter: the first that uses the purpose
    private Id<ComplianceProfile> ProfileFor(FindLapsing.Row row) => Profile != 0 ? new(Profile) : profiles.Where(p => p.Purposes.Any(u => u.Id == row.PurposeId)).Select(p => p.Id).FirstOrDefault();

    private async Task AskAsync(StartRenewal.Command command, string message)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["Message"] = message, ["Yes"] = L["Ask"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = false };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Ask to renew?"], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            busy = true;
            var actor = await Current.GetAsync();
            var outcome = await desk.Start.RunAsync(command, actor, CancellationToken.None);
            (problems, busy) = (outcome.Problems, false);
            await ReadRunsAsync(actor);
            if (outcome.Ok)
            {
                Toasts.Say(L["The mails are being written"], L["You can leave this page: it goes on by itself."]);
            }
        }
    }

    private async Task CancelAsync(Id<RenewalRun> id)
    {
        var actor = await Current.GetAsync();
        problems = (await desk.Cancel.RunAsync(new(id), actor, CancellationToken.None)).Problems;
        await ReadRunsAsync(actor);
    }

    // the bar moves by itself
    private async Task WatchAsync()
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(2));
        while (runs.Any(r => r.State == RenewalState.Running) && !leaving.IsCancellationRequested
            && await timer.WaitForNextTickAsync(leaving.Token).AsTask().ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default))
        {
            await InvokeAsync(async () =>
            {
                await ReadRunsAsync(await Current.GetAsync());
                StateHasChanged();
            });
        }

        watching = false;
    }

    private void Go(LapseFilter filter) => nav.NavigateTo(Urls.LapsingOf(filter));

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}

/// <summary>What can be done about consent that ends.</summary>
public sealed record RenewalDesk(StartRenewal Start, CancelRenewal Cancel, FindRenewals Find);
