using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>Every kind of mail under one profile in one language; both stand in the address.</summary>
public sealed partial class TextsPage(FindProfiles findProfiles, FindTemplates question, NavigationManager nav)
{
    private IReadOnlyList<FindProfiles.Row> profiles = [];
    private IReadOnlyList<FindTemplates.Row>? rows;
    private FindProfiles.Row? profile;
    private string language = "en";

    [SupplyParameterFromQuery(Name = "profile")] private string? ProfileId { get; set; }

    [SupplyParameterFromQuery(Name = "language")] private string? Language { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        var found = await findProfiles.RunAsync(actor, CancellationToken.None);
        profiles = found.Ok ? found.Value : [];
        profile = profiles.FirstOrDefault(p => p.Id.Value.ToString(CultureInfo.InvariantCulture) == ProfileId) ?? (profiles.Count > 0 ? profiles[0] : null);
        language = Languages.Best(Language) ?? Languages.Best(profile?.DefaultLanguage) ?? Languages.Codes[0];
        if (profile is not null)
        {
            var outcome = await question.RunAsync(new(profile.Id.Value, language), actor, CancellationToken.None);
            rows = outcome.Ok ? outcome.Value : [];
        }
    }

    private void Go(string? toProfile, string? toLanguage) => nav.NavigateTo(Urls.MailTextsOf(toProfile, toLanguage));
}
