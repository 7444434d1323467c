using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Replays the events of every contact point and compares what follows from them with the records that are there.</summary>
internal sealed class ReplayCheck(ILedgerReader reader, LedgerTally tally)
{
    public async ValueTask<LedgerFault?> RunAsync(CancellationToken ct)
    {
        var after = new Id<ContactPoint>(long.MinValue);
        while (await reader.PointsAsync(after, ct) is { } slice)
        {
            if (Compare(slice) is { } fault)
            {
                return fault;
            }

            tally.Records += slice.Records.Count;
            tally.Report();
            after = slice.Upper;
        }

        return null;
    }

    private static LedgerFault? Compare(PointSlice slice)
    {
        Dictionary<RecordKey, ConsentRecord> expected = [];
        HashSet<Id<ConsentEvent>> known = new(slice.Events.Count);
        foreach (var read in slice.Events)
        {
            if (read.Event is not { } happened)
            {
                return new(LedgerFaultKind.EventAltered, $"Event {read.Id} (number {read.Sequence}, contact point {read.PointId}) was altered: its row cannot be read.");
            }

            known.Add(happened.Id);
            if (happened.Applied)
            {
                var key = RecordKey.Of(happened);
                expected[key] = ConsentProjection.Next(expected.GetValueOrDefault(key), happened);
            }
        }

        foreach (var (key, record) in slice.Records)
        {
            if (Wrong(key, record, expected, known) is { } fault)
            {
                return fault;
            }

            expected.Remove(key);
        }

        return expected.Count == 0 ? null : Missing(expected.MinBy(e => e.Value.EventId));
    }

    private static LedgerFault? Wrong(RecordKey key, ConsentRecord? record, Dictionary<RecordKey, ConsentRecord> expected, HashSet<Id<ConsentEvent>> known)
    {
        if (record is null)
        {
            return new(LedgerFaultKind.RecordAltered, $"The record of {Name(key)} was altered: its row cannot be read.");
        }

        if (!known.Contains(record.EventId))
        {
            return new(LedgerFaultKind.RecordAltered, $"The record of {Name(key)} points to event {record.EventId}, which is not there.");
        }

        return !expected.TryGetValue(key, out var follows) ? new(LedgerFaultKind.RecordExtra, $"No event made the record of {Name(key)}, which rests on event {record.EventId}.")
            : ConsentProjection.Same(record, follows) ? null
            : new(LedgerFaultKind.RecordAltered, $"The record of {Name(key)} does not follow from its events: {Difference(record, follows)}.");
    }

    private static LedgerFault Missing(KeyValuePair<RecordKey, ConsentRecord> lost)
        => new(LedgerFaultKind.RecordMissing, $"The record of {Name(lost.Key)} is missing; event {lost.Value.EventId} made it {Word.Of(lost.Value.Status)}.");

    private static string Name(RecordKey key) => $"contact point {key.PointId}, purpose {key.PurposeId}, topic {key.TopicId}, contact {key.ContactId}";

    private static string Difference(ConsentRecord record, ConsentRecord follows) => record switch
    {
        _ when record.Status != follows.Status => $"it says {Word.Of(record.Status)}, they say {Word.Of(follows.Status)}",
        _ when record.EventId != follows.EventId => $"it rests on event {record.EventId}, they end with event {follows.EventId}",
        _ when record.ActorKind != follows.ActorKind => $"it names a {Word.Of(record.ActorKind)}, they name a {Word.Of(follows.ActorKind)}",
        _ when record.ValidUntil != follows.ValidUntil => "its validity differs",
        _ when record.PausedUntil != follows.PausedUntil => "its pause differs",
        _ => "its times differ",
    };
}
