using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>A law's defaults, as versioned data: what a new profile starts with. Every number in it may be changed afterwards.</summary>
public sealed record RegimePreset
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    /// <summary>What it means, in one sentence to an administrator.</summary>
    public required string Summary { get; init; }

    /// <summary>ISO 3166-1 alpha-2: the countries whose first administrator is offered it.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public const int DefaultChildAge = 16;

    /// <summary>In years: below it a parent or guardian agrees (GDPR art. 8; COPPA 13).</summary>
    public int ChildAge { get; init; } = DefaultChildAge;

    public required bool DoubleOptIn { get; init; }

    public required OptOutScope OptOutScope { get; init; }

    /// <summary>The model of each purpose type on each channel; data use under <c>none</c>.</summary>
    public required IReadOnlyDictionary<PurposeType, IReadOnlyDictionary<Channel, EnforcementModel>> Models { get; init; }

    /// <summary>How long a yes holds, by purpose type; a type that is not named: for ever.</summary>
    public IReadOnlyDictionary<PurposeType, ValidityTerms> Validity { get; init; } = new Dictionary<PurposeType, ValidityTerms>();

    /// <summary>The data uses that a new profile has a purpose for, beside its messages and tracking.</summary>
    public IReadOnlyList<DataUse> DataUses { get; init; } = [];

    /// <summary>By when opt-outs and requests must be dealt with.</summary>
    public Deadlines Deadlines { get; init; } = Deadlines.None;

    /// <summary>What must be kept for a time as proof; whatever is not named is kept as it ships.</summary>
    public IReadOnlyList<RegimeKeep> Keep { get; init; } = [];

    /// <summary>What people agree to, by purpose type and language, where the law says what must stand there. <c>{sender}</c> is the company,
    /// <c>{address}</c> its postal address.</summary>
    public IReadOnlyDictionary<PurposeType, IReadOnlyDictionary<string, string>> Texts { get; init; } = new Dictionary<PurposeType, IReadOnlyDictionary<string, string>>();

    /// <summary>What a profile must say or set under this law, each with where the law says so.</summary>
    public IReadOnlyList<RegimeCheck> Checks { get; init; } = [];

    public string Reference => $"{Code}@{Version}";

    /// <summary>The model, restrictive where the preset is silent.</summary>
    public EnforcementModel ModelFor(PurposeType type, Channel channel)
        => Models.TryGetValue(type, out var channels) && channels.TryGetValue(channel, out var model) ? model : EnforcementModel.Restrictive;
}

/// <summary>One thing that a law asks of a profile.</summary>
/// <param name="Must">Always; else only of some senders, or good practice.</param>
/// <param name="Source">Article or section, as lawyers cite it.</param>
public sealed record RegimeCheck(CheckKind Kind, bool Must, string Source);

/// <summary>How long a law has something kept.</summary>
/// <param name="Data">The code of the class of data: <c>requests</c>, <c>evidence</c>, <c>phone_evidence</c>.</param>
/// <param name="Months">Unless an administrator says otherwise.</param>
/// <param name="Least">Months, whatever an administrator says.</param>
/// <param name="Source">Article or section, as lawyers cite it.</param>
public sealed record RegimeKeep(string Data, int Months, int Least, string Source)
{
    /// <summary>In days, rounded up.</summary>
    public static int Days(int months) => (int)Math.Ceiling(months * 30.4375);
}

/// <summary>What can be checked about a profile.</summary>
public enum CheckKind
{
    /// <summary>The profile names a law.</summary>
    Regime,

    /// <summary>Our data about that law are newer than those that the profile was made from.</summary>
    NewerPreset,
    CompanyName,
    PostalAddress,
    ControllerContact,
    DpoContact,
    PolicyUrl,
    PolicyVersion,

    /// <summary>Opt-ins are confirmed.</summary>
    DoubleOptIn,

    /// <summary>No model is looser than the law's.</summary>
    Models,

    /// <summary>A yes ends when the law says so.</summary>
    Validity,
    OptOutDeadline,
    AcknowledgeDeadline,
    AnswerDeadline,

    /// <summary>What people agree to is published in the profile's language.</summary>
    Wording,

    /// <summary>Every published wording says who sends.</summary>
    SenderInWording,

    /// <summary>Every published wording says that consent can be withdrawn.</summary>
    WithdrawalSentence,

    /// <summary>Every published wording says that agreeing is not a condition of buying (TCPA).</summary>
    NoCondition,
    LawfulBasis,
    DataCategories,
    Recipients,
    Retention,

    /// <summary>There is a purpose for the sale or sharing of data, so that it can be refused.</summary>
    SaleOrSharePurpose,

    /// <summary>A transactional purpose has no sub-choices: what can be chosen is no receipt.</summary>
    TransactionalTopics,
}
