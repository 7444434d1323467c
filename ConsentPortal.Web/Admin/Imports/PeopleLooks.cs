using ConsentPortal.Core.Imports;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>The words of files of people: fields, outcomes, reasons.</summary>
internal static class PeopleLooks
{
    public static string Name(IStringLocalizer<Texts> l, PeopleField field) => field switch
    {
        PeopleField.Ignore => l["Leave out"],
        PeopleField.ExternalId => l["External id"],
        PeopleField.Kind => l["Kind"],
        PeopleField.FirstName => l["First name"],
        PeopleField.LastName => l["Last name"],
        PeopleField.JobTitle => l["Job title"],
        PeopleField.Account => l["Account"],
        PeopleField.Language => l["Language"],
        PeopleField.Level => l["Consent level"],
        PeopleField.Child => l["Child (yes or no)"],
        PeopleField.Guardian => l["Guardian's external id"],
        PeopleField.Tracking => l["Tracking allowed (yes or no)"],
        PeopleField.DoNotBulk => l["No bulk email (yes or no)"],
        PeopleField.DoNotMail => l["No email (yes or no)"],
        PeopleField.DoNotPhone => l["No phone (yes or no)"],
        PeopleField.Email => l["Email"],
        PeopleField.Phone => l["Number for text messages"],
        PeopleField.Mobile => l["Mobile number"],
        PeopleField.Own => l["Own field"],
        _ => l["Number for calls"],
    };

    /// <summary>Null where it is a word of all imports.</summary>
    public static string? Outcome(IStringLocalizer<Texts> l, string name) => name switch
    {
        "added" => l["New people"].Value,
        "changed" => l["Known people of whom something is new"].Value,
        PeopleCode.AmbiguousMatch => l["Several people fit; none is guessed"].Value,
        PeopleCode.DuplicateRow => l["The same person as an earlier row"].Value,
        PeopleCode.Nobody => l["No id, no name, no address"].Value,
        PeopleCode.InvalidValue => l["A value that its column does not know"].Value,
        PeopleCode.UnknownGuardian => l["Unknown guardian"].Value,
        PeopleCode.Restricted => l["Restricted: stored, not changed"].Value,
        _ => null,
    };

    public static string? Mend(IStringLocalizer<Texts> l, string code) => code switch
    {
        PeopleCode.AmbiguousMatch => l["Merge the duplicates, or give the row an external id."].Value,
        PeopleCode.DuplicateRow => l["Keep one row for each person."].Value,
        PeopleCode.InvalidValue => l["Levels are 0 to 5, flags yes or no, kinds lead or contact, languages codes such as en; own fields take numbers such as 1234.5, dates such as 1990-12-31, and their own choices."].Value,
        PeopleCode.UnknownGuardian => l["Load the guardian first, then the rejected rows."].Value,
        PeopleCode.Restricted => l["Lift the restriction in its privacy request first."].Value,
        _ => null,
    };
}
