using ConsentPortal.Core.Contacts;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.OwnFields;

/// <summary>The words of own fields: what they hold, and whom they admit.</summary>
internal static class FieldWords
{
    public static readonly IReadOnlyList<FieldRoles> Roles = [FieldRoles.PrivacyOfficer, FieldRoles.SalesRepresentative, FieldRoles.Analyst, FieldRoles.Application];

    public static string Of(IStringLocalizer<Texts> L, ContactFieldKind kind) => kind switch
    {
        ContactFieldKind.Number => L["Number"],
        ContactFieldKind.Date => L["Date"],
        ContactFieldKind.Choice => L["Choice from a list"],
        ContactFieldKind.YesNo => L["Yes or no"],
        _ => L["Text"],
    };

    public static string Of(IStringLocalizer<Texts> L, FieldRoles role) => role switch
    {
        FieldRoles.SalesRepresentative => L["Sales representatives"],
        FieldRoles.PrivacyOfficer => L["Privacy officers"],
        FieldRoles.Analyst => L["Analysts (by import)"],
        _ => L["Programs with a key"],
    };

    /// <summary>Whom the roles admit beside administrators.</summary>
    public static string All(IStringLocalizer<Texts> L, FieldRoles roles)
        => roles == FieldRoles.All ? L["Everybody"] : roles == FieldRoles.None ? L["Administrators only"] : string.Join(", ", Roles.Where(r => roles.HasFlag(r)).Select(r => Of(L, r)));

    /// <summary>A stored value as people read it.</summary>
    public static string Value(IStringLocalizer<Texts> L, ContactFieldKind kind, string value) => (kind, value) switch
    {
        (ContactFieldKind.YesNo, "true") => L["Yes"],
        (ContactFieldKind.YesNo, "false") => L["No"],
        (ContactFieldKind.Date, _) when DateOnly.TryParseExact(value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date) => date.ToString("d", System.Globalization.CultureInfo.CurrentCulture),
        (ContactFieldKind.Number, _) when decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) => number.ToString(System.Globalization.CultureInfo.CurrentCulture),
        _ => value,
    };
}
