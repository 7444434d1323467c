using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How a profile takes requests in on its public pages. Without a row: shown, asking for email and last name.</summary>
public sealed class PrivacyIntake : IEntity, IAudited
{
    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>No public pages: people write.</summary>
    public bool Hidden { get; internal set; }

    /// <summary>By the word of the kind, what its form asks for as <see cref="AskedField.Write"/> writes it; kinds without an entry ask for the usual.</summary>
    public Dictionary<string, string> Asked { get; internal set; } = [];
}

/// <summary>A field by which a form finds out who somebody is.</summary>
/// <param name="Code">One of <see cref="BuiltIn"/>, or the code of an own field.</param>
public sealed record AskedField(string Code, bool Required)
{
    public const string Email = "email", Phone = "phone", FirstName = "firstName", LastName = "lastName", CustomerNumber = "customerNumber";

    /// <summary>In the order of forms.</summary>
    public static readonly IReadOnlyList<string> BuiltIn = [Email, Phone, FirstName, LastName, CustomerNumber];

    /// <summary>Email and last name; an objection needs no more than the address (GDPR art. 21, 11 CCR § 7026).</summary>
    public static IReadOnlyList<AskedField> Usual(RequestKind kind) => [new(Email, Required: true), new(LastName, RequestStates.NeedsIdentity(kind))];

    /// <summary><c>email! lastName</c>: a mark of exclamation for what must be filled in.</summary>
    public static string Write(IEnumerable<AskedField> fields) => string.Join(' ', fields.Select(f => f.Required ? $"{f.Code}!" : f.Code));

    public static IReadOnlyList<AskedField> Read(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => new AskedField(f.TrimEnd('!'), f.EndsWith('!')))];
}
