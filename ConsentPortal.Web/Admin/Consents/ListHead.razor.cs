using ConsentPortal.Core.Consent;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>The head of both lists. What the two have in common stays when one goes from the one to the other.</summary>
public sealed partial class ListHead(NavigationManager nav)
{
    [Parameter, EditorRequired] public ListAddress Address { get; set; } = default!;

    [Parameter] public bool Events { get; set; }

    // a status that only one of them has is left behind
    private void Go(string path) => nav.NavigateTo(new ListAddress(Address.Filter.Status == ConsentStatus.Expired ? Address.Filter with { Status = null } : Address.Filter) { Take = Address.Take }.On(path));
}
