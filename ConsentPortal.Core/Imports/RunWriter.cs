using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Imports;

/// <summary>Writes one run of rows through the ledger and says what became of each; in earnest or in a rehearsal.</summary>
internal sealed class RunWriter(ConsentLedger ledger)
{
    /// <summary>Told of every row; the proposal is there where the row was sound.</summary>
    public Action<ImportRow, ImportOutcome, string>? OnRow { get; init; }

    /// <summary>What was erased on request before this import began.</summary>
    public IReadOnlySet<AddressHash> Erased { get; init; } = new HashSet<AddressHash>();

    public async ValueTask<IReadOnlyList<Rejection>> WriteAsync(WriteSession session, RowRun run, ImportCounts counts, CancellationToken ct)
    {
        var results = run.Proposals.Count == 0 ? [] : await ledger.WriteAsync(session, run.Proposals, ct);
        List<Rejection> rejected = [];
        var next = 0;
        foreach (var row in run.Rows)
        {
            var outcome = row.Kind switch
            {
                RowKind.Skipped => ImportOutcome.Skipped,
                RowKind.StaysOut => ImportOutcome.KeptOptOut,
                RowKind.Sound => Outcomes.Of(results[next++].Outcome, row.Proposal!.Status!.Value),
                _ => ImportOutcome.Rejected,
            };
            var reason = outcome != ImportOutcome.Rejected ? "" : row.Kind == RowKind.Sound ? RejectionCode.ContactRequired : row.Reason;
            counts.Add(outcome, reason);
            counts.Erased += outcome != ImportOutcome.Rejected && row.Proposal is { } said && Erased.Contains(said.Point.Hash) ? 1 : 0;
            OnRow?.Invoke(row, outcome, reason);
            if (outcome == ImportOutcome.Rejected)
            {
                rejected.Add(new(row.Number, reason, row.Cells ?? []));
            }
        }

        return rejected;
    }

    /// <summary>The rows that carry the source's own key, and where they went.</summary>
    public static List<SourceRow> Sources(RowRun run, Id<ImportJob> job)
    {
        List<SourceRow> rows = [];
        foreach (var row in run.Rows)
        {
            if (row is { Key.Length: > 0, Proposal: { } said })
            {
                rows.Add(new()
                {
                    Source = said.Source, Key = row.Key, PointId = said.Point.Id.Value, PurposeId = said.Purpose.Id.Value, TopicId = said.TopicId.Value,
                    OptedIn = said.Status == ConsentStatus.OptedIn, JobId = job,
                });
            }
        }

        return rows;
    }
}
