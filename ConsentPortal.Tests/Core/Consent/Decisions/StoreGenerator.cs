using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>Makes stores by a seed. Everything happens on the first days of one January, on whole days, so that many things happen at the
/// same instant and every boundary is met.</summary>
public sealed partial class StoreGenerator(int seed, Func<ContactPointKey, AddressHash> hash)
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
