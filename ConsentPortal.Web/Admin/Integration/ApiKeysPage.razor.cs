using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Integration;

/// <summary>The keys in use, or those that were taken back; the address says which.</summary>
public sealed partial class ApiKeysPage(FindApiKeys question, KeyDesk desk)
{
    private const int PageLength = 50;
    private Numbered<FindApiKeys.Row>? keys;
    private int take = PageLength;
    private bool? shown;

    [SupplyParameterFromQuery(Name = "revoked")] private bool Revoked { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown != Revoked)
        {
            (shown, take, keys) = (Revoked, PageLength, null);
            await LoadAsync();
        }
    }

    private void Show(bool revoked) => Nav.NavigateTo(revoked ? $"{Urls.ApiKeys}?revoked=true" : Urls.ApiKeys, replace: true);

    private async Task MoreAsync()
    {
        take += PageLength;
        await LoadAsync();
    }

    private async Task RevokeAsync(FindApiKeys.Row key)
    {
        if (await desk.RevokeAsync(key))
        {
            await LoadAsync();
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
        var asked = Revoked;
        var outcome = await question.RunAsync(new(asked, 0, take), await Current.GetAsync(), CancellationToken.None);
        if (asked == Revoked)
        {
            keys = outcome.Ok ? outcome.Value : new([], 0);
        }
    }
}
