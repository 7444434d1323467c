using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Contacts;

/// <summary>An edit of a person by merge patch: accounts by their name (a new one is made), people by their ids.</summary>
internal sealed class PersonPatch(ListPeople people, ListAccounts accounts, AddAccount add, EditContact edit)
{
    public async Task<IReadOnlyList<Problem>> RunAsync(ListPeople.Row person, Fields body, Actor caller, CancellationToken ct)
    {
        var f = person.Fields;
        var account = body.Merge("account", person.Account ?? "", Account.NameMaxLength);
        var fields = f with
        {
            Kind = body.Merge("kind", f.Kind), FirstName = body.Merge("firstName", f.FirstName, Contact.NameMaxLength), LastName = body.Merge("lastName", f.LastName, Contact.NameMaxLength),
            JobTitle = body.Merge("jobTitle", f.JobTitle, Contact.NameMaxLength), Language = body.Merge("language", f.Language, Contact.LanguageMaxLength),
            ExternalId = body.Merge("externalId", f.ExternalId ?? "", Contact.ExternalIdMaxLength), Level = body.Level("level") ?? f.Level, Child = body.Merge("child", f.Child),
            DoNotTrack = !body.Merge("tracking", !f.DoNotTrack), DoNotBulk = body.Merge("doNotBulk", f.DoNotBulk), DoNotMail = body.Merge("doNotMail", f.DoNotMail), DoNotPhone = body.Merge("doNotPhone", f.DoNotPhone),
            GuardianId = await WhoAsync(body, "guardian", person.Guardian, f.GuardianId, caller, ct), BecameId = await WhoAsync(body, "became", person.Became, f.BecameId, caller, ct),
        };
        var own = body.Values("fields");
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return body.Problems;
        }

        var (company, problems) = await CompanyAsync(account, person, caller, ct);
        return problems.Count > 0 ? problems : (await edit.RunAsync(new(person.Id, person.Version, fields with { AccountId = company }) { Own = own }, caller, ct)).Problems;
    }

    private async Task<Id<Contact>> WhoAsync(Fields body, string field, string? was, Id<Contact> now, Actor caller, CancellationToken ct)
    {
        var named = body.Merge(field, was ?? "", Contact.ExternalIdMaxLength);
        if (named == (was ?? "") || named.Length == 0)
        {
            return named.Length == 0 ? default : now;
        }

        var found = await people.OneAsync(named, caller, ct, sensitive: false);
        if (!found.Ok)
        {
            body.Refuse(field, "No contact has this external id.");
        }

        return found.Ok ? found.Value.Id : now;
    }

    private async Task<(Id<Account>, IReadOnlyList<Problem>)> CompanyAsync(string name, ListPeople.Row person, Actor caller, CancellationToken ct)
    {
        if (name == (person.Account ?? "") || name.Length == 0)
        {
            return (name.Length == 0 ? default : person.Fields.AccountId, []);
        }

        var known = await accounts.ByNameAsync(name, caller, ct);
        if (!known.Ok || !known.Value.IsNone)
        {
            return (known.Ok ? known.Value : default, known.Problems);
        }

        var made = await add.RunAsync(new(new(name)), caller, ct);
        return (made.Ok ? made.Value : default, made.Problems);
    }
}
