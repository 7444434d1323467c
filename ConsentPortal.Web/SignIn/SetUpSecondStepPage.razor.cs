using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.SignIn;

/// <summary>For somebody whose role needs a second factor and who has none: between their right password and the portal.</summary>
public sealed partial class SetUpSecondStepPage
{
    private IReadOnlyList<Problem> problems = [];
    private IReadOnlyList<string>? codes;
    private AuthenticatorSetups.View? setup;
    private FirstStep? first;
    private string next = Urls.Home;

    [Inject] private AuthenticatorSetups Setups { get; set; } = default!;

    [Inject] private TurnOnAuthenticator Verb { get; set; } = default!;

    [Inject] private ReadMember Members { get; set; } = default!;

    [Inject] private SessionCookies Cookies { get; set; } = default!;

    [Inject] private StartPage Start { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private SecurityMail Mail { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "set-up")] private SetUpModel? Input { get; set; }

    [SupplyParameterFromQuery(Name = "back")] private string? Back { get; set; }

    protected override async Task OnInitializedAsync()
    {
        first = await Cookies.FirstStepAsync(Http);
        if (first is not { Next: NextStep.SetUpFirst, Member.TwoFactorEnabled: false })
        {
            first = null;
            Nav.NavigateTo(Urls.SignIn);
            return;
        }

        Http.Response.Headers.CacheControl = "no-store";
        setup = Setups.Again(first.Member, Input?.Ticket);
    }

    private async Task ConfirmAsync()
    {
        if (first is null)
        {
            return;
        }

        var outcome = await Verb.RunAsync(new(Input?.Ticket ?? "", Input?.Code ?? "", Password: null, Stamp: first.Member.SecurityStamp), first.Member.AsActor(), Http.RequestAborted);
        problems = outcome.Problems;
        if (outcome.Ok && await Members.RunAsync(first.Member.Id, Http.RequestAborted) is { } fresh && await Cookies.OpenAsync(Http, fresh, SignInWay.Authenticator))
        {
            await Mail.TellAsync(fresh.Id, SecurityChange.AuthenticatorOn);
            codes = outcome.Value.Codes;
            next = await Start.AfterAsync(Http, fresh, Back);
        }
    }
}

/// <summary>The form that proves an authenticator app.</summary>
internal sealed class SetUpModel
{
    public string? Ticket { get; set; }

    public string? Code { get; set; }

    public string? Password { get; set; }
}
