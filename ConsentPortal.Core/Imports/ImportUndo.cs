using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>That an import is, or was, taken back: one an import. Its place in the ledger is saved in the transaction that restores, so that
/// it resumes after a crash with every answer once.</summary>
public sealed class ImportUndo : IEntity, IAudited
{
    public const int ReasonMaxLength = 1000;

    public Id<ImportJob> JobId { get; init; }

    /// <summary>Queued, running, finished, cancelled or failed; the last two go on when they are asked to.</summary>
    public ImportState State { get; internal set; }

    public bool CancelRequested { get; internal set; }

    /// <summary>Takes back the opt-ins only.</summary>
    public bool KeepOptOuts { get; init; }

    /// <summary>1 = opt-ins go, 2 = opt-outs go.</summary>
    public int Pass { get; internal set; } = 1;

    /// <summary>Sequence number up to which this pass is done.</summary>
    public long After { get; internal set; }

    /// <summary>Sequence numbers between which the import's events lie, the first one excluded.</summary>
    public long From { get; init; }

    public long Until { get; init; }

    /// <summary>False for an import of a version that did not note who else said no: its opt-outs stay.</summary>
    public bool KnowsRepeats { get; init; }

    /// <summary>JSON of <see cref="UndoCounts"/>.</summary>
    public string Counts { get; internal set; } = "{}";

    /// <summary>The side row that its events share: who and why.</summary>
    public Id<SideRow> OriginId { get; init; }

    public byte[]? OriginHash { get; init; }

    public string Error { get; internal set; } = "";

    /// <summary>Who asked, as events name an actor.</summary>
    public ActorKind ActorKind { get; init; }

    public long CreatedBy { get; init; }

    public string CreatedByName { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; internal set; }

    public bool CanGoOn => State is ImportState.Cancelled or ImportState.Failed;

    /// <summary>0 to 1.</summary>
    public double Share => State == ImportState.Finished ? 1
        : Math.Clamp((Pass - 1 + (Math.Max(After, From) - From) / (double)Math.Max(1, Until - From)) / 2, 0, 1);

    internal SideRef Origin => new(OriginId, OriginHash);

    internal UndoRange Range => new(JobId, From, Until, CreatedAt, KeepOptOuts, KnowsRepeats);
}

/// <summary>What is to be taken back.</summary>
/// <param name="At">What has ended by then counts as ended, in each pass alike.</param>
internal sealed record UndoRange(Id<ImportJob> Job, long From, long Until, DateTimeOffset At, bool KeepOptOuts, bool KnowsRepeats);

/// <summary>What becomes of one answer that the import gave.</summary>
public enum UndoOutcome
{
    /// <summary>The opt-in goes; what stood before stands again.</summary>
    OptInGoes,

    /// <summary>The opt-out goes; what stood before stands again.</summary>
    OptOutGoes,

    /// <summary>Something newer was said: it stays.</summary>
    Newer,

    /// <summary>An opt-out stays: somebody else said no as well, or the import is too old to know, or opt-outs were to be kept.</summary>
    OptOutStays,

    /// <summary>An opt-out stays, because the address is suppressed.</summary>
    Suppressed,

    /// <summary>The address was erased, or its purpose is gone.</summary>
    Gone,
}

/// <summary>Answers by what became of them.</summary>
public sealed record UndoCounts
{
    public long OptInGoes { get; set; }

    public long OptOutGoes { get; set; }

    /// <summary>Of those opt-outs: the address may be written to again.</summary>
    public long NoToYes { get; set; }

    public long Newer { get; set; }

    public long OptOutStays { get; set; }

    public long Suppressed { get; set; }

    public long Gone { get; set; }

    internal long Restored => OptInGoes + OptOutGoes;

    internal long Stay => Newer + OptOutStays + Suppressed + Gone;

    public string ToJson() => ImportOptions.ToJson(this);

    public static UndoCounts FromJson(string json) => ImportOptions.FromJson<UndoCounts>(json);

    internal void Add(UndoOutcome outcome, bool noToYes)
    {
        switch (outcome)
        {
            case UndoOutcome.OptInGoes: OptInGoes++; break;
            case UndoOutcome.OptOutGoes: OptOutGoes++; break;
            case UndoOutcome.Newer: Newer++; break;
            case UndoOutcome.OptOutStays: OptOutStays++; break;
            case UndoOutcome.Suppressed: Suppressed++; break;
            default: Gone++; break;
        }

        NoToYes += noToYes ? 1 : 0;
    }
}
