using System.Collections.Concurrent;
using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ConsentPortal.Web.Admin.Consents.Events;

/// <summary>Every change of consent. All that the list is narrowed to stands in the address.</summary>
public sealed partial class ConsentEventsPage(FindConsentEvents find, ReadMember members, Rulebooks rulebooks, ListOpening opening, NavigationManager nav) : IDisposable
{
    /// <summary>The key of its saved views.</summary>
    internal const string List = "consent-events";

    private readonly LoadedList<FindConsentEvents.Row> list = new();
    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal); // a read that was overtaken may still fill it
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
        if (new Uri(moved.Location).AbsolutePath == Urls.ConsentEvents)
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
        var elsewhere = await opening.ElsewhereAsync(List, Urls.ConsentEvents, here, actor);
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
        await list.LoadAsync(asked, ct => ReadAsync(asked, actor, ct), counted ? ct => find.CountAsync(asked.Filter, actor, ct) : null, StateHasChanged);
    }

    private async Task<Outcome<ConsentListPage<FindConsentEvents.Row>>> ReadAsync(ConsentListQuery asked, Actor actor, CancellationToken ct)
    {
        var outcome = await find.RunAsync(asked, actor, ct);
        foreach (var id in outcome.Ok ? outcome.Value.Rows.Where(r => r.ActorKind == ActorKind.Staff).Select(r => r.ActorId).Distinct(StringComparer.Ordinal).Where(id => !names.ContainsKey(id)) : [])
        {
            var member = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await members.RunAsync(number, ct) : null;
            names[id] = member?.DisplayName ?? "";
        }

        return outcome;
    }

    private void Narrow(ConsentFilter filter) => nav.NavigateTo((address with { Filter = filter, Cursor = null }).On(Urls.ConsentEvents));

    private void Order(bool oldestFirst) => nav.NavigateTo((address with { OldestFirst = oldestFirst, Cursor = null }).On(Urls.ConsentEvents));

    public void Dispose()
    {
        nav.LocationChanged -= Moved;
        list.Dispose();
    }
}
