using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>The rulebook's words as people read them.</summary>
internal static class RuleWords
{
    public static string Type(IStringLocalizer<Texts> l, PurposeType type) => type switch
    {
        PurposeType.Commercial => l["Commercial"],
        PurposeType.Transactional => l["Transactional"],
        PurposeType.Tracking => l["Tracking"],
        _ => l["Data use"],
    };

    /// <summary>What a type is for, to somebody who chooses one.</summary>
    public static string Meaning(IStringLocalizer<Texts> l, PurposeType type) => type switch
    {
        PurposeType.Commercial => l["Offers, news, invitations: everything that advertises."],
        PurposeType.Transactional => l["Receipts, bookings, security: what somebody's own order or account asks for."],
        PurposeType.Tracking => l["Whether a message was opened and what was clicked. A profile has exactly one."],
        _ => l["Sale or sharing, profiling, analytics: no channel, one answer for each address."],
    };

    /// <summary>What a data-use purpose can stand for; null is any other use.</summary>
    public static IReadOnlyList<DataUse?> DataUses { get; } = [DataUse.SaleOrShare, DataUse.Profiling, DataUse.Analytics, null];

    public static string Use(IStringLocalizer<Texts> l, DataUse? use) => use switch
    {
        DataUse.SaleOrShare => l["Sale or sharing"],
        DataUse.Profiling => l["Profiling"],
        DataUse.Analytics => l["Analytics"],
        _ => l["Another use"],
    };

    /// <summary>As a form carries it: the word, empty for any other use.</summary>
    public static string Key(DataUse? use) => use is { } known ? Word.Of(known) : "";

    public static string Model(IStringLocalizer<Texts> l, EnforcementModel model) => model switch
    {
        EnforcementModel.Restrictive => l["Restrictive"],
        EnforcementModel.NonRestrictive => l["Non-restrictive"],
        _ => l["Disabled"],
    };

    public static string Scope(IStringLocalizer<Texts> l, OptOutScope scope) => scope == OptOutScope.Address ? l["The address: everyone who uses it"] : l["The contact: people who share an address choose apart"];

    public static string Months(IStringLocalizer<Texts> l, int? months, string none) => months switch { null => none, 1 => l["1 month"], { } count => l["{0} months", count] };

    /// <summary>The preset's name; an empty code is no regime.</summary>
    public static string Regime(IStringLocalizer<Texts> l, string code) => code.Length == 0 ? l["None"] : RegimePresets.Find(code) is { } preset ? l[preset.Name] : code;

    public static string Language(string code) => Languages.All.Where(known => known.Code == code).Select(known => known.Name).FirstOrDefault(code);

    public static Look State(IStringLocalizer<Texts> l, bool active) => active ? Look.Ok(l["Active"]) : Look.Plain(l["Inactive"], "pause_circle");

    /// <summary>The models that a purpose of this type can have on a channel: only a transactional one can do without a check.</summary>
    public static IEnumerable<EnforcementModel> ModelsOf(PurposeType type)
        => Enum.GetValues<EnforcementModel>().Where(model => model != EnforcementModel.Disabled || type == PurposeType.Transactional);

    public static string Channel(IStringLocalizer<Texts> l, Channel channel) => channel == Core.Kernel.Channel.None ? l["All uses"] : l[ChannelNames.Of(channel)];
}
