using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>What can be taken out of the portal.</summary>
public enum ExportWhat
{
    /// <summary>Where every answer stands now.</summary>
    Consents,

    /// <summary>Every change of consent, in the order of the ledger.</summary>
    Events,

    /// <summary>People with their addresses.</summary>
    Contacts,

    /// <summary>The trail of all other changes.</summary>
    Audit,
}

/// <summary>How a file is written.</summary>
public enum ExportFormat
{
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}

/// <summary>What a list of people is narrowed to, as its page narrows it.</summary>
/// <param name="Text">Part of a name, address, number or account; may hold an address, so it is kept sealed.</param>
public sealed record ContactFilter(string? Text = null, ContactKind? Kind = null, Id<Account> AccountId = default);

/// <summary>A list and what it is narrowed to; only the filter of its own kind counts.</summary>
public sealed record ExportAsk(ExportWhat What)
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>For consents and for events.</summary>
    public ConsentFilter Consents { get; init; } = new();

    public ContactFilter Contacts { get; init; } = new();

    public FindAuditEntries.Filter Audit { get; init; } = new();

    /// <summary>What somebody must be allowed to read, beside taking lists out at all.</summary>
    public Permission Reads => What switch
    {
        ExportWhat.Consents => Permission.ReadConsent,
        ExportWhat.Contacts => Permission.ReadContacts,
        _ => Permission.ReadAudit,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static ExportAsk FromJson(string json) => JsonSerializer.Deserialize<ExportAsk>(json, Options) ?? throw new JsonException("No export.");
}
