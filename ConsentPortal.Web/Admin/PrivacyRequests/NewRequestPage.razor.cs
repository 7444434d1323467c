using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Takes down what somebody asked for by phone, letter, mail or in person.</summary>
public sealed partial class NewRequestPage(OpenRequest verb, FindProfiles findProfiles, NavigationManager nav, LocalTime times)
{
    private static readonly RequestIntake[] Ways = [RequestIntake.Phone, RequestIntake.Letter, RequestIntake.Email, RequestIntake.InPerson];
    private RequestKind kind;
    private RequestIntake intake = RequestIntake.Phone;
    private OnBehalf behalf;
    private DateTime? received;
    private string profile = "", firstName = "", lastName = "", email = "", phone = "", actsFor = "", notes = "", wishes = "";
    private IReadOnlyList<(string Code, string Name)> profiles = [];
    private IReadOnlyList<Problem> problems = [];
    private bool busy;

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var found = await findProfiles.RunAsync(await Current.GetAsync(), CancellationToken.None);
        profiles = found.Ok ? [.. found.Value.Where(p => p.Active).Select(p => (p.Code, p.Name))] : [];
        profile = profiles.Count > 0 ? profiles[0].Code : "";
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await times.LoadAsync();
            received ??= times.Now;
            StateHasChanged();
        }
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return; // a double click is one request
        }

        busy = true;
        Submission submission = new() { Email = email, Phone = phone, FirstName = firstName, LastName = lastName, Notes = notes, Wishes = wishes, ActsFor = behalf == OnBehalf.Self ? "" : actsFor };
        var opened = await verb.RunAsync(new(profile, kind, intake, submission, behalf, times.Read(received)), await Current.GetAsync(), CancellationToken.None);
        (problems, busy) = (opened.Problems, false);
        if (opened.Ok)
        {
            nav.NavigateTo(Urls.Request(opened.Value.Id));
        }
    }
}
