using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.Admin.Exports;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The register of a period, looked at first and then taken along with a reason.</summary>
public sealed partial class RequestRegisterPage(ReadRegister read, FindProfiles findProfiles, TimeProvider clock)
{
    private readonly ExportEntry entry = new();
    private IReadOnlyList<(string Code, string Name)> profiles = [];
    private IReadOnlyList<Problem> problems = [];
    private ReadRegister.View? view;
    private DateOnly from, to;
    private string profile = "";
    private string? link;
    private bool mayTake, asksPassword;

    [Inject] private RegisterDesk Desk { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    private ReadRegister.Query Period => new(from, to, profile.Length > 0 ? profile : null);

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        to = DateOnly.FromDateTime(clock.Now().UtcDateTime);
        from = new(to.Year, 1, 1);
        var offered = await findProfiles.RunAsync(actor, CancellationToken.None);
        profiles = offered.Ok ? [.. offered.Value.Select(p => (p.Code, p.Name))] : [];
        mayTake = actor.May(Permission.ExportPeople);
        asksPassword = mayTake && await Desk.AsksPasswordAsync();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var found = await read.RunAsync(Period, await Current.GetAsync(), CancellationToken.None);
        (problems, link) = (found.Problems, null);
        view = found.Ok ? found.Value : view;
    }

    private async Task PrepareAsync()
    {
        var kept = await Desk.PrepareAsync(new(Period, entry.Reason), entry);
        (problems, link) = (kept.Problems, kept.Ok ? kept.Value : null);
        (entry.Password, asksPassword) = ("", await Desk.AsksPasswordAsync());
    }
}
