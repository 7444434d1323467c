using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>Makes stores by a seed. Everything happens on the first days of one January, on whole days, so that many things happen at the
/// same instant and every boundary is met.</summary>
public sealed class StoreGenerator(int seed, Func<ContactPointKey, AddressHash> hash)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private const int Days = 10;
    private readonly Random random = new(seed);
    private readonly GeneratedStore store = new(seed);
    private long lastId = 1000, lastSequence;
    private short lastNumber = 100;

    public GeneratedStore Make(int addresses)
    {
        MakeRulebook();
        for (var i = 0; i < addresses / 3; i++)
        {
            store.Contacts.Add(MakeContact(i));
        }

        for (var i = 0; i < addresses; i++)
        {
            store.Addresses.Add(MakeAddress(i));
        }

        return store;
    }

    public static DateTimeOffset Day(int day) => Start.AddDays(day);

    private void MakeRulebook()
    {
        PurposeType[] types = [PurposeType.Commercial, PurposeType.Commercial, PurposeType.Transactional, PurposeType.Tracking, PurposeType.Tracking, PurposeType.DataUse];
        foreach (var type in types)
        {
            Purpose purpose = new() { Id = Next<Purpose>(), Number = ++lastNumber, Code = $"purpose{lastNumber}", Type = type, CreatedAt = Start };
            purpose.States.AddRange(Phases((from, until) => Close(new PurposeState
            {
                Id = Next<PurposeState>(), PurposeId = purpose.Id, From = from, Active = !Rarely(), OptOutScope = OneOf<OptOutScope>(),
            }, until)));
            for (var t = 0; t < 1 + random.Next(2); t++)
            {
                Topic topic = new() { Id = Next<Topic>(), PurposeId = purpose.Id, Number = ++lastNumber, Code = $"topic{t}", Order = t, CreatedAt = Start };
                topic.States.AddRange(Phases((from, until) => Close(new TopicState { Id = Next<TopicState>(), TopicId = topic.Id, From = from, Active = !Rarely() }, until)));
                purpose.Topics.Add(topic);
            }

            store.Purposes.Add(purpose);
        }

        for (var p = 0; p < 4; p++)
        {
            store.Profiles.Add(MakeProfile());
        }
    }

    private ComplianceProfile MakeProfile()
    {
        ComplianceProfile profile = new() { Id = Next<ComplianceProfile>(), Number = ++lastNumber, Code = $"profile{lastNumber}", CreatedAt = Start };
        profile.States.AddRange(Phases((from, until) => Close(new ProfileState { Id = Next<ProfileState>(), ProfileId = profile.Id, From = from, Active = !Rarely() }, until)));
        var tracking = store.Purposes[3 + random.Next(2)]; // exactly one tracking purpose, or none yet
        foreach (var purpose in store.Purposes.Where(p => p.Type != PurposeType.Tracking || p == tracking).Where(_ => !Rarely()))
        {
            profile.Purposes.Add(Within(new ProfilePurpose { Id = Next<ProfilePurpose>(), ProfileId = profile.Id, PurposeId = purpose.Id, From = Day(random.Next(3)) }));
            foreach (var channel in RulebookMaker.ChannelsOf(purpose.Type).Where(_ => !Rarely()))
            {
                profile.Enforcements.AddRange(Phases((from, until) => Close(new Enforcement
                {
                    Id = Next<Enforcement>(), ProfileId = profile.Id, PurposeId = purpose.Id, Channel = channel, From = from,
                    Model = purpose.Type == PurposeType.Transactional ? OneOf<EnforcementModel>() : (EnforcementModel)random.Next(2),
                }, until)));
            }
        }

        return profile;
    }

    private Contact MakeContact(int number)
    {
        Contact contact = new() { Id = Next<Contact>(), Kind = OneOf<ContactKind>(), ExternalId = random.Next(4) == 0 ? null : $"crm-{number}", CreatedAt = Start };
        contact.States.AddRange(Phases((from, until) => Close(new ContactState
        {
            Id = Next<ContactState>(), ContactId = contact.Id, From = from, Level = OneOf<ConsentLevel>(), Child = Seldom(), DoNotTrack = Seldom(), DoNotBulk = Seldom(),
            DoNotMail = Seldom(), DoNotPhone = Seldom(), BecameId = store.Contacts.Count > 0 && Rarely() ? Any(store.Contacts).Id : default,
        }, until)));
        return contact;
    }

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

    // one to three phases without a gap; mostly from the start on
    private List<T> Phases<T>(Func<DateTimeOffset, DateTimeOffset?, T> make)
    {
        List<int> days = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, Days)).Append(Rarely() ? 1 : -1).Distinct().Order()];
        return [.. days.Select((day, i) => make(Day(day), i + 1 < days.Count ? Day(days[i + 1]) : null))];
    }

    private T Within<T>(T period) where T : Period => Close(period, random.Next(3) == 0 ? period.From.AddDays(1 + random.Next(4)) : null);

    private static T Close<T>(T period, DateTimeOffset? until) where T : Period
    {
        if (until is { } end)
        {
            period.Close(end);
        }

        return period;
    }

    private Id<T> Next<T>() => new(++lastId);

    private bool Seldom() => random.Next(15) == 0;

    private bool Rarely() => random.Next(9) == 0;

    private T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private T OneOf<T>() where T : struct, Enum => Any(Enum.GetValues<T>());
}
