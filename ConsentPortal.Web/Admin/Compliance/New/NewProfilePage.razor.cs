using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance.New;

/// <summary>Makes a profile from a preset, and opens it.</summary>
public sealed partial class NewProfilePage(CreateProfile create, FindProfiles question, SetProfileApplications applications, NavigationManager nav)
{
    private readonly Form form = new();
    private IReadOnlyList<FindProfiles.Row> profiles = [];
    private IReadOnlyList<Problem> problems = [];
    private bool busy, saved;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var found = await question.RunAsync(await Current.GetAsync(), CancellationToken.None);
        profiles = found.Ok ? [.. found.Value.Where(p => p.Active)] : [];
    }

    private async Task CreateAsync()
    {
        busy = true;
        var outcome = await create.RunAsync(form.ToCommand(), await Current.GetAsync(), CancellationToken.None);
        (busy, problems) = (false, outcome.Problems);
        if (outcome.Ok)
        {
            saved = true;
            await applications.RunAsync(new(form.Code, form.Applications.Split('\n')), await Current.GetAsync(), CancellationToken.None);
            Toasts.Say(L["Profile created"], form.Name);
            nav.NavigateTo(Urls.Profile(outcome.Value));
        }
    }

    private sealed class Form
    {
        private string? code;

        public string Preset { get; set; } = "";

        public string Name { get; set; } = "";

        /// <summary>Follows the name until somebody types one.</summary>
        public string Code
        {
            get => code ?? CodeNames.Suggest(Name);
            set => code = value == CodeNames.Suggest(Name) ? null : value.Trim();
        }

        public string Company { get; set; } = "";

        public string Address { get; set; } = "";

        public string Language { get; set; } = "en";

        public string Applications { get; set; } = "";

        public string Share { get; set; } = "";

        public bool Touched => (Name + Company + Address + Applications + code).Length > 0;

        public CreateProfile.Command ToCommand() => new(Code, Name, Company, Address, Preset)
        {
            DefaultLanguage = Language,
            ShareWith = Id<ComplianceProfile>.TryParse(Share, null, out var other) ? other : Id<ComplianceProfile>.None,
        };
    }
}
