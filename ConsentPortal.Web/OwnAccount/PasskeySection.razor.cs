using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.OwnAccount;

/// <summary>One's own passkeys. The password was judged before the device was asked (<c>SignInEndpoints</c>); here comes what it made.</summary>
public sealed partial class PasskeySection(CurrentActor current, FindPasskeys question, AddPasskey add, RenamePasskey rename, RemovePasskey remove, ReadMember members)
{
    private IReadOnlyList<FindPasskeys.Row> rows = [];
    private IReadOnlyList<Problem> problems = [];
    private Problem? problem;
    private string? email;

    [Inject] private SignInManager<TeamMember> SignIn { get; set; } = default!;

    [Inject] private SessionCookies Cookies { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private SecurityMail Mail { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "add-passkey")] private PasskeyForm? Add { get; set; }

    [SupplyParameterFromForm(FormName = "rename-passkey")] private PasskeyForm? Rename { get; set; }

    [SupplyParameterFromForm(FormName = "remove-passkey")] private PasskeyForm? Remove { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var member = await current.MemberAsync(Http.User, Http.RequestAborted);
        var outcome = await question.RunAsync(member?.Id ?? 0, member?.AsActor() ?? CurrentActor.Nobody, Http.RequestAborted);
        (rows, email) = (outcome.Ok ? outcome.Value.Items : [], member?.Email);
    }

    private async Task AddAsync()
    {
        var actor = await current.OfAsync(Http.User, Http.RequestAborted);
        if (await ProveAsync(Add?.Credential) is not { Succeeded: true, Passkey: { } passkey, UserEntity.Id: { } owner } || owner != actor.Id)
        {
            problem = Problem.Invalid("PasskeyName", "The device's answer could not be used. Try again.");
            return;
        }

        var outcome = await add.RunAsync(new(passkey, Add?.Name ?? ""), actor, Http.RequestAborted);
        if (outcome.Ok)
        {
            await Mail.TellAsync(actor.Number, SecurityChange.PasskeyAdded);
        }

        Show(outcome, "passkey");
    }

    private async Task RenameAsync() => Show(await rename.RunAsync(new(Rename?.Id ?? "", Rename?.Name ?? ""), await current.OfAsync(Http.User, Http.RequestAborted), Http.RequestAborted), "renamed");

    private async Task RemoveAsync()
    {
        var actor = await current.OfAsync(Http.User, Http.RequestAborted);
        var outcome = await remove.RunAsync(new(Remove?.Id ?? "", Http.User.Session()), actor, Http.RequestAborted);
        if (outcome.Ok && await members.RunAsync(actor.Number, Http.RequestAborted) is { } fresh)
        {
            await Mail.TellAsync(fresh.Id, SecurityChange.PasskeyRemoved);
            await Cookies.RefreshAsync(Http, fresh);
        }

        Show(outcome, "removed");
    }

    private async Task<PasskeyAttestationResult?> ProveAsync(string? credential)
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await SignIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (Exception error) when (error is InvalidOperationException or PasskeyException)
        {
            return null; // no challenge of ours is under way
        }
    }

    private void Show(Outcome<Done> outcome, string said)
    {
        (problems, problem) = (outcome.Problems, outcome.Problem);
        if (outcome.Ok)
        {
            Nav.NavigateTo(Urls.SecuritySaid(said));
        }
    }
}

/// <summary>One passkey in a form.</summary>
internal sealed class PasskeyForm
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Credential { get; set; }
}
