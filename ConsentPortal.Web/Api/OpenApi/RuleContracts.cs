using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Web.Api.OpenApi;

// the bodies of the calls about the rulebook; their tests hold them equal to what is read

/// <summary>The body of POST /profiles.</summary>
internal sealed record ProfileCreation
{
    [Description("Lower-case letters, digits, single hyphens. Programs name it, and it can never be changed."), MaxLength(ComplianceProfile.CodeMaxLength)]
    public required string Code { get; init; }

    [MaxLength(ComplianceProfile.NameMaxLength)]
    public required string Name { get; init; }

    [Description("The preset that it is made from: gdpr-eea, uk, can-spam, casl, ccpa, us-state, lgpd, hipaa, tcpa.")]
    public required string Regime { get; init; }

    [Description("The legal entity that the reader of a message must be able to name."), MaxLength(ComplianceProfile.NameMaxLength)]
    public string? CompanyName { get; init; }

    [Description("The postal address that commercial mail must carry."), MaxLength(ComplianceProfile.AddressMaxLength)]
    public string? PostalAddress { get; init; }

    [Description("BCP 47; en if missing.")]
    public string? DefaultLanguage { get; init; }

    [Description("Names of the systems that send under it."), MaxLength(50)]
    public IReadOnlyList<string>? Applications { get; init; }

    [Description("Code of a profile whose active purposes it shares, and so their consent. Missing: purposes of its own.")]
    public string? SharePurposesOf { get; init; }
}

/// <summary>The body of PATCH /profiles/{profile}. What is missing stays; null clears.</summary>
internal sealed record ProfilePatch
{
    [Description("It cannot be cleared."), MaxLength(ComplianceProfile.NameMaxLength)]
    public string? Name { get; init; }

    [MaxLength(ComplianceProfile.NameMaxLength)]
    public string? CompanyName { get; init; }

    [MaxLength(ComplianceProfile.AddressMaxLength)]
    public string? PostalAddress { get; init; }

    [Description("A preset's code. The models stay as they are.")]
    public string? Regime { get; init; }

    [Description("BCP 47.")]
    public string? DefaultLanguage { get; init; }

    [Description("The whole list."), MaxLength(50)]
    public IReadOnlyList<string>? Applications { get; init; }

    [Description("Opt-ins on public pages and by staff count only after the address confirmed them.")]
    public bool? DoubleOptIn { get; init; }

    public ControllerPatch? Controller { get; init; }

    public DeadlinesPatch? Deadlines { get; init; }

    [Description("Why, for the versions."), MaxLength(RulebookWriter.ReasonMaxLength)]
    public string? Reason { get; init; }
}

/// <summary>Who answers for the data. What is missing stays; null clears.</summary>
internal sealed record ControllerPatch(string? Name = null, string? Contact = null, string? DpoContact = null, string? Representative = null, string? PolicyUrl = null, string? PolicyVersion = null);

/// <summary>By when something must be done. What is missing stays; null clears.</summary>
internal sealed record DeadlinesPatch(Term? OptOut = null, Term? Acknowledge = null, Term? Answer = null, Term? Extension = null);

/// <summary>Why something is done, for the versions.</summary>
internal sealed record Why([property: MaxLength(RulebookWriter.ReasonMaxLength)] string? Reason = null);

/// <summary>A body without members; it may be left out.</summary>
internal sealed record Nothing;

/// <summary>The body of PATCH …/enforcement: purposes by code, channels by word. What is not named stays.</summary>
internal sealed record EnforcementPatch(
    [property: Description("By purpose and channel; a data-use purpose has one model, under none. Disabled is for transactional purposes only.")] Dictionary<string, Dictionary<string, EnforcementModel>>? Models = null,
    [property: Description("Needed where a model gets looser."), MaxLength(RulebookWriter.ReasonMaxLength)] string? Reason = null);

/// <summary>The body of PUT …/purposes/{purpose}.</summary>
internal sealed record Sharing([property: Description("A profile has exactly one tracking purpose: another one takes its place only when this is true.")] bool? ReplaceTracking = null);

/// <summary>The body of PATCH …/purposes/{purpose} under a profile.</summary>
internal sealed record UsePatch(ValidityPatch? Validity = null, [property: MaxLength(RulebookWriter.ReasonMaxLength)] string? Reason = null);

/// <summary>Whole months that a yes holds, 1 to 120; null = for ever, or (implied consent) not accepted.</summary>
internal sealed record ValidityPatch([property: Range(1, 120)] int? OptInMonths = null, [property: Range(1, 120)] int? PurchaseMonths = null, [property: Range(1, 120)] int? InquiryMonths = null);

/// <summary>The design of a preference center as one file. <c>Profile</c>: the code of the profile that it comes from.</summary>
internal sealed record CenterDocument(string Format, int Version, string Profile, Dictionary<string, JsonElement> Design, IReadOnlyList<Dictionary<string, JsonElement>>? Files = null);

/// <summary>The body of POST /purposes.</summary>
internal sealed record PurposeCreation(
    [property: JsonRequired, Description("Code of the profile that will use it.")] string Profile, [property: JsonRequired, Description("Programs name it, and it can never be changed."), MaxLength(Purpose.CodeMaxLength)] string Code,
    [property: JsonRequired] PurposeType Type, [property: JsonRequired, Description("By language; English is needed.")] LocalText Name, LocalText? Description = null, OptOutScope? OptOutScope = null,
    [property: Description("For a data-use purpose; missing = what the code says.")] DataUse? DataUse = null, bool? ReplaceTracking = null);

/// <summary>The body of PATCH /purposes/{purpose}. What is missing stays; null clears.</summary>
internal sealed record PurposePatch(
    [property: Description("By language: one that is missing stays, null takes it out.")] LocalText? Name = null, LocalText? Description = null, OptOutScope? OptOutScope = null, DataUse? DataUse = null, LawfulBasis? LawfulBasis = null,
    [property: Description("The whole list.")] IReadOnlyList<string>? DataCategories = null, [property: Description("The whole list.")] IReadOnlyList<string>? Recipients = null,
    string? Retention = null, string? Transfers = null, [property: MaxLength(RulebookWriter.ReasonMaxLength)] string? Reason = null);

/// <summary>The body of POST …/topics.</summary>
internal sealed record TopicCreation(
    [property: JsonRequired, Description("Unique under its purpose; it can never be changed."), MaxLength(Purpose.CodeMaxLength)] string Code, [property: JsonRequired] LocalText Name, LocalText? Description = null, bool? Visible = null);

/// <summary>The body of PATCH …/topics/{topic}. What is missing stays.</summary>
internal sealed record TopicPatch(LocalText? Name = null, LocalText? Description = null, bool? Visible = null);

/// <summary>The body of POST …/topics/{topic}/move. <c>By</c>: -1 is one up, 1 is one down.</summary>
internal sealed record TopicMove([property: JsonRequired] int By);

/// <summary>The body of POST …/wordings.</summary>
internal sealed record WordingPublication(
    [property: JsonRequired, Description("BCP 47.")] string Language, [property: JsonRequired, Description("One paragraph, as it stands beside the box."), MaxLength(PublishedWording.TextMaxLength)] string Text,
    [property: JsonRequired, Description("Number of the version that this one replaces; 0 where none was published. 409 where somebody published meanwhile.")] int Replaces,
    [property: Description("Code of the topic; missing = the purpose itself.")] string? Topic = null);
