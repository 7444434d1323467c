using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Exports;

/// <summary>One export: how far it is, and its file when it is whole.</summary>
public sealed partial class ExportPage : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource leaving = new();
    private readonly ExportEntry entry = new();
    private ExportView? export;
    private IReadOnlyList<Problem> problems = [];
    private string? link;
    private bool missing, watching, asksPassword;
    private int uses;

    [Parameter] public long Id { get; set; }

    [Inject] private FindExports Question { get; set; } = default!;

    [Inject] private CancelExport Cancel { get; set; } = default!;

    [Inject] private RetryExport Retry { get; set; } = default!;

    [Inject] private ExportDesk Desk { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    private string? Lead => export is null ? null : L["Asked for by {0}.", export.OwnerName].Value;

    private Id<ExportJob> JobId => new(Id);

    protected override async Task OnParametersSetAsync()
    {
        if (export?.Id != JobId)
        {
            (problems, link) = ([], null);
            asksPassword = await Desk.AsksPasswordAsync();
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        var found = await Question.OneAsync(JobId, await Current.GetAsync(), CancellationToken.None);
        (export, missing) = (found.Ok ? found.Value : null, !found.Ok);
        if (!watching && RendererInfo.IsInteractive && export?.IsOpen == true)
        {
            watching = true;
            _ = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        using PeriodicTimer timer = new(Look);
        while (watching && await timer.WaitForNextTickAsync(leaving.Token).AsTask().ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default))
        {
            await InvokeAsync(async () =>
            {
                await ReadAsync();
                watching = export?.IsOpen == true;
                StateHasChanged();
            });
        }
    }

    private async Task LinkAsync()
    {
        var made = await Desk.LinkAsync(JobId, entry);
        (problems, link, uses) = (made.Problems, made.Ok ? made.Value : null, 0);
        (entry.Password, asksPassword) = ("", await Desk.AsksPasswordAsync());
    }

    // after its last use a link opens nothing: a new one is offered, not a download that breaks off
    private void Use() => link = ++uses < ExportSettings.MostUses ? link : null;

    private async Task StopAsync() => await TookAsync(await Cancel.RunAsync(new(JobId), await Current.GetAsync(), CancellationToken.None));

    private async Task RetryAsync() => await TookAsync(await Retry.RunAsync(new(JobId), await Current.GetAsync(), CancellationToken.None));

    private async Task DeleteAsync()
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["The file cannot be fetched any more. What stays is that it was taken, by whom and why."].Value, ["Yes"] = L["Delete the file"].Value, ["No"] = L["Keep it"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Delete this file?"], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            await StopAsync();
        }
    }

    private async Task TookAsync<T>(Outcome<T> outcome)
    {
        (problems, link) = (outcome.Problems, null);
        await ReadAsync();
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
