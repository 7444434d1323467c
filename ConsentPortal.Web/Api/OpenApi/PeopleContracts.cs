using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The body of /contacts/query.</summary>
internal sealed record PersonQuestion
{
    [Description("Missing: email with an @, else sms.")]
    public SendChannel? Channel { get; init; }

    [Description("Everybody who uses it now.")]
    public string? Address { get; init; }

    [Description("Every word must be a part of the name or the external id, in any case and without accents."), MaxLength(200)]
    public string? Name { get; init; }
}

/// <summary>The body of PATCH /contacts/{externalId}. What is missing stays; null clears.</summary>
internal sealed record PersonEdit
{
    public ContactKind? Kind { get; init; }

    [MaxLength(Contact.ExternalIdMaxLength)]
    public string? ExternalId { get; init; }

    [MaxLength(Contact.NameMaxLength)]
    public string? FirstName { get; init; }

    [MaxLength(Contact.NameMaxLength)]
    public string? LastName { get; init; }

    [MaxLength(Contact.NameMaxLength)]
    public string? JobTitle { get; init; }

    [Description("Name of the company; one that is not known yet is made."), MaxLength(Core.Contacts.Account.NameMaxLength)]
    public string? Account { get; init; }

    [MaxLength(Contact.LanguageMaxLength)]
    public string? Language { get; init; }

    [Range(0, 5)]
    public int? Level { get; init; }

    public bool? Child { get; init; }

    [Description("External id of the guardian, or `id:` and our id.")]
    public string? Guardian { get; init; }

    public bool? Tracking { get; init; }

    public bool? DoNotBulk { get; init; }

    public bool? DoNotMail { get; init; }

    public bool? DoNotPhone { get; init; }

    [Description("For a lead: the contact it became.")]
    public string? Became { get; init; }

    [Description("Own fields by their code, as texts: numbers with a point, dates as 1990-12-31, true or false. What is missing stays; null clears.")]
    public Dictionary<string, string?>? Fields { get; init; }
}

/// <summary>The body of /contacts/merge.</summary>
internal sealed record MergeRequest
{
    [Description("The contact that stays: its external id, or `id:` and our id.")]
    public required string Survivor { get; init; }

    [Description("The contact that becomes a part of it.")]
    public required string Merged { get; init; }

    [Description("Why they are one person; kept with the audit entry. Required unless it is a preview."), MaxLength(MergeContacts.ReasonMaxLength)]
    public string? Reason { get; init; }

    [Description("Values that come from the merged record although the survivor has its own."), MaxLength(6)]
    public IReadOnlyList<MergeField>? FromMerged { get; init; }

    [Description("Answers what would turn, and changes nothing.")]
    public bool? Preview { get; init; }
}

/// <summary>The body of /contacts/{externalId}/unmerge.</summary>
internal sealed record UnmergeRequest
{
    [Description("The id that the merge answered.")]
    public required string Merge { get; init; }

    [MaxLength(MergeContacts.ReasonMaxLength)]
    public string? Reason { get; init; }

    public bool? Preview { get; init; }
}

/// <summary>A company, new or changed.</summary>
internal sealed record AccountBody
{
    [MaxLength(Core.Contacts.Account.NameMaxLength)]
    public string? Name { get; init; }

    [MaxLength(Core.Contacts.Account.CityMaxLength)]
    public string? City { get; init; }

    [Description("ISO 3166-1 alpha-2."), MaxLength(2)]
    public string? Country { get; init; }

    [MaxLength(Core.Contacts.Account.WebsiteMaxLength)]
    public string? Website { get; init; }
}
