using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>The keys of one application.</summary>
public sealed partial class ApplicationKeys(FindApiKeys question, KeyDesk desk)
{
    private Numbered<FindApiKeys.Row>? keys;
    private (Id<Application>, bool)? shown;
    private bool revoked;

    [Parameter, EditorRequired] public Id<Application> Id { get; set; }

    [Parameter] public bool Retired { get; set; }

    /// <summary>A key was taken back: the page's head may say something else now.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown != (Id, revoked))
        {
            shown = (Id, revoked);
            await LoadAsync();
        }
    }

    private Task ShowAsync(bool which)
    {
        (revoked, keys) = (which, null);
        shown = (Id, revoked);
        return LoadAsync();
    }

    private async Task RevokeAsync(FindApiKeys.Row key)
    {
        if (await desk.RevokeAsync(key))
        {
            await LoadAsync();
            await Changed.InvokeAsync();
        }
    }

    private async Task EditAsync(FindApiKeys.Row key)
    {
        if (await desk.EditAsync(key))
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var asked = shown;
        var outcome = await question.RunAsync(new(revoked, 0, FindApiKeys.MostTake, Id), await Current.GetAsync(), CancellationToken.None);
        if (asked == shown)
        {
            keys = outcome.Ok ? outcome.Value : new([], 0);
        }
    }
}
