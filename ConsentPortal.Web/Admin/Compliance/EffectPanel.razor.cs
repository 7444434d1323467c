using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Counts, while somebody still edits, whose answers their change would turn. A newer edit ends the older count.</summary>
public sealed partial class EffectPanel(PreviewEffect preview) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500); // somebody may be on the way to the next cell

    private CancellationTokenSource? counting;
    private EffectView? view;
    private EffectProgress? progress;
    private IReadOnlyList<Problem> problems = [];
    private string? counted, download;
    private bool several, stopped;

    /// <summary>What would be saved; null = nothing was changed.</summary>
    [Parameter, EditorRequired] public RulebookChange? Change { get; set; }

    /// <summary>Tells one change from another: it is counted anew when this differs.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    /// <summary>Why it may be that nobody is affected.</summary>
    [Parameter] public string? NobodyBecause { get; set; }

    [Inject] private EffectDownloads Downloads { get; set; } = default!;

    [Inject] private ILogger<EffectPanel> Log { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    private string Nobody => NobodyBecause ?? L["No address is answered otherwise than now."];

    private string Waiting => stopped ? L["The count was stopped."] : progress is { Of: > 0 } far
        ? L["Asking every address: {0} of {1} …", far.Done.ToString("N0", CultureInfo.CurrentCulture), far.Of.ToString("N0", CultureInfo.CurrentCulture)] : L["Counting who is affected …"];

    protected override void OnParametersSet()
    {
        if (Change is null)
        {
            Stop();
            counted = null;
        }
        else if (Key != counted)
        {
            Again();
        }
    }

    private void Again()
    {
        Stop();
        (counted, view, progress, problems, download, stopped) = (Key, null, null, [], null, false);
        counting = new();
        _ = CountAsync(Change!, counting.Token);
    }

    private void Stop()
    {
        stopped = counting is not null && view is null;
        counting?.Cancel();
        counting?.Dispose();
        (counting, progress) = (null, null);
    }

    private async Task CountAsync(RulebookChange change, CancellationToken ct)
    {
        try
        {
            await Task.Delay(Pause, ct);
            var actor = await Current.GetAsync(ct);
            Progress<EffectProgress> told = new(p => _ = InvokeAsync(() => Tell(p, ct)));
            var outcome = await Task.Run(() => preview.RunAsync(new(change), actor, told, ct), ct); // not on the circuit: it would stand still
            await InvokeAsync(() => Show(outcome, change, actor, ct));
        }
        catch (OperationCanceledException)
        {
            // a newer edit, or the page was left
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Log.LogError(error, "The effect of a change could not be counted.");
            await InvokeAsync(() => Fail(ct));
        }
    }

    private void Tell(EffectProgress far, CancellationToken ct)
    {
        if (!ct.IsCancellationRequested && view is null && (progress is null || far.Done - progress.Done > far.Of / 50))
        {
            progress = far;
            StateHasChanged();
        }
    }

    private void Fail(CancellationToken ct)
    {
        if (!ct.IsCancellationRequested)
        {
            problems = [Problem.Conflict("It could not be counted now. Change something, or open the page anew, to try again.")];
            StateHasChanged();
        }
    }

    private void Show(Outcome<EffectView> outcome, RulebookChange change, Actor actor, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return;
        }

        (view, problems) = (outcome.Ok ? outcome.Value : null, outcome.Problems);
        several = view?.Rows.Select(r => r.ProfileId).Distinct().Count() > 1;
        download = view is { ChangesNothing: false } && actor.May(Permission.ExportPeople) ? Downloads.Keep(change, actor) : null;
        StateHasChanged();
    }

    private static string NameOf(EffectRow row)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return row.Topic is { } topic ? $"{row.Purpose.In(language)} › {topic.In(language)}" : row.Purpose.In(language);
    }

    public void Dispose() => Stop();
}
