using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Team;

/// <summary>One member: role, password link, second factor, sessions, disabling.</summary>
public sealed partial class MemberPage(FindMembers question, ChangeRole changeRole, DisableMember disable, EnableMember enable, IssuePasswordLink issue)
{
    private FindMembers.Row? member;
    private RoleChoice choice = new(Role.SalesRepresentative);
    private IReadOnlyList<Problem> problems = [];
    private Problem? problem;
    private string? token;
    private bool mailed;
    private int loaded;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private PasswordMail Mail { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (member?.Id != Id)
        {
            token = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var outcome = await question.OneAsync(Id, await Current.GetAsync(), CancellationToken.None);
        (member, problem) = (outcome.Ok ? outcome.Value : null, outcome.Problem);
        choice = member?.Choice ?? choice;
        loaded++; // sessions and second factor are read anew
    }

    private async Task ChangeRoleAsync()
        => await ShowAsync(await changeRole.RunAsync(new(Id, choice), await Current.GetAsync(), CancellationToken.None), L["The role is saved."]);

    private async Task EnableAsync() => await ShowAsync(await enable.RunAsync(new(Id), await Current.GetAsync(), CancellationToken.None), L["{0} is enabled.", member!.Name]);

    private async Task DisableAsync()
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["Message"] = L["{0} is shut out at once, on every machine. You can enable them again later.", member!.Name].Value, ["Yes"] = L["Disable"].Value, ["No"] = L["Cancel"].Value, ["Danger"] = true,
        };
        if (await Dialogs.OpenAsync<ConfirmBody>(L["Disable {0}?", member.Name], body, new() { Width = "30rem", CloseDialogOnEsc = true }) is true)
        {
            await ShowAsync(await disable.RunAsync(new(Id), await Current.GetAsync(), CancellationToken.None), L["{0} is disabled.", member.Name]);
        }
    }

    private async Task NewLinkAsync()
    {
        var outcome = await issue.RunAsync(new(Id), await Current.GetAsync(), CancellationToken.None);
        (problems, token) = (outcome.Problems, outcome.Ok ? outcome.Value.Token : null);
        mailed = token is not null && Mail.IsReady && (await Mail.ResetAsync(member!.Email, member.Language, token, CancellationToken.None)).Ok;
        await LoadAsync();
    }

    private async Task ShowAsync(Outcome<Done> outcome, string done)
    {
        problems = outcome.Problems;
        if (outcome.Ok)
        {
            token = null;
            await LoadAsync();
            Toasts.Say(done);
        }
    }
}
