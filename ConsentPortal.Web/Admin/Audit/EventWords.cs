using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Audit;

/// <summary>A consent event as the audit reads it.</summary>
internal static class EventWords
{
    public static string Status(IStringLocalizer<Texts> l, ConsentStatus status) => status switch
    {
        ConsentStatus.OptedIn => l["Opted in"],
        ConsentStatus.OptedOut => l["Opted out"],
        ConsentStatus.Pending => l["Pending"],
        ConsentStatus.Expired => l["Expired"],
        _ => l["Not set"],
    };

    public static Look Look(IStringLocalizer<Texts> l, FindConsentEvents.Row row) => row switch
    {
        { Applied: false } => Ui.Look.Plain(l["{0}, history only", Status(l, row.NewStatus)], "history"),
        { NewStatus: ConsentStatus.OptedIn } => Ui.Look.Ok(Status(l, row.NewStatus), "check"),
        { NewStatus: ConsentStatus.OptedOut } => Ui.Look.Bad(Status(l, row.NewStatus)),
        { NewStatus: ConsentStatus.Pending } => Ui.Look.Warn(Status(l, row.NewStatus)),
        _ => Ui.Look.Plain(Status(l, row.NewStatus)),
    };

    public static string What(FindConsentEvents.Row row)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return row.Topic is { } topic ? $"{row.Purpose.In(language)} › {topic.In(language)}" : row.Purpose.In(language);
    }

    public static string Action(IStringLocalizer<Texts> l, ConsentAction action) => action switch
    {
        ConsentAction.Ticked => l["Box ticked"],
        ConsentAction.Button => l["Button pressed"],
        ConsentAction.OneClick => l["One-click unsubscribe"],
        ConsentAction.Spoken => l["Spoken"],
        ConsentAction.Paper => l["On paper"],
        ConsentAction.Import => l["Import"],
        ConsentAction.Api => l["API"],
        ConsentAction.Undo => l["Undone"],
        ConsentAction.Gpc => l["Signal of the browser"],
        ConsentAction.Confirmed => l["Confirmed by mail"],
        _ => l["Staff"],
    };

    public static string Who(IStringLocalizer<Texts> l, FindConsentEvents.Row row, IReadOnlyDictionary<string, string> names)
    {
        var actor = AuditWords.Actor(l, row.ActorKind, names.GetValueOrDefault(row.ActorId, ""));
        return row.OnBehalfOf is null ? actor : l["{0}, for the person", actor];
    }
}
