using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>For whom a decision asks the records. A named contact: that one. None named: every contact on the address, else the address
/// itself; and any contact that opted out here and has since left, because leaving takes no opt-out back.</summary>
internal readonly struct Askers(RuleQuestion question, PointFacts facts, DateTimeOffset now, OptOutScope scope)
{
    public Enumerator GetEnumerator() => new(question, facts, now, scope);

    public struct Enumerator(RuleQuestion question, PointFacts facts, DateTimeOffset now, OptOutScope scope)
    {
        private int next;

        public Id<Contact> Current { get; private set; }

        public bool MoveNext()
        {
            if (facts.Contact == ContactAnswer.Owner)
            {
                Current = facts.ContactId;
                return next++ == 0;
            }

            if (next < facts.Contacts.Count)
            {
                Current = facts.Contacts[next++].Id;
                return true;
            }

            if (facts.Contacts.Count == 0 && next == 0)
            {
                Current = Id<Contact>.None;
                next++;
                return true;
            }

            return MoveToOneWhoLeft();
        }

        private bool MoveToOneWhoLeft()
        {
            var first = Math.Max(facts.Contacts.Count, 1);
            while (next - first < facts.Records.Count)
            {
                var record = facts.Records[next++ - first];
                var asked = record.PurposeId == question.PurposeId && (record.TopicId.IsNone || record.TopicId == question.TopicId);
                if (asked && !record.ContactId.IsNone && record.Status == ConsentStatus.OptedOut && Left(record.ContactId)
                    && Standing.Of(facts, question.PurposeId, scope, record.TopicId, record.ContactId, now).OptedOut)
                {
                    Current = record.ContactId;
                    return true;
                }
            }

            return false;
        }

        private readonly bool Left(Id<Contact> contact)
        {
            foreach (var linked in facts.Contacts)
            {
                if (linked.Id == contact)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
