using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The package of a case; it looks again each second while the package is being made.</summary>
public sealed partial class PackagePanel : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private ReadPackage.View? view;
    private IReadOnlyList<Problem> problems = [];
    private bool busy, watching;

    [Parameter, EditorRequired] public ReadRequest.View View { get; set; } = default!;

    [Parameter] public bool MayWork { get; set; }

    /// <summary>The case changed with it.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private PackageDesk Desk { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    private PrivacyRequest Case => View.Request;

    private bool MayBuild => Case.State is RequestState.Verified or RequestState.InProgress or RequestState.Review;

    protected override Task OnParametersSetAsync() => Case.Kind == RequestKind.Get ? ReadAsync() : Task.CompletedTask;

    private async Task ReadAsync()
    {
        var found = await Desk.Read.RunAsync(Case.Id, await Current.GetAsync(), CancellationToken.None);
        view = found.Ok ? found.Value : null;
        if (!watching && RendererInfo.IsInteractive && view?.Package?.IsAtWork == true)
        {
            watching = true;
            _ = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1));
        while (watching && await timer.WaitForNextTickAsync(leaving.Token).AsTask().ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default))
        {
            await InvokeAsync(async () =>
            {
                await ReadAsync();
                watching = view?.Package?.IsAtWork == true;
                StateHasChanged();
            });
        }
    }

    private Task BuildAsync() => RunAsync(async actor => (await Desk.Build.RunAsync(new(Case.Id), actor, CancellationToken.None)).Problems);

    private Task StopAsync() => RunAsync(async actor => (await Desk.Discard.RunAsync(new(Case.Id), actor, CancellationToken.None)).Problems);

    private Task OfferAsync() => RunAsync(async actor => (await Desk.Look.Offer.RunAsync(new(Case.Id), actor, CancellationToken.None)).Problems);

    private async Task RunAsync(Func<Actor, Task<IReadOnlyList<Problem>>> verb)
    {
        if (busy)
        {
            return;
        }

        busy = true;
        problems = await verb(await Current.GetAsync());
        busy = false;
        await ReadAsync();
        await Changed.InvokeAsync();
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
