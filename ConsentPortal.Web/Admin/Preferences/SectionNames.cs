using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>What staff call the sections of a preference center.</summary>
internal static class SectionNames
{
    public static string Of(IStringLocalizer<Texts> L, SectionKind kind) => kind switch
    {
        SectionKind.Heading => L["Heading"],
        SectionKind.Everything => L["Unsubscribe from everything"],
        SectionKind.Purposes => L["Purposes"],
        SectionKind.Topics => L["Topics"],
        SectionKind.Channels => L["Channels"],
        SectionKind.DataUses => L["Uses of data"],
        SectionKind.Tracking => L["Tracking"],
        SectionKind.Pause => L["Pause"],
        SectionKind.ConsentLevel => L["Consent level"],
        SectionKind.ContactFields => L["Own contact details"],
        SectionKind.DataRights => L["Rights of the person"],
        SectionKind.AllBrands => L["All brands"],
        SectionKind.Legal => L["Company and legal text"],
        SectionKind.Text => L["Own text"],
        SectionKind.Image => L["Image"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no section"),
    };
}
