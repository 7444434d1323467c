using System.Text.Json;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What each field of a package means, in English: for programs and for who reads the files without the portal.</summary>
public static class PackageDictionary
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["account"] = "The company you are known to work for.", ["action"] = "How the answer was given: by a tick, a button, one click in a mail, spoken, on paper, by an import, by a program.",
        ["actedAs"] = "Who acted: you (subject), a guardian, our staff, an import, an application, or the portal itself.", ["address"] = "The address as it was typed.", ["answerBy"] = "The day by which the law wants an answer.",
        ["answeredAt"] = "When the question was answered.", ["at"] = "When it happened, in UTC.", ["canonical"] = "The address as it is looked up.", ["cells"] = "The row of the file as it was.", ["channel"] = "Email, text message, call, push, or another.",
        ["child"] = "The person is a child who needs a guardian's agreement.", ["closedAt"] = "When it was closed.", ["confirmed"] = "The question was answered with yes.", ["confirmedAt"] = "When the address confirmed the answer.",
        ["consentLevel"] = "How far you agreed, from 0 (nothing) to 5 (profiling).", ["contact"] = "The number of a record in the category person.", ["contactPoint"] = "The number of an address in the category addresses.",
        ["createdAt"] = "When the record was made, in UTC.", ["doNotBulkMail"] = "No mass mailings.", ["doNotMail"] = "No email but what is necessary.", ["doNotPhone"] = "No calls or text messages for advertising.", ["doNotTrack"] = "No tracking.",
        ["doubtful"] = "It looked as if a security program had acted, not a person.", ["externalId"] = "The number by which another system knows you.", ["first"] = "The first time.", ["from"] = "From when it held, or who wrote.",
        ["guardian"] = "Who may agree for a child.", ["historyOnly"] = "Kept as history: a newer answer counts.", ["kind"] = "What sort of entry it is.", ["language"] = "The language in which you are written to (BCP 47).", ["last"] = "The last time.",
        ["message"] = "The sender's own name of the message that the answer came through.", ["network"] = "The coarse network that a visit came from.", ["note"] = "What was written about it.", ["occurredAt"] = "When it happened, in UTC.",
        ["onBehalfOf"] = "For whom our staff wrote it down.", ["optedIn"] = "What the source last said.", ["origin.ip"] = "The network address from which it was given.", ["origin.userAgent"] = "The browser with which it was given.",
        ["pausedUntil"] = "No messages until then.", ["preferenceCenterVersion"] = "The version of the page on which it was given.", ["profile"] = "The code of the brand or company under which messages are sent.",
        ["proofLeafSha256"] = "SHA-256 over all facts of the answer.", ["proofSeal"] = "The number of the signed seal that holds the answer.", ["proofSequence"] = "The number of the answer in the ledger.", ["proofWordingSha256"] = "SHA-256 of the text that was shown.",
        ["purpose"] = "The code of the purpose; its name is in summary.html.", ["reason"] = "Why, as a code or in words.", ["recipient"] = "Who was told.", ["recordedAt"] = "When we wrote it down, in UTC.", ["refusedBecause"] = "Why a row of a file was not taken.",
        ["scope"] = "What is blocked: everything, marketing, or one purpose.", ["signs"] = "What made it look like a program.", ["source"] = "Where we have it from.", ["state"] = "How far it has come.", ["status"] = "Opted in, opted out, waiting for a confirmation, or not set.",
        ["statusBefore"] = "The status before.", ["submitted"] = "What you sent us.", ["times"] = "How often.", ["told"] = "What was told.", ["topic"] = "The code of the topic under the purpose.", ["until"] = "Until when it held; absent = it still does.",
        ["validUntil"] = "The consent ends then.", ["wording"] = "The text that was shown.", ["wordingLanguage"] = "The language of that text.", ["wordingVersion"] = "The version of that text.", ["redacted"] = "The record is about somebody else too; here is why it was taken out.",
    };

    /// <summary>The meaning; where none is noted, the name in words.</summary>
    public static string MeaningOf(string field)
        => Meanings.TryGetValue(field, out var meaning) ? meaning : string.Concat(field.Select((c, at) => char.IsUpper(c) && at > 0 ? $" {char.ToLowerInvariant(c)}" : c is '.' or '_' or '-' ? " " : $"{c}"));

    internal static void Write(Utf8JsonWriter json, PackageContents contents)
    {
        json.WriteStartArray("dictionary"u8);
        foreach (var category in contents.Categories)
        {
            foreach (var field in category.Fields)
            {
                json.WriteStartObject();
                json.WriteString("category"u8, category.Code);
                json.WriteString("field"u8, field);
                json.WriteString("meaning"u8, MeaningOf(field));
                json.WriteBoolean("provided"u8, category.Provided.Contains(field));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
