using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The brand, legal entity or region under which messages are sent. Its code is unchangeable, because programs name it; its
/// number is short, because preference links carry it.</summary>
public sealed class ComplianceProfile : IEntity, IAudited, IVersioned, IRule
{
    public const int CodeMaxLength = 60;
    public const int NameMaxLength = 120;
    public const int AddressMaxLength = 400;

    public Id<ComplianceProfile> Id { get; init; }

    public short Number { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; internal set; } = "";

    /// <summary>The legal entity that the reader of a message must be able to name (GDPR recital 42, CAN-SPAM).</summary>
    public string CompanyName { get; internal set; } = "";

    /// <summary>The postal address that commercial mail must carry (16 CFR 316, CASL).</summary>
    public string PostalAddress { get; internal set; } = "";

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

    /// <summary>The preset's code without its version; empty = none.</summary>
    public string RegimeCode => Regime.Split('@')[0];
}
