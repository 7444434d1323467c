namespace ConsentPortal.Core.Compliance;

/// <summary>Looks for what a wording must say: who sends, that consent can be withdrawn, that it is no condition. It knows the words of the
/// shipped languages; a text in another language is taken at its word.</summary>
public static class WordingCheck
{
    // parts of words, because languages bend them: "widerrufen", "widerrufbar"
    private static readonly Dictionary<string, string[]> Withdrawal = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = ["withdraw", "unsubscribe", "opt out", "opt-out", "revoke", "change my mind"],
        ["de"] = ["widerruf", "abmeld", "abbestell", "zurückzieh", "zurücknehm"],
        ["fr"] = ["retirer", "retrait", "révoquer", "désinscri", "désabonn"],
        ["es"] = ["retirar", "revocar", "darme de baja", "darse de baja", "cancelar la suscripci"],
        ["it"] = ["revocar", "revoca", "ritirar", "disiscri", "annullare l’iscrizione"],
        ["nl"] = ["intrek", "afmeld", "uitschrijv", "herroep"],
        ["pl"] = ["wycof", "cofn", "wypis", "odwoła", "zrezygn"],
        ["pt"] = ["retirar", "revogar", "cancelar a subscri", "cancelar a inscri"],
        ["ar"] = ["سحب", "أسحب", "إلغاء", "التراجع"],
    };

    private static readonly Dictionary<string, string[]> NoCondition = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = ["not a condition", "not required to buy", "not required as a condition", "without agreeing"],
        ["es"] = ["no es una condición", "no es condición", "no es obligatorio"],
    };

    /// <summary>True where the text says that consent can be withdrawn, or where nobody here can read its language.</summary>
    public static bool SaysWithdrawal(string text, string language) => Says(Withdrawal, text, language);

    public static bool SaysNoCondition(string text, string language) => Says(NoCondition, text, language);

    internal static IEnumerable<LackSpot> Spots(CheckKind kind, Wordings wordings, ComplianceProfile profile, IEnumerable<Purpose> purposes)
        => from purpose in purposes
           let languages = kind == CheckKind.Wording ? Missing(wordings, profile, purpose) : Silent(kind, wordings, profile, purpose)
           where languages.Count > 0
           select new LackSpot("", purpose.Id, purpose.Name, languages);

    // what a reader in the profile's own language is shown must be in that language
    private static List<string> Missing(Wordings wordings, ComplianceProfile profile, Purpose purpose)
        => wordings.InForce(purpose, null, profile.DefaultLanguage)?.Language == profile.DefaultLanguage ? [] : [profile.DefaultLanguage];

    private static List<string> Silent(CheckKind kind, Wordings wordings, ComplianceProfile profile, Purpose purpose)
        => [.. wordings.Of(purpose.Id).GroupBy(w => (w.TopicId, w.Language)).Select(g => g.MaxBy(w => w.Number)!).Where(w => !Says(kind, w, profile)).Select(w => w.Language).Distinct().Order(StringComparer.Ordinal)];

    private static bool Says(CheckKind kind, PublishedWording wording, ComplianceProfile profile) => kind switch
    {
        CheckKind.WithdrawalSentence => SaysWithdrawal(wording.Text, wording.Language),
        CheckKind.NoCondition => SaysNoCondition(wording.Text, wording.Language),
        _ => new[] { profile.CompanyName, profile.ControllerName, profile.Name }.Any(name => name.Length > 0 && wording.Text.Contains(name, StringComparison.OrdinalIgnoreCase)),
    };

    private static bool Says(Dictionary<string, string[]> signs, string text, string language)
        => !signs.TryGetValue(language.Split('-')[0], out var words) || words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
