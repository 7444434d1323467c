using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.SignIn;

/// <summary>The second step of a sign-in: only for somebody whose password was right a moment ago, else it leads to the first.</summary>
public sealed partial class SecondStepPage
{
    private Entry? entry;
    private FirstStep? first;

    [Inject] private FrontDoor Door { get; set; } = default!;

    [Inject] private SessionCookies Cookies { get; set; } = default!;

    [Inject] private StartPage Start { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "code")] private InputModel? Input { get; set; }

    [SupplyParameterFromQuery(Name = "back")] private string? Back { get; set; }

    protected override async Task OnInitializedAsync()
    {
        first = await Cookies.FirstStepAsync(Http);
        if (first?.Next is not (NextStep.AskForCode or NextStep.AskForPasskey))
        {
            first = null;
            Nav.NavigateTo(Urls.SignIn);
        }
    }

    private async Task ConfirmAsync()
    {
        if (first is null)
        {
            return;
        }

        (entry, var member, var way) = await Door.ConfirmAsync(first, Input?.Code, Http);
        if (entry == Entry.Open)
        {
            var next = await Start.AfterAsync(Http, member!, Back);
            Nav.NavigateTo(way == SignInWay.RecoveryCode ? Urls.SecuritySaid("recovery") : next); // how many are left is said there
            return;
        }

        Http.Response.StatusCode = entry == Entry.Wait ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;
        Http.Response.Headers.RetryAfter = entry == Entry.Wait ? "300" : default;
    }

    private sealed class InputModel
    {
        public string? Code { get; set; }
    }
}
