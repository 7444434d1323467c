using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ConsentPortal.Core.Contacts;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The body of /contacts/{externalId}: what is missing or null stays as it is.</summary>
internal sealed record ContactRequest
{
    [Description("lead (of a new record, if missing) or contact.")]
    public ContactKind? Kind { get; init; }

    [MaxLength(Contact.NameMaxLength)]
    public string? FirstName { get; init; }

    [MaxLength(Contact.NameMaxLength)]
    public string? LastName { get; init; }

    [MaxLength(Contact.NameMaxLength)]
    public string? JobTitle { get; init; }

    [Description("Name of the company; one that is not known yet is made. Empty = none."), MaxLength(Core.Contacts.Account.NameMaxLength)]
    public string? Account { get; init; }

    [Description("BCP 47, such as en or pt-BR."), MaxLength(Contact.LanguageMaxLength)]
    public string? Language { get; init; }

    [Description("The consent level."), Range(0, 5)]
    public int? Level { get; init; }

    [Description("A child: commercial, tracking and data-use purposes need the guardian's own opt-in.")]
    public bool? Child { get; init; }

    [Description("External id of the guardian. Empty = none.")]
    public string? Guardian { get; init; }

    [Description("False = do not track this person.")]
    public bool? Tracking { get; init; }

    public bool? DoNotBulk { get; init; }

    public bool? DoNotMail { get; init; }

    public bool? DoNotPhone { get; init; }

    [Description("For a lead: external id of the contact it became. Empty = none.")]
    public string? Became { get; init; }

    [Description("The full set of addresses: missing ones are unlinked. An address keeps what was said about it."), MaxLength(ContactPoints.MaxEntries)]
    public IReadOnlyList<ContactAddress>? Points { get; init; }

    [Description("Own fields by their code, as texts: numbers with a point, dates as 1990-12-31, true or false. What is missing or null stays; an empty text clears.")]
    public Dictionary<string, string?>? Fields { get; init; }
}

/// <summary>One address of a person.</summary>
internal sealed record ContactAddress
{
    [Description("Missing: email with an @, else sms.")]
    public SendChannel? Channel { get; init; }

    public required string Address { get; init; }
}
