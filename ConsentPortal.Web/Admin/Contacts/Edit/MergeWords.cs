using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Contacts.Edit;

/// <summary>The words of merging people.</summary>
internal static class MergeWords
{
    public static Look Look(DuplicateSign sign, IStringLocalizer<Texts> l) => sign switch
    {
        DuplicateSign.SameAddress => Ui.Look.Warn(l["Same address"], "alternate_email"),
        DuplicateSign.SameNameAndAccount => Ui.Look.Warn(l["Same name and account"], "domain"),
        _ => Ui.Look.Plain(l["Same name"], "person"),
    };

    public static string Of(MergeField field, IStringLocalizer<Texts> l) => field switch
    {
        MergeField.Name => l["Name"],
        MergeField.JobTitle => l["Job title"],
        MergeField.Language => l["Language"],
        MergeField.Account => l["Account"],
        MergeField.Owner => l["Looked after by"],
        _ => l["Guardian"],
    };

    /// <summary>What a record says in a field, as a person reads it.</summary>
    public static string Value(MergeField field, ReadContact.View person) => field switch
    {
        MergeField.Name => person.Name,
        MergeField.JobTitle => person.Fields.JobTitle,
        MergeField.Language => person.Fields.Language,
        MergeField.Account => person.Account ?? "",
        MergeField.Owner => person.Owner ?? "",
        _ => person.Guardian?.Name ?? "",
    };

    public static string Kept(string field, IStringLocalizer<Texts> l) => field switch
    {
        "first name" or "last name" => l["Name"],
        "job title" => l["Job title"],
        "language" => l["Language"],
        "account" => l["Account"],
        "owner" => l["Looked after by"],
        "consent level" => l["Consent level"],
        "external id" => l["External id"],
        "guardian" => l["Guardian"],
        "kind" => l["Kind"],
        _ => l["Limits"],
    };
}
