using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>What was gathered for a copy, category by category, before it goes out.</summary>
public sealed partial class PackagePage
{
    private ReadPackage.View? view;
    private ReadPackageRows.View? page;
    private IReadOnlyList<Problem> problems = [];
    private string note = "";
    private int number;
    private bool missing, onlyOthers, looked, busy;

    [Parameter] public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "category")] public string? Asked { get; set; }

    [Inject] private PackageDesk Desk { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    private Id<PrivacyRequest> Request => new(Id);

    private string Category => Here.Code;

    private PackageCategory Here => view?.Contents.Find(Asked ?? "") ?? view?.Contents.Categories.FirstOrDefault() ?? new();

    protected override async Task OnParametersSetAsync()
    {
        (page, number, onlyOthers) = (null, 0, false);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var found = await Desk.Read.RunAsync(Request, await Current.GetAsync(), CancellationToken.None);
        (view, missing) = (found.Ok ? found.Value : null, !found.Ok);
        if (view?.Package is { State: PackageState.Preview } && Here.Rows > 0)
        {
            var rows = await Desk.Look.Rows.RunAsync(new(Request, Category, number, onlyOthers), await Current.GetAsync(), CancellationToken.None);
            (page, problems) = (rows.Ok ? rows.Value : new([], false), rows.Ok ? problems : rows.Problems);
        }
    }

    private Task TurnAsync(int to)
    {
        number = to;
        return ReadAsync();
    }

    private Task FilterAsync(ChangeEventArgs e)
    {
        (onlyOthers, number) = (e.Value is true, 0);
        return ReadAsync();
    }

    private async Task<IReadOnlyList<Problem>> RedactAsync(ReadPackageRows.Row row, string field, string reason)
    {
        var done = await Desk.Look.Redact.RunAsync(new(Request, row.Table, row.Record, field, reason), await Current.GetAsync(), CancellationToken.None);
        await (done.Ok ? ReadAsync() : Task.CompletedTask);
        return done.Problems;
    }

    private async Task<IReadOnlyList<Problem>> RestoreAsync(ReadPackageRows.Row row, string field)
    {
        var done = await Desk.Look.Restore.RunAsync(new(Request, row.Table, row.Record, field), await Current.GetAsync(), CancellationToken.None);
        await (done.Ok ? ReadAsync() : Task.CompletedTask);
        return done.Problems;
    }

    private async Task ReleaseAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var done = await Desk.Release.RunAsync(new(Request, looked, note), await Current.GetAsync(), CancellationToken.None);
        (busy, problems) = (false, done.Problems);
        if (done.Ok)
        {
            Nav.NavigateTo(Urls.Request(Request));
        }
    }
}
