using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Audit;

/// <summary>The audit's view of consent: events by their place in the ledger, addresses only for who may read contacts.</summary>
public sealed partial class ConsentEventList(FindConsentEvents question, ReadMember members)
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private FindConsentEvents.Filter filter = new();
    private List<FindConsentEvents.Row>? rows;
    private string? next;
    private bool seesAddresses;

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override Task OnInitializedAsync() => MoreAsync();

    private async Task NarrowAsync(FindConsentEvents.Filter narrowed)
    {
        (filter, rows, next) = (narrowed, null, null);
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        var asked = filter;
        var actor = await Current.GetAsync();
        seesAddresses = actor.May(Permission.ReadContacts) && !actor.OwnContactsOnly;
        var outcome = await question.RunAsync(asked, next, actor, CancellationToken.None);
        if (asked != filter)
        {
            return; // a slower answer to an older question is not shown
        }

        var page = outcome.Ok ? outcome.Value : new Page<FindConsentEvents.Row>([], null);
        await NameAsync(page.Rows);
        rows = [.. rows ?? [], .. page.Rows];
        next = page.Next;
    }

    private async Task NameAsync(IReadOnlyList<FindConsentEvents.Row> found)
    {
        foreach (var id in found.Where(r => r.ActorKind == ActorKind.Staff).Select(r => r.ActorId).Distinct(StringComparer.Ordinal).Where(id => !names.ContainsKey(id)))
        {
            var member = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await members.RunAsync(number, CancellationToken.None) : null;
            names[id] = member?.DisplayName ?? "";
        }
    }

    private static T? Of<T>(ChangeEventArgs change) where T : struct, Enum => Word.TryParse<T>(change.Value?.ToString(), out var value) ? value : null;
}
