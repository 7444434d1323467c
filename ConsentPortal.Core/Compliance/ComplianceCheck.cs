using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Something that a profile still lacks under its law.</summary>
/// <param name="Must">Asked of every sender; else only of some, or good practice.</param>
/// <param name="Source">Article or section; empty = no law says it, reason does.</param>
/// <param name="Spots">Where it is to be mended, one for each purpose that lacks it.</param>
public sealed record Lack(CheckKind Kind, bool Must, string Source, IReadOnlyList<LackSpot> Spots);

/// <summary>One place to mend.</summary>
/// <param name="Field">The name of the input; empty = the purpose's wordings.</param>
/// <param name="PurposeId">0 = the profile itself.</param>
/// <param name="Languages">In which languages (BCP 47); empty where languages do not matter.</param>
public sealed record LackSpot(string Field, Id<Purpose> PurposeId = default, LocalText? PurposeName = null, IReadOnlyList<string>? Languages = null);

/// <summary>Says what a profile still lacks under its law: a pure function of the rulebook, so that the same profile always gets the same
/// answer. It reads what the preset lists, and a little that holds for everybody.</summary>
public static class ComplianceCheck
{
    // what every law asks for, where none was chosen
    private static readonly IReadOnlyList<RegimeCheck> Always =
    [
        new(CheckKind.CompanyName, Must: true, "GDPR art. 13(1)(a); 15 U.S.C. § 7704(a)(1)"), new(CheckKind.PostalAddress, Must: true, "15 U.S.C. § 7704(a)(5)(A)(iii); CASL s. 6(2)"), new(CheckKind.Regime, Must: false, ""),
    ];

    /// <summary>What must be there first, in the order of the preset.</summary>
    public static IReadOnlyList<Lack> Of(Rulebook rules, ComplianceProfile profile)
    {
        var preset = RegimePresets.Find(profile.RegimeCode);
        List<RegimeCheck> checks = [.. preset?.Checks ?? Always, new(CheckKind.TransactionalTopics, Must: false, "15 U.S.C. § 7702(17)")];
        if (preset is not null && preset.Reference != profile.Regime)
        {
            checks.Add(new(CheckKind.NewerPreset, Must: false, preset.Reference));
        }

        var purposes = rules.PurposesOf(profile).Where(p => p.State.Active).ToList();
        return [.. checks.Select(c => new Lack(c.Kind, c.Must, c.Source, [.. Spots(c.Kind, rules, profile, purposes, preset)])).Where(l => l.Spots.Count > 0).OrderByDescending(l => l.Must)];
    }

    private static IEnumerable<LackSpot> Spots(CheckKind kind, Rulebook rules, ComplianceProfile profile, List<Purpose> purposes, RegimePreset? preset) => kind switch
    {
        CheckKind.Regime or CheckKind.NewerPreset => [new("regime")],
        CheckKind.CompanyName => Empty("companyName", profile.CompanyName),
        CheckKind.PostalAddress => Empty("postalAddress", profile.PostalAddress),
        CheckKind.ControllerContact => Empty("controllerContact", profile.ControllerContact),
        CheckKind.DpoContact => Empty("dpoContact", profile.DpoContact),
        CheckKind.PolicyUrl => Empty("policyUrl", profile.State.PolicyUrl),
        CheckKind.PolicyVersion => Empty("policyVersion", profile.State.PolicyVersion),
        CheckKind.DoubleOptIn => preset!.DoubleOptIn && !profile.State.DoubleOptIn ? [new("doubleOptIn")] : [],
        CheckKind.OptOutDeadline => Late("optOutWithin", profile.OptOutWithin, preset!.Deadlines.OptOut),
        CheckKind.AcknowledgeDeadline => Late("acknowledgeWithin", profile.AcknowledgeWithin, preset!.Deadlines.Acknowledge),
        CheckKind.AnswerDeadline => Late("answerWithin", profile.AnswerWithin, preset!.Deadlines.Answer),
        CheckKind.SaleOrSharePurpose => purposes.Exists(p => p.DataUse == DataUse.SaleOrShare) ? [] : [new("newPurpose")],
        CheckKind.Wording or CheckKind.SenderInWording or CheckKind.WithdrawalSentence or CheckKind.NoCondition => WordingCheck.Spots(kind, rules.Wordings, profile, purposes.Where(p => preset!.Texts.ContainsKey(p.Type))),
        _ => purposes.SelectMany(p => OfPurpose(kind, profile, p, preset)),
    };

    private static IEnumerable<LackSpot> OfPurpose(CheckKind kind, ComplianceProfile profile, Purpose purpose, RegimePreset? preset) => kind switch
    {
        CheckKind.Models => Looser(profile, purpose, preset!),
        CheckKind.Validity => preset!.Validity.TryGetValue(purpose.Type, out var wanted) && EndsLater(Rulebook.TermsOf(profile, purpose), wanted) is { } field ? [At(field, purpose)] : [],
        CheckKind.LawfulBasis => purpose.LawfulBasis is null ? [At("lawfulBasis", purpose)] : [],
        CheckKind.DataCategories => purpose.DataCategories.Length == 0 ? [At("dataCategories", purpose)] : [],
        CheckKind.Recipients => purpose.Recipients.Length == 0 ? [At("recipients", purpose)] : [],
        CheckKind.Retention => purpose.Retention.Length == 0 ? [At("retention", purpose)] : [],
        CheckKind.TransactionalTopics => purpose.Type == PurposeType.Transactional && purpose.Topics.Exists(t => t.State.Active) ? [At("name.en", purpose)] : [],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no check"),
    };

    // receipts need no consent, so their models are nobody's but the sender's
    private static IEnumerable<LackSpot> Looser(ComplianceProfile profile, Purpose purpose, RegimePreset preset) => purpose.Type == PurposeType.Transactional ? []
        : RulebookMaker.ChannelsOf(purpose.Type).Where(c => SetEnforcement.IsLooser(preset.ModelFor(purpose.Type, c), Rulebook.ModelOf(profile, purpose, c))).Take(1)
            .Select(c => new LackSpot(SetEnforcement.FieldOf(purpose.Code, c), default, purpose.Name));

    private static string? EndsLater(ValidityTerms terms, ValidityTerms wanted) => Later(terms.OptInMonths, wanted.OptInMonths) ? "optInMonths"
        : Later(terms.PurchaseMonths, wanted.PurchaseMonths) ? "purchaseMonths" : Later(terms.InquiryMonths, wanted.InquiryMonths) ? "inquiryMonths" : null;

    private static bool Later(int? months, int? most) => most is { } wanted && !(months <= wanted);

    private static IEnumerable<LackSpot> Empty(string field, string value) => value.Length == 0 ? [new(field)] : [];

    private static IEnumerable<LackSpot> Late(string field, Term? said, Term? most) => most is not null && (said is null || said.Days > most.Days) ? [new(field)] : [];

    private static LackSpot At(string field, Purpose purpose) => new(field, purpose.Id, purpose.Name);
}
