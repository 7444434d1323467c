using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.OwnAccount;

/// <summary>One's own account: static HTML, because a new password needs a new session cookie in the same answer.</summary>
public sealed partial class AccountPage(CurrentActor current, EditOwnAccount edit, ChangeOwnPassword password, SignOutEverywhere everywhere, SignInManager<TeamMember> sessions)
{
    private IReadOnlyList<Problem> problems = [];
    private TeamMember? member;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private ReadMember Members { get; set; } = default!;

    [Inject] private SessionCookies Cookies { get; set; } = default!;

    [Inject] private FailedTries Tries { get; set; } = default!;

    [Inject] private SecurityMail Mail { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "edit")] private EditModel? Edit { get; set; }

    [SupplyParameterFromForm(FormName = "password")] private PasswordModel? Password { get; set; }

    [SupplyParameterFromQuery(Name = "said")] private string? Said { get; set; }

    protected override async Task OnInitializedAsync()
    {
        member = await current.MemberAsync(Http.User, Http.RequestAborted);
        Edit ??= new() { Name = member?.DisplayName, Language = member?.Language, Theme = member?.Theme ?? default, Density = member?.Density ?? default };
    }

    private async Task EditAsync()
    {
        if (Show(await edit.RunAsync(new(Edit?.Name ?? "", Edit?.Language ?? "", Edit?.Theme, Edit?.Density), await ActorAsync(), Http.RequestAborted)))
        {
            await GoOnAsync("saved");
        }
    }

    private async Task ChangePasswordAsync()
    {
        if (Password?.New != Password?.Again)
        {
            problems = [Problem.Invalid("Again", "The two are not the same.")];
            return;
        }

        if (!Tries.Take(Http.Connection.RemoteIpAddress))
        {
            problems = [Problem.Invalid("Current", "Too many wrong passwords. Wait five minutes, then try again.")];
            return;
        }

        var outcome = await password.RunAsync(new(Password?.Current ?? "", Password?.New ?? "", Http.User.Session()), await ActorAsync(), Http.RequestAborted);
        if (outcome.Problem is not { Field: "Current" })
        {
            Tries.GiveBack(Http.Connection.RemoteIpAddress);
        }

        if (Show(outcome))
        {
            await Mail.TellAsync(member!.Id, SecurityChange.PasswordChanged);
            await GoOnAsync("password");
        }
    }

    private async Task SignOutEverywhereAsync()
    {
        if (Show(await everywhere.RunAsync(new(), await ActorAsync(), Http.RequestAborted)))
        {
            await sessions.SignOutAsync();
            Nav.NavigateTo($"{Urls.SignIn}?said=out");
        }
    }

    private Task<Actor> ActorAsync() => current.OfAsync(Http.User, Http.RequestAborted);

    private bool Show(Outcome<Done> outcome)
    {
        problems = outcome.Problems;
        return outcome.Ok;
    }

    // name, looks and security stamp live in the cookie: this session goes on with a fresh one
    private async Task GoOnAsync(string said)
    {
        if (member is not null && await Members.RunAsync(member.Id, Http.RequestAborted) is { } fresh) // Identity's own store would answer what it read before
        {
            await Cookies.RefreshAsync(Http, fresh);
            Http.Remember(fresh);
        }

        Nav.NavigateTo($"{Urls.Account}?said={said}");
    }

    private sealed class EditModel
    {
        public string? Name { get; set; }

        public string? Language { get; set; }

        public Theme Theme { get; set; }

        public Density Density { get; set; }
    }

    private sealed class PasswordModel
    {
        public string? Current { get; set; }

        public string? New { get; set; }

        public string? Again { get; set; }
    }
}
