using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>A row of a contacts file as it was understood; null = the cell is blank and says nothing.</summary>
internal sealed record PersonRow(long Number, IReadOnlyList<string> Cells)
{
    /// <summary>Why it was refused; empty = it is sound.</summary>
    public string Reason { get; init; } = "";

    public string? ExternalId { get; init; }

    public ContactKind? Kind { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? JobTitle { get; init; }

    public string? Account { get; init; }

    public string? Language { get; init; }

    public ConsentLevel? Level { get; init; }

    public bool? Child { get; init; }

    public string? Guardian { get; init; }

    public bool? Tracking { get; init; }

    public bool? DoNotBulk { get; init; }

    public bool? DoNotMail { get; init; }

    public bool? DoNotPhone { get; init; }

    public IReadOnlyList<ContactPoints.Parsed> Points { get; init; } = [];

    /// <summary>Own fields by code.</summary>
    public IReadOnlyDictionary<string, string?> Own { get; init; } = new Dictionary<string, string?>();

    /// <summary>What <see cref="Own"/> was read by.</summary>
    public FieldBook? Fields { get; init; }

    public string Name => SearchText.Fold($"{LastName} {FirstName}");

    public string Swapped => SearchText.Fold($"{FirstName} {LastName}");

    /// <summary>What makes it the same person as another row of the file.</summary>
    public string Key => ExternalId is { } id ? $"id {id}" : Points.Count > 0 ? $"{Points[0].Key} {Name}" : $"{Name} {SearchText.Fold(Account ?? "")}";
}

/// <summary>Why a row of a contacts file was refused, beside the codes of all imports.</summary>
public static class PeopleCode
{
    /// <summary>Several people fit, and nothing says which is meant.</summary>
    public const string AmbiguousMatch = "ambiguous_match";

    /// <summary>An earlier row of the file is about the same person.</summary>
    public const string DuplicateRow = "duplicate_row";

    /// <summary>Neither an id, a name nor an address.</summary>
    public const string Nobody = "no_identity";

    /// <summary>A word or a number that its column does not know, or a text that is too long.</summary>
    public const string InvalidValue = "invalid_value";
    public const string UnknownGuardian = "unknown_guardian";

    /// <summary>The person's data may only be stored.</summary>
    public const string Restricted = "restricted";
}
