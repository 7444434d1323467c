using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>Kinds, channels, statuses and acts as the pages about people say them: one word an idea.</summary>
internal static class Words
{
    public static string Of(ContactKind kind, IStringLocalizer l) => kind == ContactKind.Lead ? l["Lead"] : l["Contact"];

    public static Look Look(ContactKind kind, IStringLocalizer l) => kind == ContactKind.Lead ? Ui.Look.Info(l["Lead"], "person_search") : Ui.Look.Plain(l["Contact"], "person");

    public static string Of(Channel channel, IStringLocalizer l) => channel switch
    {
        Channel.Email => l["Email"],
        Channel.Sms => l["Text message"],
        Channel.Voice => l["Voice call"],
        Channel.Push => l["Push"],
        _ => l["Other channel"],
    };

    public static string Icon(Channel channel) => channel switch { Channel.Email => "mail", Channel.Sms => "sms", Channel.Voice => "call", Channel.Push => "notifications", _ => "alternate_email" };

    public static Look Look(ConsentStatus status, IStringLocalizer l) => status switch
    {
        ConsentStatus.OptedIn => Ui.Look.Ok(l["Opted in"], "check"),
        ConsentStatus.OptedOut => Ui.Look.Bad(l["Opted out"], "close"),
        ConsentStatus.Pending => Ui.Look.Warn(l["Pending"]),
        ConsentStatus.Expired => Ui.Look.Warn(l["Expired"], "event_busy"),
        _ => Ui.Look.Plain(l["Not set"]),
    };

    /// <summary>What would happen now: send, call, track or use.</summary>
    public static string Result(PurposeType type, Channel channel, bool allowed, IStringLocalizer l) => (type, channel == Channel.Voice) switch
    {
        (PurposeType.Tracking, _) => allowed ? l["Will track"] : l["Will not track"],
        (PurposeType.DataUse, _) => allowed ? l["May be used"] : l["May not be used"],
        (_, true) => allowed ? l["May call"] : l["May not call"],
        _ => allowed ? l["Will send"] : l["Will not send"],
    };

    public static string Of(ConsentAction action, IStringLocalizer l) => action switch
    {
        ConsentAction.Ticked => l["Ticked a box"],
        ConsentAction.Button => l["Pressed a button"],
        ConsentAction.OneClick => l["One-click unsubscribe"],
        ConsentAction.Spoken => l["Said so"],
        ConsentAction.Paper => l["In writing"],
        ConsentAction.Import => l["Import"],
        ConsentAction.Undo => l["Undo"],
        ConsentAction.Staff => l["Our decision"],
        ConsentAction.Gpc => l["Signal of the browser"],
        ConsentAction.Confirmed => l["Confirmed by mail"],
        _ => l["Another system"],
    };

    public static string Of(ActorKind kind, string? name, IStringLocalizer l) => kind switch
    {
        ActorKind.Subject => l["The person"],
        ActorKind.Guardian => l["The guardian"],
        ActorKind.Staff => name ?? l["Staff"],
        ActorKind.Import => l["Import"],
        ActorKind.Application => l["Another system"],
        _ => "ConsentPortal",
    };

    public static string Of(SuppressionScope scope, string? purpose, IStringLocalizer l) => scope switch
    {
        SuppressionScope.Address => l["Everything"],
        SuppressionScope.Marketing => l["Marketing"],
        _ => purpose ?? l["One purpose"],
    };

    public static string Of(SuppressionReason reason, IStringLocalizer l) => reason switch
    {
        SuppressionReason.HardBounce => l["Address does not exist (hard bounce)"],
        SuppressionReason.Complaint => l["Complaint"],
        SuppressionReason.Objection => l["Objection"],
        SuppressionReason.Erasure => l["Erasure"],
        SuppressionReason.LegalOrder => l["Legal order"],
        _ => l["Decided by us"],
    };

    public static string Of(ConsentLevel level, IStringLocalizer l) => level switch
    {
        ConsentLevel.Consent => l["1 Consent"],
        ConsentLevel.Transactional => l["2 Transactional"],
        ConsentLevel.Subscriptions => l["3 Subscriptions"],
        ConsentLevel.Marketing => l["4 Marketing"],
        ConsentLevel.Profiling => l["5 Profiling"],
        _ => l["0 None"],
    };

    public static string Of(EnforcementModel model, IStringLocalizer l) => model switch
    {
        EnforcementModel.Restrictive => l["needs an opt-in"],
        EnforcementModel.NonRestrictive => l["sent unless opted out"],
        _ => l["always sent"],
    };

    public static string Text(this LocalText text) => text.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
