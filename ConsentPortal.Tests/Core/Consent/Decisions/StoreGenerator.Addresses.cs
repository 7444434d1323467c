using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <content>Addresses and what was said about them.</content>
public sealed partial class StoreGenerator
{
    private GeneratedAddress MakeAddress(int number)
    {
        var channel = Any([Channel.Email, Channel.Email, Channel.Email, Channel.Sms, Channel.Voice, Channel.Push, Channel.Custom]);
        var typed = channel switch { Channel.Email => $"person{number}@example.com", Channel.Sms or Channel.Voice => $"+4917{10_000_000 + number}", _ => $"Device-{number}" };
        Assert.True(ContactPointKey.TryParse(channel, typed, out var key));
        GeneratedAddress address = new(key, hash(key));
        var created = random.Next(3);
        while (random.Next(12) > 0 && created < Days)
        {
            var point = MakePoint(address, typed, created);
            address.Points.Add(point);
            if (!Rarely())
            {
                break;
            }

            created += 1 + random.Next(4);
            point.Row.Erase(Day(created));
        }

        for (var s = 0; s < (random.Next(3) == 0 ? 1 + random.Next(3) : 0); s++)
        {
            MakeSuppression(address);
        }

        return address;
    }

    private void MakeSuppression(GeneratedAddress address)
    {
        var scope = OneOf<SuppressionScope>();
        var suppression = Within(new Suppression
        {
            Id = Next<Suppression>(), KeyHash = address.Hash.ToBytes(), HashKey = 1, Channel = address.Key.Channel, Scope = scope, Reason = OneOf<SuppressionReason>(),
            PurposeId = scope == SuppressionScope.Purpose ? Any(store.Purposes).Id : default, From = Day(random.Next(Days)),
        });
        address.Suppressions.Add(suppression);
        for (var l = 0; l < (scope == SuppressionScope.Marketing ? random.Next(4) : 0); l++)
        {
            address.Lifts.Add(Within(new SuppressionLift { Id = Next<SuppressionLift>(), SuppressionId = suppression.Id, PurposeId = Any(store.Purposes).Id, From = Day(random.Next(Days)) }));
        }
    }

    private GeneratedPoint MakePoint(GeneratedAddress address, string typed, int created)
    {
        GeneratedPoint point = new(ContactPoint.Make(Next<ContactPoint>(), address.Key, typed, address.Hash, 1, Day(created)));
        if (Rarely())
        {
            point.Restrictions.Add(Within(new Restriction { Id = Next<Restriction>(), PointId = point.Row.Id, From = Day(created + random.Next(4)) }));
        }

        foreach (var contact in Enumerable.Range(0, random.Next(4)).Select(_ => Any(store.Contacts)).Distinct())
        {
            point.Links.Add(Within(new ContactPointLink { Id = Next<ContactPointLink>(), PointId = point.Row.Id, ContactId = contact.Id, From = Day(created + random.Next(4)) }));
        }

        MakeEvents(point, created);
        return point;
    }

    private void MakeEvents(GeneratedPoint point, int created)
    {
        List<Purpose> purposes = [Any(store.Purposes), Any(store.Purposes), Any(store.Purposes)];
        List<Id<Contact>> contacts = [default, default, .. point.Links.Select(l => l.ContactId), Any(store.Contacts).Id];
        Dictionary<RecordKey, ConsentRecord> records = [];
        foreach (var day in Enumerable.Range(0, random.Next(9)).Select(_ => created + random.Next(Days - created + 1)).Order().ToList())
        {
            var purpose = Any(purposes);
            RecordKey key = new(point.Row.Id, purpose.Id, purpose.Topics.Count > 0 && random.Next(2) == 0 ? Any(purpose.Topics).Id : default, Any(contacts));
            var happened = MakeEvent(key, records.GetValueOrDefault(key), day);
            point.Events.Add(happened);
            if (happened.Applied)
            {
                records[key] = ConsentProjection.Next(records.GetValueOrDefault(key), happened);
            }
        }

        point.Records.AddRange(records.Values);
    }

    private ConsentEvent MakeEvent(RecordKey key, ConsentRecord? before, int day)
    {
        var pause = Rarely();
        return new()
        {
            Id = Next<ConsentEvent>(), Sequence = ++lastSequence, PointId = key.PointId, PurposeId = key.PurposeId, TopicId = key.TopicId, KeyContactId = key.ContactId,
            StatesStatus = !pause, OldStatus = before?.Status ?? ConsentStatus.NotSet, Applied = !Rarely(),
            NewStatus = pause ? before?.Status ?? ConsentStatus.NotSet : Any([ConsentStatus.NotSet, ConsentStatus.Pending, ConsentStatus.OptedIn, ConsentStatus.OptedIn, ConsentStatus.OptedIn, ConsentStatus.OptedOut, ConsentStatus.OptedOut]),
            OccurredAt = Day(random.Next(day + 1)), RecordedAt = Day(day), ActorKind = Any([ActorKind.Subject, ActorKind.Guardian, ActorKind.Guardian, ActorKind.Staff, ActorKind.Import]),
            ValidUntil = pause ? before?.ValidUntil : Rarely() ? Day(random.Next(2 * Days)) : null,
            PausedUntil = pause || Rarely() ? Day(random.Next(2 * Days)) : before?.PausedUntil, LeafHash = new byte[32],
        };
    }
}
