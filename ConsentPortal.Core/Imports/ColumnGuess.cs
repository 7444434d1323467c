using System.Globalization;
using System.Text;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Guesses what each column feeds, from its name (English, German) and its first values. Each field goes to the column that fits
/// best; what fits nothing is left out.</summary>
public static class ColumnGuess
{
    private const int Exact = 10, Named = 6, ByValue = 4;

    private static readonly Dictionary<ImportField, string[]> Names = new()
    {
        [ImportField.Email] = ["email", "emailaddress", "mail", "mailaddress", "emailadresse", "mailadresse", "emailid", "useremail", "contactemail"],
        [ImportField.Phone] = ["phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "cell", "telephone", "tel", "sms", "msisdn", "telefon", "telefonnummer", "handy", "handynummer", "mobil", "mobilnummer", "mobiltelefon", "rufnummer"],
        [ImportField.Address] = ["address", "contactpoint", "contactpointvalue", "adresse", "kontaktpunkt", "recipient"],
        [ImportField.Channel] = ["channel", "channeltype", "contactpointtype", "kanal", "medium"],
        [ImportField.Purpose] = ["purpose", "purposecode", "consentpurpose", "zweck", "verwendungszweck"],
        [ImportField.Topic] = ["topic", "topiccode", "consentoption", "option", "subscription", "list", "listname", "category", "thema", "abonnement", "abo", "liste", "einwilligungsoption"],
        [ImportField.Status] = ["status", "consentvalue", "consentstatus", "consent", "value", "optin", "optedin", "optinstatus", "subscribed", "subscriptionstatus", "einwilligung", "einwilligungsstatus", "einwilligungswert", "zustimmung", "wert"],
        [ImportField.OccurredAt] = ["occurredat", "consentdate", "date", "datetime", "timestamp", "consentedat", "optindate", "optedinat", "optintime", "when", "changedat", "modifiedon", "datum", "zeitpunkt", "zeitstempel", "einwilligungsdatum", "zustimmungsdatum", "einwilligungam", "geaendertam"],
        [ImportField.ValidUntil] = ["validuntil", "validto", "expires", "expiresat", "expiry", "expirydate", "expirationdate", "gueltigbis", "ablaufdatum", "ablauf"],
        [ImportField.Source] = ["source", "consentsource", "origin", "leadsource", "quelle", "herkunft"],
        [ImportField.Key] = ["key", "id", "consentid", "rowid", "recordid", "alternatekey", "schluessel", "datensatzid", "einwilligungsid"],
        [ImportField.Wording] = ["wording", "consenttext", "consentwording", "text", "einwilligungstext", "wortlaut"],
        [ImportField.ConfirmedAt] = ["confirmedat", "confirmedon", "confirmationdate", "doubleoptin", "doubleoptinat", "doubleoptindate", "doi", "doidate", "bestaetigtam", "bestaetigung"],
        [ImportField.Contact] = ["contact", "contactid", "contactexternalid", "customerid", "crmid", "personid", "kontakt", "kontaktid", "kundennummer", "kundenid"],
    };

    // in a column called "Do not email", true means no: only a person may map it
    private static readonly string[] Reversed = ["optout", "optedout", "unsubscribe", "donot", "nomail", "abmeld", "abgemeldet", "widerruf", "widerspruch", "gesperrt", "blocked"];

    public static IReadOnlyList<ImportField> Of(IReadOnlyList<string> headers, IReadOnlyList<string[]> sample)
    {
        var guessed = new ImportField[headers.Count];
        var scores =
            from column in Enumerable.Range(0, headers.Count)
            let values = sample.Where(r => column < r.Length).Select(r => CsvText.Unguard(r[column]).Trim().ToString()).Where(v => v.Length > 0).ToList()
            let name = Plain(headers[column])
            from field in Names.Keys
            let score = Score(field, name, values)
            where score > 0
            orderby score descending, column
            select (column, field);
        HashSet<ImportField> taken = [];
        foreach (var (column, field) in scores)
        {
            if (guessed[column] == ImportField.Ignore && !taken.Contains(field) && !(field == ImportField.Address && taken.Overlaps([ImportField.Email, ImportField.Phone])))
            {
                guessed[column] = field;
                taken.Add(field);
                if (field == ImportField.Address)
                {
                    taken.UnionWith([ImportField.Email, ImportField.Phone]);
                }
            }
        }

        return guessed;
    }

    private static int Score(ImportField field, string name, List<string> values)
    {
        if (field == ImportField.Status && Reversed.Any(word => name.Contains(word, StringComparison.Ordinal)))
        {
            return 0;
        }

        var names = Names[field];
        var score = names.Contains(name, StringComparer.Ordinal) ? Exact - Math.Min(Array.IndexOf(names, name), 3)
            : names.Any(n => n.Length > 4 && name.Contains(n, StringComparison.Ordinal)) ? Named : 0;
        return values.Count == 0 ? score : Fits(field, values) switch
        {
            true => score + ByValue,
            false => 0,
            null => score,
        };
    }

    // true: the values say so by themselves; false: they cannot be meant; null: only the name can tell
    private static bool? Fits(ImportField field, List<string> values) => field switch
    {
        ImportField.Email => Share(values, v => ContactPointKey.TryParse(Channel.Email, v, out _)) switch { > 0.6 => true, < 0.2 => false, _ => null },
        ImportField.Phone => Share(values, v => v[0] == '+' && ContactPointKey.TryParse(Channel.Sms, v, out _)) > 0.6 ? true : Share(values, v => v.Any(char.IsAsciiDigit) && !v.Contains('@')) < 0.5 ? false : null,
        ImportField.Address => Share(values, v => v.Contains('@') || v[0] == '+') > 0.6 ? null : false,
        ImportField.Status => Share(values, StatusWords.IsLikely) > 0.6 && values.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1 ? true : values.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 24 ? false : null,
        ImportField.OccurredAt or ImportField.ValidUntil or ImportField.ConfirmedAt => values.Any(v => v.Length >= 8 && char.IsAsciiDigit(v[0])) ? null : false,
        ImportField.Channel => Share(values, v => ChannelWords.TryParse(v, out _)) > 0.6 ? true : null,
        _ => null,
    };

    private static double Share(List<string> values, Func<string, bool> fits) => values.Count(fits) / (double)values.Count;

    // "E-Mail" is "email", "Gültig bis" is "gueltigbis"
    internal static string Plain(string header)
    {
        var folded = header.Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD);
        return string.Concat(folded.Where(c => char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
    }
}

/// <summary>Channels as files name them.</summary>
internal static class ChannelWords
{
    private static readonly Dictionary<string, Channel> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = Channel.Email, ["e-mail"] = Channel.Email, ["mail"] = Channel.Email, ["sms"] = Channel.Sms, ["text"] = Channel.Sms, ["mobile"] = Channel.Sms,
        ["voice"] = Channel.Voice, ["phone"] = Channel.Voice, ["call"] = Channel.Voice, ["telefon"] = Channel.Voice, ["anruf"] = Channel.Voice,
        ["text message"] = Channel.Sms, ["textnachricht"] = Channel.Sms, ["message texte"] = Channel.Sms, ["sms-nachricht"] = Channel.Sms, ["mensaje de texto"] = Channel.Sms, ["courrier électronique"] = Channel.Email,
        ["correo electrónico"] = Channel.Email, ["sprache"] = Channel.Voice, ["voix"] = Channel.Voice, ["voz"] = Channel.Voice, ["benutzerdefiniert"] = Channel.Custom,
        ["534120000"] = Channel.Email, ["534120001"] = Channel.Sms, ["534120002"] = Channel.Custom, ["534120003"] = Channel.Voice, // Dynamics' own numbers
        ["push"] = Channel.Push, ["custom"] = Channel.Custom,
    };

    public static bool TryParse(ReadOnlySpan<char> word, out Channel channel) => Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.Trim(), out channel);
}
