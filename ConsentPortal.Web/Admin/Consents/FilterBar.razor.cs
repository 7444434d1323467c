using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Contacts;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>The filters of a list of consents. A whole address is looked up by its key and stands in the page's address by its number.</summary>
public sealed partial class FilterBar(FindAddress addresses, FindContacts people)
{
    private bool open;

    [Parameter, EditorRequired] public ConsentFilter Filter { get; set; } = new();

    [Parameter, EditorRequired] public Rulebook Rules { get; set; } = default!;

    [Parameter] public bool Events { get; set; }

    /// <summary>The reader may see addresses, so may look for one.</summary>
    [Parameter] public bool MaySearch { get; set; }

    /// <summary>What the addresses or the person of the filter are called.</summary>
    [Parameter] public string Named { get; set; } = "";

    [Parameter] public EventCallback<ConsentFilter> Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private List<NarrowedBy> Chips => [.. ListWords.Of(Filter, Rules, Named, L)];

    private IEnumerable<ConsentStatus> Statuses => Events
        ? [ConsentStatus.OptedIn, ConsentStatus.OptedOut, ConsentStatus.Pending, ConsentStatus.NotSet]
        : [ConsentStatus.OptedIn, ConsentStatus.OptedOut, ConsentStatus.Pending, ConsentStatus.Expired, ConsentStatus.NotSet];

    private IEnumerable<Purpose> Purposes => Rules.Profile(Filter.ProfileId) is { } profile ? Rules.PurposesOf(profile) : Rules.Purposes;

    protected override void OnInitialized() => open = Filter is not { ProfileId.IsNone: true, ActorKind: null, Action: null, Source: null, Reason: null, From: null, Until: null, HappenedFrom: null, HappenedUntil: null, EndsBefore: null, ImportBatch: 0, Flagged: false };

    private Task Say(ConsentFilter filter) => Changed.InvokeAsync(filter);

    private async Task<IReadOnlyList<Picker.Choice>> SearchAsync(string typed)
    {
        var actor = await Current.GetAsync();
        var points = await addresses.RunAsync(typed, actor, CancellationToken.None);
        if (points is { Ok: true, Value: [var first, ..] })
        {
            return [new($"p{string.Join(' ', points.Value.Select(p => p.Id))}", first.Address ?? "", string.Join(", ", points.Value.Select(p => Words.Of(p.Channel, L))))];
        }

        var found = await people.RunAsync(new() { Text = typed, Sort = ContactSort.Name, Ascending = true, Take = 6 }, actor, CancellationToken.None);
        return found.Ok ? [.. found.Value.Rows.Select(r => new Picker.Choice($"c{r.Id}", r.Name.Length > 0 ? r.Name : L["No name"], r.Addresses.Count > 0 ? r.Addresses[0].Text : r.Account ?? ""))] : [];
    }

    private Task ChooseAsync(Picker.Choice? choice) => choice is null ? Task.CompletedTask : Say(choice.Id[0] == 'p'
        ? Filter with { Points = [.. choice.Id[1..].Split(' ').Select(p => Id<ContactPoint>.Parse(p, null))], ContactId = default }
        : Filter with { ContactId = Id<Contact>.Parse(choice.Id[1..], null), Points = [] });

    internal static string WordOf<T>(T? value) where T : struct, Enum => value is { } set ? Word.Of(set) : "";

    internal static T? Of<T>(ChangeEventArgs e) where T : struct, Enum => Word.TryParse<T>(Text(e), out var value) ? value : null;

    internal static string Text(ChangeEventArgs e) => e.Value as string ?? "";

    internal static long Number(ChangeEventArgs e) => long.TryParse(Text(e), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
