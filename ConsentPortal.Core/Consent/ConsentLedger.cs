using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>The one way in which consent is written, for every door: weighs each proposal against what stands, makes the events, and
/// saves records, events, side rows and journal lines in the caller's transaction. Later proposals of a batch see the earlier ones.</summary>
public sealed class ConsentLedger(IdSource ids, AddressHasher hasher)
{
    /// <summary>Answers one result a proposal, in order.</summary>
    public async ValueTask<RecordResult[]> WriteAsync(WriteSession session, IReadOnlyList<ConsentProposal> proposals, CancellationToken ct)
    {
        LedgerBatch batch = new();
        proposals = await MergedAway.ResolveAsync(session, proposals, ct);
        await PrepareAsync(session, proposals, batch, ct);
        EventMaker events = new(session, batch, ids);
        var results = new RecordResult[proposals.Count];
        var stored = await RestrictedPoints.AmongAsync(session, proposals, ct);
        for (var i = 0; i < proposals.Count; i++)
        {
            results[i] = stored.Contains(proposals[i].Point.Id) && RestrictedPoints.Concerns(proposals[i]) ? RestrictedPoints.Refused : await WriteAsync(proposals[i], events, ct);
        }

        if (batch.Events.Count > 0)
        {
            await events.NumberAsync(ct);
        }

        if (!batch.IsEmpty)
        {
            await session.Ledger.SaveAsync(batch, hasher.KeyId, session.Now, ct);
            ConsentMetrics.Written(batch.Events);
        }

        await RepeatedOptOut.NoteAsync(session, batch.Repeats, ct);
        await WithdrawRequestsAsync(session, proposals, ct);
        return results;
    }

    /// <summary>Stores the addresses without saying anything about them, as issuing a link does.</summary>
    public async ValueTask StoreAsync(WriteSession session, IReadOnlyList<PointDraft> points, CancellationToken ct)
    {
        LedgerBatch batch = new();
        await FindOrMakeAsync(session, points, batch, ct);
        if (!batch.IsEmpty)
        {
            await session.Ledger.SaveAsync(batch, hasher.KeyId, session.Now, ct);
        }
    }

    // even an opt-out that changes nothing answers a question that was asked before it; a new point was never asked
    private static async ValueTask WithdrawRequestsAsync(WriteSession session, IReadOnlyList<ConsentProposal> proposals, CancellationToken ct)
    {
        List<Withdrawal>? withdrawals = null;
        foreach (var proposal in proposals)
        {
            if (proposal is { Status: ConsentStatus.OptedOut, Point.IsNew: false })
            {
                (withdrawals ??= []).Add(new(proposal.Point.Id, proposal.Purpose.Id, proposal.TopicId));
            }
        }

        if (withdrawals is not null)
        {
            await session.Ledger.WithdrawAsync(withdrawals, session.Now, ct);
        }
    }

    private async ValueTask PrepareAsync(WriteSession session, IReadOnlyList<ConsentProposal> proposals, LedgerBatch batch, CancellationToken ct)
    {
        HashSet<PointDraft> points = [.. proposals.Select(p => p.Point)];
        await FindOrMakeAsync(session, [.. points], batch, ct);
        List<(PointDraft, Id<Purpose>)> wanted = [];
        HashSet<PointDraft> shared = [];
        foreach (var proposal in proposals)
        {
            if (!proposal.Point.IsNew && proposal.Point.Loaded.Add(proposal.Purpose.Id))
            {
                wanted.Add((proposal.Point, proposal.Purpose.Id));
            }

            if (proposal.Purpose.State.OptOutScope == OptOutScope.Contact && proposal.Point.Contacts is null)
            {
                shared.Add(proposal.Point);
            }
        }

        if (wanted.Count > 0)
        {
            await session.Ledger.LoadRecordsAsync(wanted, ct);
        }

        if (shared.Count > 0)
        {
            await session.Ledger.LoadContactsAsync([.. shared], ct);
        }
    }

    private async ValueTask FindOrMakeAsync(WriteSession session, IReadOnlyList<PointDraft> points, LedgerBatch batch, CancellationToken ct)
    {
        var unknown = points.Where(p => !p.IsNew && (p.Id.IsNone || p.Hash.IsEmpty)).ToList();
        await session.Ledger.FindPointsAsync(unknown, ct);
        foreach (var point in unknown.Where(p => p.Id.IsNone))
        {
            point.Id = ids.Next<ContactPoint>();
            point.Channel = point.Key.Channel;
            point.IsNew = true;
            batch.NewPoints.Add(point);
        }
    }

    private static async ValueTask<RecordResult> WriteAsync(ConsentProposal proposal, EventMaker events, CancellationToken ct)
    {
        if (proposal.RestoresOf is { } exactly)
        {
            return await events.WeighAsync(proposal, exactly, ct);
        }

        if (proposal.Settles)
        {
            return await events.WeighAsync(proposal, proposal.ContactId, ct);
        }

        if (proposal.Purpose.State.OptOutScope == OptOutScope.Address)
        {
            return await events.WeighAsync(proposal, Id<Contact>.None, ct);
        }

        if (!proposal.ContactId.IsNone)
        {
            return await events.WeighAsync(proposal, proposal.ContactId, ct);
        }

        return proposal.Point.Contacts switch
        {
            [] or null => await events.WeighAsync(proposal, Id<Contact>.None, ct),
            [var only] => await events.WeighAsync(proposal, only, ct),
            { } everyone when proposal.Status == ConsentStatus.OptedIn => Ambiguous(everyone.Count),
            { } everyone => await ForEveryoneAsync(proposal, everyone, events, ct),
        };
    }

    // an opt-out that names nobody stops every contact on the address
    private static async ValueTask<RecordResult> ForEveryoneAsync(ConsentProposal proposal, List<Id<Contact>> everyone, EventMaker events, CancellationToken ct)
    {
        RecordResult answer = default;
        foreach (var contact in everyone)
        {
            var result = await events.WeighAsync(proposal with { ContactId = contact }, contact, ct);
            answer = answer.EventId.IsNone || (answer.Outcome == RecordOutcome.Unchanged && result.Outcome != RecordOutcome.Unchanged) ? result : answer;
        }

        return answer;
    }

    private static RecordResult Ambiguous(int contacts)
        => new(RecordOutcome.Invalid, default, $"contact: this purpose keeps consent per contact and {contacts} contacts share the address; say which one opts in.");
}
