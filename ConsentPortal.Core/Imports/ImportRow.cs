using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Why a row was refused, as the rejected file says it.</summary>
public static class RejectionCode
{
    public const string MalformedRow = "malformed_row";
    public const string InvalidAddress = "invalid_address";
    public const string UnknownStatus = "unknown_status";
    public const string UnknownPurpose = "unknown_purpose";
    public const string UnknownTopic = "unknown_topic";
    public const string InvalidDate = "invalid_date";

    /// <summary>The purpose keeps consent per contact, several share the address, and the row names none of them.</summary>
    public const string ContactRequired = "contact_required";
}

/// <summary>The two passes over a file: all opt-outs are in before the first opt-in, so no opt-in is ever live by mistake.</summary>
internal enum ImportPass
{
    OptOuts = 1,
    OptIns = 2,
}

internal enum RowKind
{
    /// <summary>Belongs to the other pass.</summary>
    NotNow,

    /// <summary>A blank status: changes nothing.</summary>
    Skipped,
    Rejected,

    /// <summary>An opt-in whose answer is opted out in the same file.</summary>
    StaysOut,
    Sound,
}

/// <summary>A row as the reader understood it. Cells are kept only where the row is, or may still be, refused.</summary>
internal readonly record struct ImportRow(RowKind Kind, long Number, string Reason = "", string[]? Cells = null, ConsentProposal? Proposal = null, string Key = "", string Contact = "");

/// <summary>Rows that are written together, in the order of the file.</summary>
internal sealed class RowRun
{
    public List<ImportRow> Rows { get; } = new(Size);

    public List<ConsentProposal> Proposals { get; } = new(Size);

    /// <summary>The last record that the run covers.</summary>
    public long Last { get; set; }

    public const int Size = 256;

    public bool IsEmpty => Rows.Count == 0;
}

/// <summary>A refused row on its way into the database or a file.</summary>
public sealed record Rejection(long Row, string Reason, IReadOnlyList<string> Cells);
