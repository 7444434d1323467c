using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Contacts.Edit;

/// <summary>Edits a person; where somebody else saved first, both are shown and nothing typed is lost.</summary>
public sealed partial class ContactEditPage
{
    private ReadContact.View? contact, theirs;
    private ContactDraft draft = new();
    private Problem? missing;
    private IReadOnlyList<Problem> problems = [];
    private IReadOnlyList<string> differences = [];
    private int opened;
    private bool busy;

    [Parameter] public long Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (contact?.Id.Value != Id)
        {
            var read = await Question.RunAsync(new(Id), await Current.GetAsync(), default);
            contact = read.Ok ? read.Value : null;
            missing = read.Problem;
            draft = contact is null ? new() : ContactDraft.Of(contact);
        }
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var outcome = await Verb.RunAsync(new(contact!.Id, (theirs ?? contact).Version, draft.Fields) { Own = draft.Own }, await Current.GetAsync(), CancellationToken.None);
        (problems, busy) = (outcome.Problems, false);
        if (outcome.Ok)
        {
            draft.Saved = true;
            Toasts.Say(L["Saved"]);
            Nav.NavigateTo(Urls.Contact(contact.Id));
        }
        else if (outcome.Problems.Any(p => p is { Refusal: Refusal.Conflict, Field: null }))
        {
            await CompareAsync();
        }
    }

    private async Task CompareAsync()
    {
        var read = await Question.RunAsync(contact!.Id, await Current.GetAsync(), default);
        if (read.Ok)
        {
            var (before, now) = (contact.Fields, read.Value.Fields);
            theirs = read.Value;
            differences = [.. Values(before).Zip(Values(now)).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => (string)L["{0}: {1} instead of {2}", pair.First.Label, Shown(pair.Second.Value), Shown(pair.First.Value)])];
        }
    }

    private IEnumerable<(string Label, string Value)> Values(ContactFields f) =>
    [
        (L["First name"], f.FirstName), (L["Last name"], f.LastName), (L["Kind"], Words.Of(f.Kind, L)), (L["Job title"], f.JobTitle), (L["Language"], f.Language),
        (L["External id"], f.ExternalId ?? ""), (L["Consent level"], Words.Of(f.Level, L)), (L["Limits"], Limits.Of(f, L)),
        (L["Account"], f.AccountId == theirs?.Fields.AccountId ? theirs.Account ?? "" : f.AccountId == contact?.Fields.AccountId ? contact.Account ?? "" : ""),
    ];

    private string Shown(string value) => value.Length > 0 ? $"“{value}”" : L["nothing"];

    private void TakeTheirs()
    {
        (contact, draft, theirs, problems, differences) = (theirs, ContactDraft.Of(theirs!), null, [], []);
        opened++; // a fresh form
    }
}
