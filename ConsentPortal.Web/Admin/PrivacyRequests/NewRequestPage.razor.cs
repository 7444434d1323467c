using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Takes down what somebody asked for by phone, letter, mail or in person.</summary>
public sealed partial class NewRequestPage(OpenRequest verb, FindProfiles findProfiles, ReadPrivacyPage offers, NavigationManager nav, LocalTime times)
{
    private static readonly RequestIntake[] Ways = [RequestIntake.Phone, RequestIntake.Letter, RequestIntake.Email, RequestIntake.InPerson];
    private RequestKind kind;
    private RequestIntake intake = RequestIntake.Phone;
    private OnBehalf behalf;
    private DateTime? received;
    private string profile = "", firstName = "", lastName = "", email = "", phone = "", actsFor = "", notes = "", wishes = "";
    private readonly Dictionary<string, string> proposed = new(StringComparer.Ordinal);
    private ReadPrivacyPage.View? offered;
    private NewRequestFile? file;
    private string purpose = "";
    private IReadOnlyList<(string Code, string Name)> profiles = [];
    private IReadOnlyList<Problem> problems = [];
    private bool busy;

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var found = await findProfiles.RunAsync(await Current.GetAsync(), CancellationToken.None);
        profiles = found.Ok ? [.. found.Value.Where(p => p.Active).Select(p => (p.Code, p.Name))] : [];
        profile = profiles.Count > 0 ? profiles[0].Code : "";
        await OfferAsync();
    }

    private async Task OfferAsync() => (offered, purpose) = (await offers.RunAsync(profile, kind, CancellationToken.None, always: true), "");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await times.LoadAsync();
            received ??= times.Now;
            StateHasChanged();
        }
    }

    private Dictionary<string, string> Said() => proposed.Where(p => !string.IsNullOrWhiteSpace(p.Value)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    private async Task SaveAsync()
    {
        if (busy)
        {
            return; // a double click is one request
        }

        busy = true;
        Submission submission = new() { Email = email, Phone = phone, FirstName = firstName, LastName = lastName, Notes = notes, Wishes = wishes, ActsFor = behalf == OnBehalf.Self ? "" : actsFor, Purpose = kind == RequestKind.Object ? purpose : "", Proposed = kind == RequestKind.Update ? Said() : [] };
        var opened = await verb.RunAsync(new(profile, kind, intake, submission, behalf, times.Read(received)) { Files = file is null ? [] : [file with { Kind = behalf == OnBehalf.Self ? RequestFileKind.Attachment : RequestFileKind.Authority }] }, await Current.GetAsync(), CancellationToken.None);
        (problems, busy) = (opened.Problems, false);
        if (opened.Ok)
        {
            nav.NavigateTo(Urls.Request(opened.Value.Id));
        }
    }
}
