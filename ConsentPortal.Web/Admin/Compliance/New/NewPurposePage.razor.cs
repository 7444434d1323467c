using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance.New;

/// <summary>Makes a purpose for one profile, and opens it.</summary>
public sealed partial class NewPurposePage(AddPurpose add, ReadProfile question, NavigationManager nav)
{
    private readonly Draft draft = new(0, new Dictionary<string, string>(LanguageFields.Values(LocalText.Empty, LocalText.Empty), StringComparer.Ordinal));
    private ReadProfile.View? profile;
    private IReadOnlyList<Problem> problems = [];
    private PurposeType type;
    private OptOutScope scope;
    private DataUse? use;
    private string? code;
    private bool busy, saved, replace;

    [Parameter] public long ProfileId { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    /// <summary>Follows the English name until somebody types one.</summary>
    private string Code
    {
        get => code ?? CodeNames.Suggest(draft["name.en"]);
        set => code = value == CodeNames.Suggest(draft["name.en"]) ? null : value.Trim();
    }

    private string? Tracking => profile?.Purposes.FirstOrDefault(p => p.Type == PurposeType.Tracking)?.Name.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    protected override async Task OnInitializedAsync()
    {
        var outcome = await question.RunAsync(new(ProfileId), await Current.GetAsync(), CancellationToken.None);
        profile = outcome.Ok ? outcome.Value : null;
    }

    private async Task AddAsync()
    {
        busy = true;
        AddPurpose.Command command = new(new(ProfileId), Code, type, LanguageFields.TextOf(draft, "name", LocalText.Empty), LanguageFields.TextOf(draft, "description", LocalText.Empty), scope, replace) { DataUse = use };
        var outcome = await add.RunAsync(command, await Current.GetAsync(), CancellationToken.None);
        (busy, problems) = (false, outcome.Problems);
        if (outcome.Ok)
        {
            saved = true;
            Toasts.Say(L["Purpose created"], draft["name.en"]);
            nav.NavigateTo(Urls.Purpose(new(ProfileId), outcome.Value));
        }
    }
}
