using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <content>What the records say, by the events that made them.</content>
public sealed partial class PlainReading
{
    /// <summary>What stands for this contact (null = the address alone): a no, unless a later yes of the same one lifted it; else a yes that is still valid.</summary>
    private (ConsentStatus Status, ActorKind? By) Answer(Purpose purpose, Topic? topic, Contact? contact)
    {
        var ofAddress = Record(purpose, topic, default);
        var own = contact is null ? null : Record(purpose, topic, contact.Id);
        if (contact is not null && OptedOutByItself(purpose, topic, contact))
        {
            return (ConsentStatus.OptedOut, null);
        }

        if (ofAddress is { NewStatus: ConsentStatus.OptedOut } && !(own is { NewStatus: ConsentStatus.OptedIn } yes && yes.OccurredAt > ofAddress.OccurredAt))
        {
            return (ConsentStatus.OptedOut, null);
        }

        var valid = new[] { own, ofAddress }.FirstOrDefault(r => r is { NewStatus: ConsentStatus.OptedIn } && (r.ValidUntil is null || r.ValidUntil > now));
        return valid is null ? (ConsentStatus.NotSet, null) : (ConsentStatus.OptedIn, valid.ActorKind);
    }

    // where consent hangs on the address, its later yes speaks for everyone; where it hangs on the contact, only the contact's own does
    private bool OptedOutByItself(Purpose purpose, Topic? topic, Contact contact)
    {
        var ofAddress = Record(purpose, topic, default);
        return Record(purpose, topic, contact.Id) is { NewStatus: ConsentStatus.OptedOut } no
            && !(purpose.States.Single(Holds).OptOutScope == OptOutScope.Address && ofAddress is { NewStatus: ConsentStatus.OptedIn } && ofAddress.OccurredAt > no.OccurredAt);
    }

    private bool Paused(Purpose purpose, Topic? topic, Contact? contact)
        => new[] { default, contact?.Id ?? default }.Any(key => Happened(purpose, topic, key).LastOrDefault()?.PausedUntil > now);

    private ConsentEvent? Record(Purpose purpose, Topic? topic, Id<Contact> key) => Happened(purpose, topic, key).LastOrDefault(e => e.StatesStatus);

    private IEnumerable<ConsentEvent> Happened(Purpose purpose, Topic? topic, Id<Contact> key) => point is null ? [] :
        point.Events.Where(e => e.Applied && e.PurposeId == purpose.Id && e.TopicId == (topic?.Id ?? default) && e.KeyContactId == key && (scope.At is null || e.RecordedAt <= scope.At));
}
