using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>The rules of a decision once more, read sentence by sentence, slowly and without a thought of speed: what the real rule is
/// held against. Shares no code with it beyond the nouns.</summary>
public sealed partial class PlainReading
{
    private readonly GeneratedStore store;
    private readonly DecisionScope scope;
    private readonly DateTimeOffset now;
    private readonly ComplianceProfile? profile;
    private readonly GeneratedAddress? address;
    private readonly GeneratedPoint? point;
    private readonly Channel channel;
    private readonly string? named;

    private PlainReading(GeneratedStore store, DecisionScope scope, CheckItem item, DateTimeOffset clock)
    {
        this.store = store;
        this.scope = scope;
        now = scope.At ?? clock;
        named = item.Contact;
        profile = store.Profiles.Find(p => p.Code == scope.Profile && p.States.Exists(Holds));
        channel = scope.Channel ?? (item.Address.Contains('@', StringComparison.Ordinal) ? Channel.Email : Channel.Sms);
        if (ContactPointKey.TryParse(channel, item.Address, out var key))
        {
            address = store.Addresses.Find(a => a.Key == key) ?? new(key, default);
            point = address.PointAt(scope.At);
        }
    }

    public static (ReasonCode Message, ReasonCode Tracking) Decide(GeneratedStore store, DecisionScope scope, CheckItem item, DateTimeOffset clock)
    {
        PlainReading reading = new(store, scope, item, clock);
        if (reading.address is null)
        {
            return (ReasonCode.InvalidAddress, ReasonCode.InvalidAddress);
        }

        var purpose = reading.UsedPurposes().Find(p => p.Code == scope.Purpose);
        var topic = purpose?.Topics.Find(t => t.Code == scope.Topic && t.States.Exists(reading.Holds));
        purpose = scope.Topic is not null && topic is null ? null : purpose;
        var message = reading.Decide(purpose, topic, beside: false);
        var tracking = purpose?.Type switch
        {
            null or PurposeType.DataUse => ReasonCode.PurposeUnknown,
            PurposeType.Tracking => message,
            _ => reading.UsedPurposes().Find(p => p.Type == PurposeType.Tracking) is { } beside ? reading.Decide(beside, null, beside: true) : ReasonCode.PurposeUnknown,
        };
        return (message, tracking);
    }

    private bool Holds(Period period) => scope.At is { } at ? period.From <= at && (period.Until is null || at < period.Until) : period.Until is null;

    // "unknown profile, purpose or topic (also: not in that profile)"
    private List<Purpose> UsedPurposes() => profile is null ? [] :
        [.. store.Purposes.Where(p => p.States.Exists(Holds) && profile.Purposes.Exists(m => m.PurposeId == p.Id && Holds(m)))];

    private ReasonCode Decide(Purpose? purpose, Topic? topic, bool beside)
    {
        // 2 suppressed for this purpose's type; with an unknown purpose only address-scope suppressions count
        if (address!.Suppressions.Where(Holds).Any(s => s.Scope switch
        {
            SuppressionScope.Address => true,
            SuppressionScope.Marketing => purpose?.Type is PurposeType.Commercial or PurposeType.Tracking
                && !address.Lifts.Exists(l => l.SuppressionId == s.Id && l.PurposeId == purpose.Id && Holds(l)),
            _ => purpose is not null && s.PurposeId == purpose.Id,
        }))
        {
            return ReasonCode.Suppressed;
        }

        // 3 point restricted or erased
        if (point is not null && (point.Row.ErasedAt is not null || point.Restrictions.Exists(Holds)))
        {
            return ReasonCode.Restricted;
        }

        // 4 unknown; inactive
        if (purpose is null)
        {
            return ReasonCode.PurposeUnknown;
        }

        if (!profile!.States.Single(Holds).Active || !purpose.States.Single(Holds).Active || topic?.States.Single(Holds).Active == false)
        {
            return ReasonCode.PurposeInactive;
        }

        // 5 contact given but unknown or not owning the address
        var everyone = Linked();
        var concerned = named is null ? everyone : [.. everyone.Where(c => c.ExternalId == named)];
        return named is not null && concerned.Count == 0 ? ReasonCode.ContactMismatch
            : AboutContacts(purpose, topic, concerned, beside) ?? AboutRecords(purpose, topic, concerned);
    }

    private ReasonCode? AboutContacts(Purpose purpose, Topic? topic, List<Contact> concerned, bool beside)
    {
        // 6 commercial, tracking and data use need the guardian's opt-in: the record asked, topic else purpose
        if (purpose.Type != PurposeType.Transactional && concerned.Exists(c => State(c).Child && Answer(purpose, topic, c) is not { Status: ConsentStatus.OptedIn, By: ActorKind.Guardian }))
        {
            return ReasonCode.Child;
        }

        // 7 the level is the lowest, none if there is no contact
        var level = concerned.Count == 0 ? ConsentLevel.None : concerned.Min(c => State(c).Level);
        if (!beside && scope.Minimum is { } minimum && level < minimum)
        {
            return ReasonCode.LevelTooLow;
        }

        // 8 any do-not flag counts; tracking beside a message asks for Do not allow only
        var stopped = concerned.Exists(c => (State(c).DoNotBulk && channel == Channel.Email && purpose.Type == PurposeType.Commercial)
            || (State(c).DoNotMail && channel == Channel.Email && purpose.Type is PurposeType.Commercial or PurposeType.Tracking)
            || (State(c).DoNotPhone && channel is Channel.Sms or Channel.Voice && purpose.Type == PurposeType.Commercial));
        return !beside && stopped ? ReasonCode.DoNotContact
            : purpose.Type == PurposeType.Tracking && concerned.Exists(c => State(c).DoNotTrack) ? ReasonCode.DoNotTrack : null;
    }

    private ReasonCode AboutRecords(Purpose purpose, Topic? topic, List<Contact> concerned)
    {
        // without contact all contacts on the address are asked, also those who opted out here and left; else the address itself
        List<Contact?> asked = [.. concerned];
        if (named is null)
        {
            var gone = store.Contacts.Where(c => !concerned.Contains(c) && point is not null
                && (OptedOutByItself(purpose, null, c) || (topic is not null && OptedOutByItself(purpose, topic, c))));
            asked = asked.Count == 0 ? [null, .. gone] : [.. asked, .. gone];
        }

        // 9 paused
        if (asked.Exists(c => Paused(purpose, null, c) || (topic is not null && Paused(purpose, topic, c))))
        {
            return ReasonCode.Paused;
        }

        // 10 the tables; the most restrictive answer wins
        ReasonCode[] worstFirst =
        [
            ReasonCode.PurposeOptedOut, ReasonCode.TopicOptedOut, ReasonCode.PurposeNotOptedIn, ReasonCode.TopicNotOptedIn,
            ReasonCode.AllowedNotOptedOut, ReasonCode.AllowedNotEnforced, ReasonCode.AllowedOptedIn,
        ];
        var answers = asked.Select(c => Table(purpose, Answer(purpose, null, c).Status, topic is null ? null : Answer(purpose, topic, c).Status)).ToList();
        return worstFirst.First(answers.Contains);
    }

    private ReasonCode Table(Purpose purpose, ConsentStatus ofPurpose, ConsentStatus? ofTopic)
    {
        var key = purpose.Type == PurposeType.DataUse ? Channel.None : channel;
        var model = profile!.Enforcements.Find(e => e.PurposeId == purpose.Id && e.Channel == key && Holds(e))?.Model ?? EnforcementModel.Restrictive;
        if (model == EnforcementModel.Disabled)
        {
            return ReasonCode.AllowedNotEnforced;
        }

        if (ofPurpose == ConsentStatus.OptedOut)
        {
            return ReasonCode.PurposeOptedOut;
        }

        return (ofTopic ?? ofPurpose) switch
        {
            ConsentStatus.OptedIn => ReasonCode.AllowedOptedIn,
            ConsentStatus.OptedOut => ReasonCode.TopicOptedOut,
            _ when model == EnforcementModel.NonRestrictive => ReasonCode.AllowedNotOptedOut,
            _ => ofTopic is null ? ReasonCode.PurposeNotOptedIn : ReasonCode.TopicNotOptedIn,
        };
    }

    private List<Contact> Linked() => point is null ? [] :
        [.. store.Contacts.Where(c => point.Links.Exists(l => l.ContactId == c.Id && Holds(l)) && c.States.Exists(Holds))];

    // a lead that became a contact is ruled by that contact
    private ContactState State(Contact contact)
    {
        var own = contact.States.Single(Holds);
        return store.Contacts.Find(c => c.Id == own.BecameId)?.States.Find(Holds) ?? own;
    }
}
