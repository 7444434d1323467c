using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The timeline in words.</summary>
internal static class HistoryWords
{
    public static Look Look(HistoryItem item, IStringLocalizer l) => item switch
    {
        ConsentItem consent => Look(consent, l),
        SuppressionItem s => s.Ended ? Ui.Look.Plain(l["Suppression lifted: {0}", Words.Of(s.Suppression.Scope, s.Purpose?.Text(), l)], "remove_done")
            : Ui.Look.Bad(l["Suppressed: {0}", Words.Of(s.Suppression.Scope, s.Purpose?.Text(), l)], "do_not_disturb_on"),
        RestrictionItem r => r.Ended ? Ui.Look.Plain(l["Restriction ended"], "lock_open") : Ui.Look.Warn(l["Restricted: stored, not used"], "lock"),
        LinkItem link => Ui.Look.Plain(link.Ended ? l["Address taken from {0}", Name(link.Contact, l)] : l["Address given to {0}", Name(link.Contact, l)], link.Ended ? "link_off" : "person_add"),
        _ => Ui.Look.Warn(l["Confirmation asked for by mail"], "outgoing_mail"),
    };

    public static IEnumerable<string> Lines(HistoryItem item, LocalTime times, IStringLocalizer l) => item switch
    {
        ConsentItem consent => Lines(consent, times, l),
        SuppressionItem { Ended: false } s => new[] { Words.Of(s.Suppression.Reason, l), s.Note is { Length: > 0 } note ? $"“{note}”" : null }.OfType<string>(),
        RestrictionItem { Ended: false, Restriction.Reason.Length: > 0 } r => [r.Restriction.Reason],
        RequestItem { Request: { ClosedAt: { } closed } request } => [request.Confirmed ? l["Confirmed on {0}", times.Moment(closed)] : l["Withdrawn on {0}", times.Moment(closed)]],
        RequestItem request => [l["The link works until {0}", times.Date(request.Request.ExpiresAt)]],
        _ => [],
    };

    public static string Who(HistoryItem item, IStringLocalizer l) => item switch
    {
        ConsentItem c => Words.Of(c.Event.ActorKind, c.Actor, l) + (c.Event.OnBehalfOf is { } whom ? $" {(whom == ActorKind.Guardian ? l["for the guardian"] : l["for the person"])}" : ""),
        SuppressionItem { Ended: false } s => Words.Of(s.Suppression.ActorKind, s.Actor, l),
        _ => "",
    };

    private static Look Look(ConsentItem item, IStringLocalizer l)
    {
        var what = item.Topic is null ? item.Purpose.Text() : $"{item.Topic.Text()} ({item.Purpose.Text()})";
        return item.Event switch
        {
            { StatesStatus: false, PausedUntil: { } until } e => until > e.RecordedAt ? Ui.Look.Warn(l["Paused: {0}", what], "pause") : Ui.Look.Plain(l["Pause ended: {0}", what], "play_arrow"),
            { Applied: false, NewStatus: ConsentStatus.Pending } => Ui.Look.Warn(l["Opt-in asked, waits for confirmation: {0}", what]),
            { Applied: false } => Ui.Look.Plain(l["Kept as history only: {0}", what], "history"),
            { NewStatus: ConsentStatus.OptedIn } => Ui.Look.Ok(l["Opted in: {0}", what], "check"),
            { NewStatus: ConsentStatus.OptedOut } => Ui.Look.Bad(l["Opted out: {0}", what]),
            { NewStatus: ConsentStatus.Pending } => Ui.Look.Warn(l["Opt-in asked, waits for confirmation: {0}", what]),
            _ => Ui.Look.Plain(l["Back to not set: {0}", what], "undo"),
        };
    }

    private static IEnumerable<string> Lines(ConsentItem item, LocalTime times, IStringLocalizer l)
    {
        var e = item.Event;
        yield return e.Source.Length > 0 && e.Source != ChangeConsent.Source ? $"{Words.Of(e.Action, l)} · {e.Source}" : Words.Of(e.Action, l);
        foreach (var line in Details(item, times, l).OfType<string>())
        {
            yield return line;
        }
    }

    private static string?[] Details(ConsentItem item, LocalTime times, IStringLocalizer l)
    {
        var e = item.Event;
        return
        [
            e.RecordedAt - e.OccurredAt > TimeSpan.FromMinutes(5) ? l["Happened on {0}", times.Moment(e.OccurredAt)].Value : null,
            e.StatedAt is { } stated ? l["The sender said {0}, which lies ahead", times.Moment(stated)].Value : null,
            e.ConfirmedAt is { } confirmed ? l["Confirmed on {0}", times.Moment(confirmed)].Value : null,
            e is { StatesStatus: false, PausedUntil: { } until } && until > e.RecordedAt ? l["Until {0}", times.Date(until)].Value : null,
            e.ValidUntil is { } valid && e.NewStatus == ConsentStatus.OptedIn ? l["Valid until {0}", times.Date(valid)].Value : null,
            e.Reason.Length > 0 ? l["Reason: {0}", ReasonWords.Of(e.Reason, l)].Value : null,
            item.Justification is { } text ? $"“{text}”" : item.JustificationErased ? l["Justification erased"].Value : null,
            item.About is { Name.Length: > 0 } about ? l["About {0}", about.Name].Value : null,
            item.Message is { } message ? l["Message: {0}", message].Value : null,
            e.WordingVersion.Length > 0 ? l["Text version {0}", e.WordingVersion].Value : null,
            e.Doubtful ? l["Looked like a mail scanner; the address was told"].Value : null,
        ];
    }

    private static string Name(MatrixSharer? person, IStringLocalizer l) => person is null ? l["somebody you may not see"] : person.Name.Length > 0 ? person.Name : l["No name"];
}
