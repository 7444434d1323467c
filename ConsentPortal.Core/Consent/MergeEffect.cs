using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Asks the one rule twice about an address, as things stand and as they would stand, and names the answers that turn.</summary>
internal sealed class MergeEffect(Rulebook rules, MergeScene scene, IReadOnlyList<PersonAfter> people, IReadOnlyList<Settling> settlings, DateTimeOffset now)
{
    public IEnumerable<PreviewMerge.Flip> Of(ContactPoint point, PointFacts before)
    {
        var after = After(point.Id, before);
        foreach (var profile in rules.Profiles.Where(p => p.State.Active))
        {
            foreach (var purpose in rules.PurposesOf(profile))
            {
                foreach (var topic in purpose.Topics.Where(t => t.State.Active).Prepend(null))
                {
                    var question = RuleQuestion.Ask(rules, profile, purpose, topic, topic is not null, point.Channel);
                    var (was, will) = (ConsentDecision.Decide(question, before, now).Message, ConsentDecision.Decide(question, after, now).Message);
                    if (was.Allowed != will.Allowed)
                    {
                        yield return new(point.Id, point.Channel, point.Address ?? "", profile.Name, purpose.Name, topic?.Name, will.Allowed, will.Reason);
                    }
                }
            }
        }
    }

    private PointFacts After(Id<ContactPoint> point, PointFacts before)
    {
        PointFacts after = new() { PointId = before.PointId, Restricted = before.Restricted };
        after.Suppressions.AddRange(before.Suppressions);
        after.Contacts.AddRange(before.Contacts.Where(c => c.Id != scene.Survivor.Id && c.Id != scene.Merged.Id && !people.Any(p => p.Id == c.Id)));
        after.Contacts.AddRange(people.Where(p => p.Points.Contains(point)).Select(p => p.ToFact()));
        var settled = settlings.Where(s => s.PointId == point).ToList();
        after.Records.AddRange(before.Records.Where(r => !settled.Exists(s => s.PurposeId == r.PurposeId && s.TopicId == r.TopicId && s.ContactId == r.ContactId)));
        after.Records.AddRange(settled.Select(s => s.ToFact()));
        return after;
    }
}
