using System.Globalization;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>Figures and words of the dashboard.</summary>
internal static class DashboardWords
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A share in whole percent; a little is never told as nothing.</summary>
    public static string Percent(long part, long whole) => whole == 0 ? "–" : part > 0 && (double)part / whole < 0.005
        ? "<\u00A0" + 0.01.ToString("P0", CultureInfo.CurrentCulture) : ((double)part / whole).ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>Words that stand inside sentences elsewhere, as the begin of a row.</summary>
    public static string Begun(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];

    /// <summary>Who opted in or out, as a group.</summary>
    public static string Of(ActorKind kind, IStringLocalizer<Texts> L) => kind switch
    {
        ActorKind.Subject => L["People themselves"],
        ActorKind.Guardian => L["Guardians"],
        ActorKind.Staff => L["Staff"],
        ActorKind.Import => L["Imports"],
        ActorKind.Application => L["Other systems"],
        _ => "ConsentPortal",
    };

    public static string Of(UnknownCodeKind kind, IStringLocalizer<Texts> L) => kind switch
    {
        UnknownCodeKind.Profile => L["Profile"],
        UnknownCodeKind.Topic => L["Topic"],
        _ => L["Purpose"],
    };

    /// <summary>How long something waits, in the largest whole unit.</summary>
    public static string Age(TimeSpan age, IStringLocalizer<Texts> L) => age switch
    {
        { TotalMinutes: < 1 } => L["less than a minute"],
        { TotalHours: < 1 } => L["{0} min", (int)age.TotalMinutes],
        { TotalDays: < 2 } => L["{0} h", (int)age.TotalHours],
        _ => L["{0} days", (int)age.TotalDays],
    };
}
