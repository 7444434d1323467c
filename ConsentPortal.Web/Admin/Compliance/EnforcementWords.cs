using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>One change of the matrix that is not saved yet.</summary>
internal sealed record ModelChange(ReadProfile.PurposeView Purpose, Channel Channel, EnforcementModel From, EnforcementModel To);

/// <summary>Says what a changed model means, before it is saved: who will be contacted, and who no longer.</summary>
internal static class EnforcementWords
{
    /// <summary>One sentence for each purpose and kind of change; channels that change alike share one.</summary>
    public static IEnumerable<string> Consequences(IStringLocalizer<Texts> l, IEnumerable<ModelChange> changes) => changes
        .GroupBy(c => (c.Purpose.Id, c.From, c.To))
        .Select(alike => Consequence(l, alike.First(), [.. alike.Select(c => c.Channel)]));

    private static string Consequence(IStringLocalizer<Texts> l, ModelChange change, List<Channel> channels)
    {
        var name = change.Purpose.Name.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return change.Purpose.Type switch
        {
            PurposeType.DataUse => OfData(l, change, name),
            PurposeType.Tracking => OfTracking(l, change, l["{0} ({1})", name, Names(l, channels)]),
            _ => OfMessages(l, change, l["{0} ({1})", name, Names(l, channels)], channels is [var only] ? Noun(l, only) : l["messages"]),
        };
    }

    private static string OfMessages(IStringLocalizer<Texts> l, ModelChange change, string what, string noun) => (change.From, change.To) switch
    {
        (_, EnforcementModel.Disabled) => l["{0}: everyone will get {1}, those who opted out too. Nobody is asked.", what, noun],
        (EnforcementModel.Disabled, EnforcementModel.NonRestrictive) => l["{0}: opt-outs count again. Everyone else goes on getting {1}.", what, noun],
        (_, EnforcementModel.NonRestrictive) => l["{0}: everyone who never answered will now get {1}, until they opt out.", what, noun],
        _ => l["{0}: only those who opted in will get {1}. Everyone who never answered will get none.", what, noun],
    };

    private static string OfTracking(IStringLocalizer<Texts> l, ModelChange change, string what) => change.To == EnforcementModel.NonRestrictive
        ? l["{0}: everyone who never answered will now be tracked, until they opt out.", what]
        : l["{0}: only those who opted in will be tracked. Everyone who never answered will not.", what];

    private static string OfData(IStringLocalizer<Texts> l, ModelChange change, string what) => change.To == EnforcementModel.NonRestrictive
        ? l["{0}: the data of everyone who never answered may now be used, until they opt out.", what]
        : l["{0}: only the data of those who opted in may be used.", what];

    private static string Names(IStringLocalizer<Texts> l, List<Channel> channels)
        => channels.Count == Channels.All.Count ? l["every channel"] : string.Join(", ", channels.Select(c => l[ChannelNames.Of(c)].Value));

    private static string Noun(IStringLocalizer<Texts> l, Channel channel) => channel switch
    {
        Channel.Email => l["emails"],
        Channel.Sms => l["messages by SMS"],
        Channel.Voice => l["calls"],
        _ => l["messages"],
    };
}
