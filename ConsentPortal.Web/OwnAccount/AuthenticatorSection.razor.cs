using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.OwnAccount;

/// <summary>One's own authenticator app and recovery codes.</summary>
public sealed partial class AuthenticatorSection(CurrentActor current, ReadSecondFactor question, RenewRecoveryCodes renew, TurnOffAuthenticator off, ReadMember members)
{
    private IReadOnlyList<Problem> problems = [];
    private IReadOnlyList<string>? codes;
    private ReadSecondFactor.View? factor;

    [Inject] private SessionCookies Cookies { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private SecurityMail Mail { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "codes")] private PasswordOnly? Codes { get; set; }

    [SupplyParameterFromForm(FormName = "off")] private PasswordOnly? Off { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await current.OfAsync(Http.User, Http.RequestAborted);
        var outcome = await question.RunAsync(actor.Number, actor, Http.RequestAborted);
        factor = outcome.Ok ? outcome.Value : null;
    }

    private async Task RenewAsync()
    {
        var actor = await current.OfAsync(Http.User, Http.RequestAborted);
        var outcome = await renew.RunAsync(new(Codes?.Password ?? ""), actor, Http.RequestAborted);
        (problems, codes) = (outcome.Problems, outcome.Ok ? outcome.Value.Codes : null);
        Http.Response.Headers.CacheControl = "no-store";
        if (outcome.Ok)
        {
            await Mail.TellAsync(actor.Number, SecurityChange.RecoveryCodes);
        }

        await LoadAsync();
    }

    private async Task TurnOffAsync()
    {
        var actor = await current.OfAsync(Http.User, Http.RequestAborted);
        var outcome = await off.RunAsync(new(Off?.Password ?? "", Http.User.Session()), actor, Http.RequestAborted);
        problems = outcome.Problems;
        if (outcome.Ok && await members.RunAsync(actor.Number, Http.RequestAborted) is { } fresh)
        {
            await Mail.TellAsync(fresh.Id, SecurityChange.AuthenticatorOff);
            await Cookies.RefreshAsync(Http, fresh);
            Nav.NavigateTo(Urls.SecuritySaid("off"));
        }
    }
}

/// <summary>A form that asks for nothing but the password.</summary>
internal sealed class PasswordOnly
{
    public string? Password { get; set; }
}
