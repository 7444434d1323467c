using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Lawful bases, terms and scopes as people read them.</summary>
internal static class FactWords
{
    public static string Basis(IStringLocalizer<Texts> L, LawfulBasis? basis) => basis switch
    {
        LawfulBasis.Consent => L["Consent (GDPR art. 6(1)(a))"],
        LawfulBasis.Contract => L["Contract (GDPR art. 6(1)(b))"],
        LawfulBasis.LegalObligation => L["Legal obligation (GDPR art. 6(1)(c))"],
        LawfulBasis.VitalInterest => L["Vital interests (GDPR art. 6(1)(d))"],
        LawfulBasis.PublicTask => L["Public task (GDPR art. 6(1)(e))"],
        LawfulBasis.LegitimateInterest => L["Legitimate interests (GDPR art. 6(1)(f))"],
        _ => L["Not said"],
    };

    /// <summary>As a form carries it: the word, empty for not said.</summary>
    public static string Key(LawfulBasis? basis) => basis is { } known ? Word.Of(known) : "";

    public static string Unit(IStringLocalizer<Texts> L, TermUnit unit) => unit switch
    {
        TermUnit.Days => L["days"],
        TermUnit.BusinessDays => L["business days"],
        _ => L["months"],
    };

    public static string Term(IStringLocalizer<Texts> L, Term? term) => term switch
    {
        null => "–",
        { IsAtOnce: true } => L["at once"],
        { Unit: TermUnit.Days } => L["{0} days", term.Count],
        { Unit: TermUnit.BusinessDays } => L["{0} business days", term.Count],
        _ => term.Count == 1 ? L["1 month"] : L["{0} months", term.Count],
    };

    /// <summary>A stored value such as <c>10 businessDays</c>.</summary>
    public static string Term(IStringLocalizer<Texts> L, string text) => text.Split(' ') is [var count, var unit] && int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var number) && Word.TryParse<TermUnit>(unit, out var known)
        ? Term(L, new Term(number, known)) : text;
}
