using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Audit;

/// <summary>The trail's words as people read them: what happened, what a field is called, how a value reads. What a room announces and
/// nobody named here is shown by its own name, spelled out.</summary>
internal static class AuditWords
{
    public static string Kind(IStringLocalizer<Texts> l, string kind) => AuditKinds.Find(kind) is { } sentence ? l[sentence] : Spelled(kind.Replace('.', ' ').Replace('_', ' '));

    /// <summary>The icon of a kind: what was ended is told apart from what began by more than its words.</summary>
    public static string Icon(string kind) => kind.Split('.')[^1] switch
    {
        "created" or "published" or "added" or "purpose_added" or "invited" or "issued" or "address_added" or "uploaded" => "add",
        "deactivated" or "removed" or "purpose_removed" or "disabled" or "revoked" or "address_removed" or "hidden" => "remove",
        "reactivated" or "enabled" or "shown" or "lifted" => "check",
        _ => "edit",
    };

    public static string SubjectKind(IStringLocalizer<Texts> l, string kind) => kind switch
    {
        "profile" => l["Profile"],
        "purpose" => l["Purpose"],
        "brand" => l["Brand"],
        "brandFile" => l["File of a brand"],
        "contact" => l["Contact"],
        "account" => l["Account"],
        "contactField" => l["Contact field"],
        "member" => l["Member"],
        "suppression" => l["Suppression"],
        "import" => l["Import"],
        "renewal" => l["Renewal of consents"],
        "apiKey" => l["API key"],
        "application" => l["Application"],
        "webhook" => l["Webhook"],
        "email" => l["Email"],
        "textMessage" => l["Text message"],
        "mailText" => l["Text of a mail"],
        "settings" => l["Setting"],
        "consentExport" => l["Export of consents"],
        "export" or "exportJob" => l["Export"],
        "savedView" => l["View"],
        _ => Spelled(kind),
    };

    /// <summary>The page of what changed; null where it has none.</summary>
    public static string? Url(string kind, string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? kind switch
    {
        "profile" => Urls.Profile(new Id<ComplianceProfile>(number)),
        "brand" => Urls.BrandPage(new Id<Brand>(number)),
        "contact" => Urls.Contact(new Id<Contact>(number)),
        "contactField" => Urls.ContactField(new Id<ContactFieldDefinition>(number)),
        "account" => Urls.AccountOf(new Id<Account>(number)),
        "import" => Urls.Import(new Id<ImportJob>(number)),
        "member" => Urls.Member(number),
        "exportJob" => Urls.Export(new Id<ExportJob>(number)),
        "application" => Urls.Application(new Id<ConsentPortal.Core.Integration.Application>(number)),
        _ => null,
    } : null;

    public static string Actor(IStringLocalizer<Texts> l, ActorKind kind, string name) => name.Length > 0 ? name : kind switch
    {
        ActorKind.System => l["The portal itself"],
        ActorKind.Subject => l["The person"],
        ActorKind.Guardian => l["The guardian"],
        ActorKind.Staff => l["Staff"],
        ActorKind.Import => l["An import"],
        _ => l["An application"],
    };

    /// <summary><c>name.de</c> is "Name (Deutsch)", <c>commercial.email</c> is "commercial, Email".</summary>
    public static string Field(IStringLocalizer<Texts> l, string field)
    {
        var dot = field.LastIndexOf('.');
        if (dot < 0)
        {
            return AuditKinds.Field(field) is { } known ? l[known] : Spelled(field);
        }

        var (first, last) = (field[..dot], field[(dot + 1)..]);
        return Word.TryParse<Channel>(last, out var channel) ? $"{first}, {Compliance.RuleWords.Channel(l, channel)}"
            : AuditKinds.Field(last) is { } part ? $"{first}, {l[part]}" : $"{Field(l, first)} ({Compliance.RuleWords.Language(last)})";
    }

    public static string Value(IStringLocalizer<Texts> l, string field, string? value) => value switch
    {
        null or "" => "–",
        "True" or "true" => l["Yes"],
        "False" or "false" => l["No"],
        _ when field == "dataUse" => Word.TryParse<DataUse>(value, out var use) ? Compliance.RuleWords.Use(l, use) : value,
        _ when field == "regime" => Compliance.RuleWords.Regime(l, value.Split('@')[0]),
        _ when field == "lawfulBasis" => Word.TryParse<LawfulBasis>(value, out var basis) ? Compliance.FactWords.Basis(l, basis) : value,
        _ when field is "optOutWithin" or "acknowledgeWithin" or "answerWithin" or "extendBy" => Compliance.FactWords.Term(l, value),
        _ when field.EndsWith("Unit", StringComparison.Ordinal) && Word.TryParse<TermUnit>(value, out var unit) => Compliance.FactWords.Unit(l, unit),
        _ when field == "defaultLanguage" => Compliance.RuleWords.Language(value),
        _ when Word.TryParse<EnforcementModel>(value, out var model) => Compliance.RuleWords.Model(l, model),
        _ when field == "optOutScope" && Word.TryParse<OptOutScope>(value, out var scope) => Compliance.RuleWords.Scope(l, scope),
        _ when field == "type" && Word.TryParse<PurposeType>(value, out var type) => Compliance.RuleWords.Type(l, type),
        _ => value.Replace("\n", ", ", StringComparison.Ordinal), // an address on one line
    };

    // "doNotBulk" and "do not bulk" both read "Do not bulk"
    private static string Spelled(string name)
    {
        var words = string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 && char.IsLower(name[i - 1]) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
