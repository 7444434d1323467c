using ConsentPortal.Core.Integration;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;
using OutgoingKinds = ConsentPortal.Core.Messaging.OutgoingKinds;

namespace ConsentPortal.Web.Admin.Integration.Webhooks;

/// <summary>Webhooks and their deliveries as people read them.</summary>
internal static class WebhookWords
{
    public static string Kind(string kind, IStringLocalizer<Texts> l) => kind switch
    {
        OutgoingKinds.ConsentChanged => l["Somebody opted in or out"],
        OutgoingKinds.SuppressionAdded => l["An address was suppressed"],
        OutgoingKinds.SuppressionLifted => l["A suppression was lifted"],
        OutgoingKinds.ProfilePublished => l["Rules of a profile changed"],
        OutgoingKinds.PersonErased => l["A person was erased"],
        OutgoingKinds.PersonCorrected => l["Values of a person were put right"],
        OutgoingKinds.PersonRestricted => l["A person was restricted"],
        OutgoingKinds.PersonReleased => l["A restriction ended"],
        OutgoingKinds.WebhookTest => l["Test event"],
        _ => kind,
    };

    public static Look State(WebhookState state, IStringLocalizer<Texts> l) => state switch
    {
        WebhookState.Active => Look.Ok(l["Active"]),
        WebhookState.Asleep => Look.Warn(l["Asleep"], "bedtime"),
        _ => Look.Plain(l["Off"], "toggle_off"),
    };

    /// <summary>What the state means for whoever relies on it.</summary>
    public static string Meaning(WebhookState state, WebhookReason reason, IStringLocalizer<Texts> l) => (state, reason) switch
    {
        (WebhookState.Active, _) => l["It is told of every event within seconds."],
        (WebhookState.Asleep, _) => l["It did not answer for days. Events wait; the portal looks from time to time whether it is back."],
        (_, WebhookReason.Gone) => l["The endpoint answered that it is gone. Events wait until somebody wakes it."],
        _ => l["It was put off by hand. Events wait until somebody wakes it."],
    };

    public static Look Delivery(DeliveryState state, IStringLocalizer<Texts> l) => state switch
    {
        DeliveryState.Delivered => Look.Ok(l["Delivered"]),
        DeliveryState.Waiting => Look.Warn(l["Waits for its next attempt"]),
        _ => Look.Bad(l["Failed"], "error"),
    };

    /// <summary>Why an attempt failed; empty where it did not.</summary>
    public static string Fault(DeliveryFault fault, int status, IStringLocalizer<Texts> l) => fault switch
    {
        DeliveryFault.None => "",
        DeliveryFault.Refused => l["It answered {0}. Only 200 to 299 counts as received.", status],
        DeliveryFault.Redirected => l["It answered {0}, a redirect. Redirects are not followed: enter the address it leads to.", status],
        DeliveryFault.Gone => l["It answered 410: the endpoint is gone. The webhook was switched off."],
        DeliveryFault.Busy => l["It answered {0}: too busy. It is asked less often.", status],
        DeliveryFault.Timeout => l["It did not answer in time."],
        DeliveryFault.NoConnection => l["There was no connection."],
        DeliveryFault.NoTrust => l["Its certificate does not hold."],
        DeliveryFault.NoName => l["Its name leads nowhere."],
        DeliveryFault.NotPublic => l["Its name leads into a private network."],
        DeliveryFault.Held => l["Not tried yet: it waits for the endpoint, or behind an earlier event about the same contact point."],
        _ => l["The webhook may not be told of this any more."],
    };
}
