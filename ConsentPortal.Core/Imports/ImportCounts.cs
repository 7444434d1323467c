using System.Text.Json.Serialization;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Core.Imports;

/// <summary>What became of the rows, by outcome. Each row is counted once.</summary>
public sealed record ImportCounts
{
    /// <summary>New opt-ins.</summary>
    public long OptedIn { get; set; }

    /// <summary>New opt-outs.</summary>
    public long OptedOut { get; set; }

    /// <summary>Opt-ins that wait for the confirmation of the address.</summary>
    public long Pending { get; set; }

    /// <summary>The same stood already.</summary>
    public long Unchanged { get; set; }

    /// <summary>Opt-ins that gave way to an opt-out, stored or in the same file.</summary>
    public long KeptOptOut { get; set; }

    /// <summary>Older than what stands: kept as history only.</summary>
    public long Older { get; set; }

    /// <summary>A blank status: nothing was said.</summary>
    public long Skipped { get; set; }

    /// <summary>New people, of a file of people.</summary>
    public long Added { get; set; }

    /// <summary>People of whom something was not known, likewise.</summary>
    public long Changed { get; set; }

    /// <summary>Of the rows counted above those whose address was erased on request: it gets no marketing until the person confirms an opt-in.</summary>
    public long Erased { get; set; }

    /// <summary>Refused rows by code.</summary>
    public SortedDictionary<string, long> Rejected { get; init; } = new(StringComparer.Ordinal);

    [JsonIgnore]
    public long RejectedTotal => Rejected.Values.Sum();

    /// <summary>Rows that have had their say so far.</summary>
    [JsonIgnore]
    public long Total => OptedIn + OptedOut + Pending + Unchanged + KeptOptOut + Older + Skipped + Added + Changed + RejectedTotal;

    public string ToJson() => ImportOptions.ToJson(this);

    public static ImportCounts FromJson(string json) => ImportOptions.FromJson<ImportCounts>(json);

    internal ImportCounts Copy()
    {
        var copy = this with { Rejected = new(StringComparer.Ordinal) };
        foreach (var (code, count) in Rejected)
        {
            copy.Rejected[code] = count;
        }

        return copy;
    }

    internal void Add(ImportOutcome outcome, string reason = "")
    {
        switch (outcome)
        {
            case ImportOutcome.OptedIn: OptedIn++; break;
            case ImportOutcome.OptedOut: OptedOut++; break;
            case ImportOutcome.Pending: Pending++; break;
            case ImportOutcome.Unchanged: Unchanged++; break;
            case ImportOutcome.KeptOptOut: KeptOptOut++; break;
            case ImportOutcome.Older: Older++; break;
            case ImportOutcome.Skipped: Skipped++; break;
            case ImportOutcome.Added: Added++; break;
            case ImportOutcome.Changed: Changed++; break;
            default: Rejected[reason] = Rejected.GetValueOrDefault(reason) + 1; break;
        }
    }
}

/// <summary>What became of one row.</summary>
public enum ImportOutcome
{
    OptedIn,
    OptedOut,
    Pending,
    Unchanged,
    KeptOptOut,
    Older,
    Skipped,
    Rejected,

    /// <summary>A new person.</summary>
    Added,

    /// <summary>A known person of whom something is new.</summary>
    Changed,
}

internal static class Outcomes
{
    public static ImportOutcome Of(RecordOutcome outcome, ConsentStatus said) => outcome switch
    {
        RecordOutcome.Recorded => said == ConsentStatus.OptedIn ? ImportOutcome.OptedIn : ImportOutcome.OptedOut,
        RecordOutcome.Pending => ImportOutcome.Pending,
        RecordOutcome.Unchanged => ImportOutcome.Unchanged,
        RecordOutcome.KeptOptOut => ImportOutcome.KeptOptOut,
        RecordOutcome.Older => ImportOutcome.Older,
        _ => ImportOutcome.Rejected,
    };
}
