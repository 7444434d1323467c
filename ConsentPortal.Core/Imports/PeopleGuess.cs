using ConsentPortal.Core.Contacts;

namespace ConsentPortal.Core.Imports;

/// <summary>Guesses what each column of a contacts file feeds, from its name: those of our own exports, of the API, and of usual address books
/// in English and German.</summary>
public static class PeopleGuess
{
    private static readonly Dictionary<string, PeopleField> Names = new(StringComparer.Ordinal)
    {
        ["externalid"] = PeopleField.ExternalId, ["contactid"] = PeopleField.ExternalId, ["customerid"] = PeopleField.ExternalId, ["crmid"] = PeopleField.ExternalId, ["recordid"] = PeopleField.ExternalId, ["kundennummer"] = PeopleField.ExternalId,
        ["kind"] = PeopleField.Kind, ["art"] = PeopleField.Kind,
        ["firstname"] = PeopleField.FirstName, ["givenname"] = PeopleField.FirstName, ["vorname"] = PeopleField.FirstName,
        ["lastname"] = PeopleField.LastName, ["surname"] = PeopleField.LastName, ["familyname"] = PeopleField.LastName, ["nachname"] = PeopleField.LastName, ["name"] = PeopleField.LastName,
        ["jobtitle"] = PeopleField.JobTitle, ["title"] = PeopleField.JobTitle, ["position"] = PeopleField.JobTitle, ["funktion"] = PeopleField.JobTitle,
        ["account"] = PeopleField.Account, ["accountname"] = PeopleField.Account, ["company"] = PeopleField.Account, ["companyname"] = PeopleField.Account, ["organization"] = PeopleField.Account, ["firma"] = PeopleField.Account, ["unternehmen"] = PeopleField.Account,
        ["language"] = PeopleField.Language, ["sprache"] = PeopleField.Language, ["level"] = PeopleField.Level, ["consentlevel"] = PeopleField.Level, ["einwilligungsstufe"] = PeopleField.Level,
        ["child"] = PeopleField.Child, ["kind?"] = PeopleField.Child, ["minor"] = PeopleField.Child, ["guardian"] = PeopleField.Guardian, ["tracking"] = PeopleField.Tracking,
        ["donotbulk"] = PeopleField.DoNotBulk, ["donotbulkemail"] = PeopleField.DoNotBulk, ["donotmail"] = PeopleField.DoNotMail, ["donotemail"] = PeopleField.DoNotMail, ["donotphone"] = PeopleField.DoNotPhone,
        ["email"] = PeopleField.Email, ["emailaddress"] = PeopleField.Email, ["mail"] = PeopleField.Email, ["email2"] = PeopleField.Email, ["emailadresse"] = PeopleField.Email,
        ["phone"] = PeopleField.Phone, ["sms"] = PeopleField.Phone, ["mobile"] = PeopleField.Mobile, ["mobilephone"] = PeopleField.Mobile, ["handy"] = PeopleField.Mobile, ["mobil"] = PeopleField.Mobile, ["mobiltelefon"] = PeopleField.Mobile,
        ["voice"] = PeopleField.Voice, ["telephone"] = PeopleField.Voice, ["businessphone"] = PeopleField.Voice, ["phonenumber"] = PeopleField.Voice, ["telefon"] = PeopleField.Voice,
    };

    /// <summary>With own fields: a column that is named by a field's code (alone or behind <c>fields.</c>) or its label, and is nothing else, feeds it.</summary>
    public static PeopleOptions Of(IReadOnlyList<string> headers, IReadOnlyList<FindContactFields.Row> own)
    {
        var columns = Of(headers).ToArray();
        SortedDictionary<int, string> codes = [];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = headers[i].Trim();
            var field = own.FirstOrDefault(f => f.MayWrite && (name.Equals($"fields.{f.Code}", StringComparison.OrdinalIgnoreCase)
                || (columns[i] == PeopleField.Ignore && (name.Equals(f.Code, StringComparison.OrdinalIgnoreCase) || name.Equals(f.Label, StringComparison.OrdinalIgnoreCase)))));
            if (field is not null && !codes.ContainsValue(field.Code))
            {
                (columns[i], codes[i]) = (PeopleField.Own, field.Code);
            }
        }

        return new() { Columns = columns, Own = codes };
    }

    public static IReadOnlyList<PeopleField> Of(IReadOnlyList<string> headers)
    {
        List<PeopleField> guessed = [];
        foreach (var header in headers)
        {
            var plain = string.Concat(header.ToLowerInvariant().Where(char.IsLetterOrDigit));
            var field = Names.GetValueOrDefault(plain);
            guessed.Add(field is PeopleField.Email or PeopleField.Phone or PeopleField.Mobile or PeopleField.Voice || !guessed.Contains(field) ? field : PeopleField.Ignore);
        }

        return guessed;
    }
}
