using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.OwnAccount;

/// <summary>Sets an authenticator app up, in place of none or of an old one.</summary>
public sealed partial class AuthenticatorPage(CurrentActor current, AuthenticatorSetups setups, TurnOnAuthenticator verb, ReadMember members)
{
    private IReadOnlyList<Problem> problems = [];
    private IReadOnlyList<string>? codes;
    private AuthenticatorSetups.View? setup;
    private TeamMember? member;

    [Inject] private SessionCookies Cookies { get; set; } = default!;

    [Inject] private SecurityMail Mail { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "set-up")] private SetUpModel? Input { get; set; }

    protected override async Task OnInitializedAsync()
    {
        member = await current.MemberAsync(Http.User, Http.RequestAborted);
        setup = member is null ? null : setups.Again(member, Input?.Ticket);
        Http.Response.Headers.CacheControl = "no-store";
    }

    private async Task ConfirmAsync()
    {
        if (member is null)
        {
            return;
        }

        var outcome = await verb.RunAsync(new(Input?.Ticket ?? "", Input?.Code ?? "", Input?.Password ?? "", Http.User.Session()), member.AsActor(), Http.RequestAborted);
        problems = outcome.Problems;
        if (outcome.Ok && await members.RunAsync(member.Id, Http.RequestAborted) is { } fresh)
        {
            await Mail.TellAsync(fresh.Id, SecurityChange.AuthenticatorOn);
            await Cookies.RefreshAsync(Http, fresh);
            codes = outcome.Value.Codes;
        }
    }
}
