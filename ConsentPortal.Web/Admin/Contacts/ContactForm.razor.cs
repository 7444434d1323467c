using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The form of a person: keeps what was typed, hands it on as one value.</summary>
public sealed partial class ContactForm(FindAccounts accounts, FindOwners members, CurrentActor current)
{
    private static readonly string[] LanguageTags = ["en", "de", "fr", "es", "it", "nl", "pl", "pt-BR", "sv", "ja"];
    private IReadOnlyList<FindOwners.Row> owners = [];
    private string first = "", last = "", job = "", language = "", external = "";
    private string addresses = "";
    private ContactFields? opened;
    private ContactKind kind;
    private ConsentLevel level;
    private Id<Account> account;
    private Id<Contact> guardian, became;
    private long owner;
    private bool doNotBulk, doNotMail, doNotPhone, doNotTrack, child;

    [Parameter, EditorRequired] public ContactDraft Draft { get; set; } = new();

    [Parameter] public bool IsNew { get; set; }

    /// <summary>The record itself: nobody is their own guardian.</summary>
    [Parameter] public Id<Contact> Self { get; set; }

    [Parameter] public IReadOnlyList<Problem> Problems { get; set; } = [];

    [Parameter] public bool Busy { get; set; }

    [Parameter, EditorRequired] public string CancelTo { get; set; } = "";

    [Parameter] public EventCallback OnSave { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var f = Draft.Fields;
        (first, last, job, language, external, kind) = (f.FirstName, f.LastName, f.JobTitle, f.Language, f.ExternalId ?? "", f.Kind);
        (account, owner, level, child, guardian, became) = (f.AccountId, f.OwnerId, f.Level, f.Child, f.GuardianId, f.BecameId);
        (doNotBulk, doNotMail, doNotPhone, doNotTrack) = (f.DoNotBulk, f.DoNotMail, f.DoNotPhone, f.DoNotTrack);
        (opened, addresses) = (Typed(), string.Concat(Draft.Addresses.Select(a => a.Text)));
        var found = await members.RunAsync(await current.GetAsync(), default);
        owners = found.Ok ? found.Value : [];
    }

    private bool Touched() => !Draft.Saved && (Typed() != opened || Draft.Own.Count > 0 || string.Concat(Draft.Addresses.Select(a => a.Text)) != addresses);

    private Task SaveAsync()
    {
        Draft.Fields = Typed();
        return OnSave.InvokeAsync();
    }

    private ContactFields Typed() => Draft.Fields with
    {
        FirstName = first, LastName = last, JobTitle = job, Language = language, ExternalId = external, Kind = kind, AccountId = account, OwnerId = owner,
        Level = level, Child = child, GuardianId = guardian, BecameId = became, DoNotBulk = doNotBulk, DoNotMail = doNotMail, DoNotPhone = doNotPhone, DoNotTrack = doNotTrack,
    };

    private async Task<IReadOnlyList<Picker.Choice>> AccountsAsync(string part)
    {
        var found = await accounts.RunAsync(new(part, Take: 8), await current.GetAsync(), default);
        return found.Ok ? [.. found.Value.Rows.Select(a => new Picker.Choice(a.Id.ToString(), a.Name, a.City))] : [];
    }

    private void ChooseAccount(Picker.Choice? choice) => (account, Draft.AccountName) = (choice is null ? default : Id<Account>.Parse(choice.Id, null), choice?.Title);
}
