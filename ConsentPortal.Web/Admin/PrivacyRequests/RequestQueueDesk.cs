using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>What the queue asks and does; each member's order is kept as a view of theirs.</summary>
public sealed class RequestQueueDesk(FindRequests find, AssignRequests assign, FindViews views, SaveView save)
{
    private const string List = "request-order", Name = "order";

    public async Task<(FindRequests.View? Rows, IReadOnlyDictionary<RequestPile, int> Counts)> FindAsync(FindRequests.Query query, Actor actor)
    {
        var rows = await find.RunAsync(query, actor, CancellationToken.None);
        var counts = await find.CountAsync(query, actor, CancellationToken.None);
        return (rows.Ok ? rows.Value : null, counts.Ok ? counts.Value : new Dictionary<RequestPile, int>());
    }

    public Task<Outcome<int>> AssignAsync(IReadOnlyList<Id<PrivacyRequest>> ids, long member, Actor actor) => assign.RunAsync(new(ids, member), actor, CancellationToken.None);

    /// <summary>The word of the order that the member chose last; null = none was chosen.</summary>
    public async Task<string?> OrderAsync(Actor actor) => (await ViewAsync(actor))?.Query;

    public async Task RememberAsync(RequestOrder order, Actor actor)
        => await save.RunAsync(new((await ViewAsync(actor))?.Id ?? default, List, Name, Word.Of(order), Shared: false), actor, CancellationToken.None);

    private async Task<FindViews.Row?> ViewAsync(Actor actor) => await views.RunAsync(List, actor, CancellationToken.None) is { Ok: true } found ? found.Value.Rows.FirstOrDefault(v => v.Mine) : null;
}
