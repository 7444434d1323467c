using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The brand, legal entity or region under which messages are sent. Its code is unchangeable, because programs name it; its
/// number is short, because preference links carry it.</summary>
public sealed class ComplianceProfile : IEntity, IAudited, IVersioned, IRule
{
    public const int CodeMaxLength = 60;
    public const int NameMaxLength = 120;
    public const int AddressMaxLength = 400;
    public const int ContactMaxLength = 300;
    public const int PolicyUrlMaxLength = 400;
    public const int PolicyVersionMaxLength = 40;

    public Id<ComplianceProfile> Id { get; init; }

    public short Number { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; internal set; } = "";

    /// <summary>The legal entity that the reader of a message must be able to name (GDPR recital 42, CAN-SPAM).</summary>
    public string CompanyName { get; internal set; } = "";

    /// <summary>The postal address that commercial mail must carry (16 CFR 316, CASL).</summary>
    public string PostalAddress { get; internal set; } = "";

    /// <summary>How it shows itself; none = as the branding folder says.</summary>
    public Id<Brand> BrandId { get; internal set; }

    /// <summary>The brand itself, where the profile comes from the rulebook.</summary>
    public Brand? Brand { get; internal set; }

    /// <summary>The controller where it is not the company that sends (GDPR art. 4(7)); empty = the company itself.</summary>
    public string ControllerName { get; internal set; } = "";

    /// <summary>How a person reaches the controller: mail, telephone or page (GDPR art. 13(1)(a)).</summary>
    public string ControllerContact { get; internal set; } = "";

    /// <summary>The data protection officer's contact details (GDPR art. 13(1)(b), 37(7); LGPD art. 41).</summary>
    public string DpoContact { get; internal set; } = "";

    /// <summary>Name and contact of the representative in the Union, of a controller that is not established there (GDPR art. 27).</summary>
    public string Representative { get; internal set; } = "";

    /// <summary>Null = the law names no day, or nobody said; see <see cref="Deadlines"/>.</summary>
    public Term? OptOutWithin { get; internal set; }

    public Term? AcknowledgeWithin { get; internal set; }

    public Term? AnswerWithin { get; internal set; }

    public Term? ExtendBy { get; internal set; }

    /// <summary>The preset that this profile was made from, with its version: <c>gdpr-eea@1</c>; empty = none.</summary>
    public string Regime { get; internal set; } = "";

    /// <summary>BCP 47: the language of the preference center where the reader's own is not shipped.</summary>
    public string DefaultLanguage { get; internal set; } = "en";

    /// <summary>The systems that send under this profile, by name.</summary>
    public List<string> Applications { get; internal set; } = [];

    /// <summary>Raised by every save; a form that was opened on an older one is told so.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Activity and double opt-in over time; the open one is now.</summary>
    public List<ProfileState> States { get; init; } = [];

    public List<ProfilePurpose> Purposes { get; init; } = [];

    public List<Enforcement> Enforcements { get; init; } = [];

    public List<ConsentValidity> Validities { get; init; } = [];

    public ProfileState State => States.Open()!;

    public Deadlines Deadlines
    {
        get => new(OptOutWithin, AcknowledgeWithin, AnswerWithin, ExtendBy);
        internal set => (OptOutWithin, AcknowledgeWithin, AnswerWithin, ExtendBy) = (value.OptOut, value.Acknowledge, value.Answer, value.Extension);
    }

    /// <summary>Who answers for the data, and which policy says so now.</summary>
    public ControllerFacts Controller => new(ControllerName, ControllerContact, DpoContact, Representative, State.PolicyUrl, State.PolicyVersion);

    /// <summary>The preset's code without its version; empty = none.</summary>
    public string RegimeCode => Regime.Split('@')[0];
}

/// <summary>Who answers for the data under a profile, and which privacy policy says so; an empty text is not known or not needed.</summary>
/// <param name="PolicyUrl">http or https.</param>
/// <param name="PolicyVersion">As the owner names it: a date, a number.</param>
public sealed record ControllerFacts(string Name = "", string Contact = "", string DpoContact = "", string Representative = "", string PolicyUrl = "", string PolicyVersion = "")
{
    public static readonly ControllerFacts None = new();
}
