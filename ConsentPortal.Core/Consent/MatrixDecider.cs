using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage.Dialect;

namespace ConsentPortal.Core.Consent;

/// <summary>Fills the cells of a matrix by the rule that decides for senders: the same facts, read by the same statements.</summary>
public sealed class MatrixDecider(FactReaders readers)
{
    internal async Task<List<MatrixRow>> DecideAsync(Rulebook rules, ComplianceProfile profile, IReadOnlyList<MatrixPoint> points, Id<Contact> contact, DateTimeOffset now, CancellationToken ct)
    {
        FactBatch facts = new();
        await ReadAsync(facts, points, contact, rules, ct);
        List<MatrixRow> rows = [];
        foreach (var purpose in rules.PurposesOf(profile).OrderBy(p => p.Type))
        {
            rows.Add(Row(null));
            rows.AddRange(purpose.Topics.Where(t => t.State.Active).Select(Row));

            MatrixRow Row(Topic? topic) => new(purpose.Id, topic?.Id ?? default, topic?.Name ?? purpose.Name, purpose.Type,
                purpose.State.Active, purpose.State.OptOutScope == OptOutScope.Contact,
                [.. points.Select((p, i) => Cell(RuleQuestion.Ask(rules, profile, purpose, topic, topic is not null, p.Channel), p.Id, facts.Facts(i), facts.Facts(points.Count + i), now))]) { Code = purpose.Code };
        }

        return rows;
    }

    // each point twice: as its person, and as a sender sees it who names nobody
    private async Task ReadAsync(FactBatch batch, IReadOnlyList<MatrixPoint> points, Id<Contact> contact, Rulebook rules, CancellationToken ct)
    {
        foreach (var named in (ReadOnlySpan<Id<Contact>>)[contact, default])
        {
            foreach (var point in points)
            {
                batch.Add(new(default, point.Id, ContactId: named));
            }
        }

        if (points.Count > 0)
        {
            using var loan = readers.Borrow();
            await loan.Reader.ReadAsync(batch, RuleQuestion.Everything(rules), ct);
        }
    }

    private static MatrixCell Cell(RuleQuestion question, Id<ContactPoint> point, PointFacts named, PointFacts anybody, DateTimeOffset now)
    {
        var verdict = ConsentDecision.Decide(question, named, now).Message;
        var unnamed = ConsentDecision.Decide(question, anybody, now).Message;
        var standing = Standing.Of(named, question.PurposeId, question.Purpose!.State.OptOutScope, question.TopicId, named.ContactId, now);
        var records = named.Records.Where(r => r.PurposeId == question.PurposeId && r.TopicId == question.TopicId && (r.ContactId.IsNone || r.ContactId == named.ContactId)).ToList();
        return new(point, question.Model, standing.Status, verdict.Reason)
        {
            WithoutName = unnamed.Reason == verdict.Reason ? null : unnamed.Reason,
            Since = standing.Since, EventId = standing.EventId,
            ValidUntil = records.FirstOrDefault(r => r.EventId == standing.EventId).ValidUntil,
            PausedUntil = named.Records.Where(r => r.PurposeId == question.PurposeId && r.TopicId == question.TopicId && (r.ContactId.IsNone || named.ContactId.IsNone || r.ContactId == named.ContactId))
                .Select(r => r.PausedUntil).Where(until => until > now).Max(),
            WithoutPause = verdict.Reason == ReasonCode.Paused ? ConsentDecision.Decide(question, Unpaused(named), now).Message.Reason : null,
        };
    }

    private static PointFacts Unpaused(PointFacts facts)
    {
        PointFacts copy = new() { PointId = facts.PointId, Restricted = facts.Restricted, Contact = facts.Contact, ContactId = facts.ContactId };
        copy.Suppressions.AddRange(facts.Suppressions);
        copy.Contacts.AddRange(facts.Contacts);
        copy.Records.AddRange(facts.Records.Select(r => r with { PausedUntil = null }));
        return copy;
    }
}
