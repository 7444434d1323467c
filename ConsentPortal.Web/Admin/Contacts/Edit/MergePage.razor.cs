using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Contacts.Edit;

/// <summary>Compares two records side by side, shows what merging them would change, and merges. Who is compared stands in the address.</summary>
public sealed partial class MergePage(ReadContact read, FindDuplicates find, PreviewMerge foresee, MergeContacts merge, CurrentActor current, NavigationManager nav, Toasts toasts)
{
    private readonly HashSet<MergeField> chosen = [];
    private readonly HashSet<string> ownChosen = new(StringComparer.Ordinal);
    private ReadContact.View? own, theirs;
    private IReadOnlyList<FindDuplicates.Row> duplicates = [];
    private PreviewMerge.View? preview;
    private IReadOnlyList<Problem> problems = [];
    private Problem? missing;
    private string reason = "";
    private bool busy;

    [Parameter] public long Id { get; set; }

    [SupplyParameterFromQuery] private long With { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (own?.Id.Value == Id && (theirs?.Id.Value ?? 0) == With)
        {
            return;
        }

        (own, theirs, preview, problems) = (null, null, null, []);
        chosen.Clear();
        ownChosen.Clear();
        var actor = await current.GetAsync();
        var one = await read.RunAsync(new(Id), actor, default);
        var other = With == 0 ? default : await read.RunAsync(new(With), actor, default);
        missing = one.Problem ?? (With == 0 ? null : other.Problem);
        if (missing is null)
        {
            duplicates = With == 0 && await find.RunAsync(one.Value.Id, actor, default) is { Ok: true } found ? found.Value : [];
            (own, theirs) = (one.Value, With == 0 ? null : other.Value);
            await ForeseeAsync();
        }
    }

    private void Choose(Id<Contact> other)
    {
        if (!other.IsNone)
        {
            nav.NavigateTo(Urls.MergeWith(own!.Id, other));
        }
    }

    private async Task ForeseeAsync()
    {
        if (theirs is not null)
        {
            var seen = await foresee.RunAsync(new PreviewMerge.Query(own!.Id, theirs.Id) { FromMerged = chosen }, await current.GetAsync(), default);
            (preview, problems) = (seen.Ok ? seen.Value : null, seen.Problems);
        }
    }

    private async Task MergeAsync()
    {
        busy = true;
        var done = await merge.RunAsync(new(own!.Id, theirs!.Id, reason) { FromMerged = chosen, OwnFromMerged = ownChosen, Versions = preview!.Versions }, await current.GetAsync(), default);
        (busy, problems) = (false, done.Problems);
        if (done.Ok)
        {
            toasts.Say(L["Merged"]);
            nav.NavigateTo(Urls.Contact(done.Value.ContactId));
        }
    }
}
