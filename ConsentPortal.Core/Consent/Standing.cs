using System.Runtime.InteropServices;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Where one purpose or topic stands for one asker: the effective status, since when, by which event, and whether it pauses.</summary>
public readonly record struct Standing(ConsentStatus Status, DateTimeOffset? Since, ActorKind? ActorKind, Id<ConsentEvent> EventId, bool Paused)
{
    public static readonly Standing None = new(ConsentStatus.NotSet, null, null, default, false);

    public bool OptedIn => Status == ConsentStatus.OptedIn;

    public bool OptedOut => Status == ConsentStatus.OptedOut;

    /// <summary>The opt-in of a child counts when its guardian gave it.</summary>
    public bool ByGuardian => OptedIn && ActorKind == Kernel.ActorKind.Guardian;

    /// <summary>Weighs the record of the address against the record of the contact.</summary>
    /// <param name="contact">0 asks for the address alone.</param>
    public static Standing Of(PointFacts facts, Id<Purpose> purpose, OptOutScope scope, Id<Topic> topic, Id<Contact> contact, DateTimeOffset now)
    {
        RecordFact? address = null, own = null;
        foreach (ref readonly var record in CollectionsMarshal.AsSpan(facts.Records))
        {
            if (record.PurposeId == purpose && record.TopicId == topic)
            {
                if (record.ContactId.IsNone)
                {
                    address = record;
                }
                else if (record.ContactId == contact)
                {
                    own = record;
                }
            }
        }

        var standing = Weigh(address, own, scope, now);
        return standing with { Paused = IsPaused(address, now) || IsPaused(own, now) };
    }

    // An opt-out stands until a later opt-in of the same one lifts it; where consent hangs on the contact, what the address
    // says later does not speak for the contact.
    private static Standing Weigh(RecordFact? address, RecordFact? own, OptOutScope scope, DateTimeOffset now)
    {
        if (own is { Status: ConsentStatus.OptedOut } out1 && !(scope == OptOutScope.Address && Later(address, out1)))
        {
            return From(out1, now);
        }

        if (address is { Status: ConsentStatus.OptedOut } out2 && !Later(own, out2))
        {
            return From(out2, now);
        }

        if (own is { Status: ConsentStatus.OptedIn } own1)
        {
            var mine = From(own1, now);
            if (mine.OptedIn || address is not { Status: ConsentStatus.OptedIn })
            {
                return mine;
            }
        }

        return address is { Status: ConsentStatus.OptedIn } in2 ? From(in2, now)
            : own is { } any ? From(any, now)
            : address is { } rest ? From(rest, now) : None;
    }

    private static bool Later(RecordFact? optIn, RecordFact optOut) => optIn is { Status: ConsentStatus.OptedIn } a && a.OccurredAt > optOut.OccurredAt;

    private static bool IsPaused(RecordFact? record, DateTimeOffset now) => record is { PausedUntil: { } until } && until > now;

    private static Standing From(RecordFact record, DateTimeOffset now)
    {
        var expired = record.Status == ConsentStatus.OptedIn && record.ValidUntil is { } until && until <= now;
        return new(expired ? ConsentStatus.Expired : record.Status, record.OccurredAt, record.ActorKind, record.EventId, false);
    }
}
