using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>What a list needs to know before it is read: the view that it opens with, and what the addresses or the person of its filter
/// are called.</summary>
public sealed class ListOpening(FindViews views, FindAddress addresses, ReadContact people)
{
    /// <summary>Where a bare address leads for who has a default view; null = it stays.</summary>
    public async Task<string?> ElsewhereAsync(string list, string path, ListAddress address, Actor actor)
    {
        var found = address.IsBare ? await views.RunAsync(list, actor, CancellationToken.None) : default;
        return address.IsBare && found.Ok && found.Value.Rows.FirstOrDefault(r => r.Id == found.Value.DefaultId) is { } view
            ? (ListAddress.Read($"?{view.Query}") with { ViewId = view.Id }).On(path) : null;
    }

    /// <summary>Empty where there is nothing to name, or the reader may not see it.</summary>
    public async Task<string> NameAsync(ConsentFilter filter, Actor actor)
    {
        if (filter.Points.Count > 0 && await addresses.NameAsync(filter.Points, actor, CancellationToken.None) is { Ok: true } named)
        {
            return named.Value.Select(p => p.Address).FirstOrDefault(a => a is not null) ?? "";
        }

        return !filter.ContactId.IsNone && await people.RunAsync(filter.ContactId, actor, CancellationToken.None) is { Ok: true } person ? person.Value.Name : "";
    }
}
