using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>Where every answer stands. All that the list is narrowed to stands in the address.</summary>
public sealed partial class ConsentsPage(FindConsents find, Rulebooks rulebooks, ListOpening opening, NavigationManager nav) : IDisposable
{
    /// <summary>The key of its saved views.</summary>
    internal const string List = "consents";

    private readonly LoadedList<FindConsents.Row> list = new();
    private ListAddress address = new(new ConsentFilter());
    private Rulebook? rules;
    private string named = "";
    private bool mayOpen;

    [Inject] private CurrentActor Current { get; set; } = default!;

    private bool IsWhole => address.Filter == new ConsentFilter() && address.Cursor is null;

    protected override async Task OnInitializedAsync()
    {
        nav.LocationChanged += Moved;
        await LoadAsync();
    }

    private void Moved(object? sender, LocationChangedEventArgs moved)
    {
        if (new Uri(moved.Location).AbsolutePath == Urls.Consents)
        {
            _ = InvokeAsync(FollowAsync);
        }
    }

    // nobody waits for it: what goes wrong must not leave the old rows standing under the new filter
    private async Task FollowAsync()
    {
        try
        {
            await LoadAsync();
        }
        catch (Exception error) when (!list.Left)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private async Task LoadAsync()
    {
        var here = address = ListAddress.Read(nav.Uri);
        var actor = await Current.GetAsync();
        var elsewhere = await opening.ElsewhereAsync(List, Urls.Consents, here, actor);
        var name = await opening.NameAsync(here.Filter, actor);
        rules ??= await rulebooks.FreshAsync(CancellationToken.None);
        if (list.Left || !ReferenceEquals(here, address))
        {
            return; // one has gone on meanwhile
        }

        if (elsewhere is { } view)
        {
            nav.NavigateTo(view, replace: true);
            return;
        }

        (mayOpen, named) = (actor.May(Permission.ReadContacts), name);
        var (asked, counted) = (here.Ask, RendererInfo.IsInteractive);
        await list.LoadAsync(asked, ct => find.RunAsync(asked, actor, ct), counted ? ct => find.CountAsync(asked.Filter, actor, ct) : null, StateHasChanged);
    }

    private void Narrow(ConsentFilter filter) => nav.NavigateTo((address with { Filter = filter, Cursor = null }).On(Urls.Consents));

    private void Order(bool oldestFirst) => nav.NavigateTo((address with { OldestFirst = oldestFirst, Cursor = null }).On(Urls.Consents));

    public void Dispose()
    {
        nav.LocationChanged -= Moved;
        list.Dispose();
    }
}
