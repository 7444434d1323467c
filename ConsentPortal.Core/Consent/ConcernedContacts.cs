using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>The steps of a decision that look at people rather than at records: child, level, flags. They concern the contact that was
/// named, else everyone on the address, and the order of the contacts never matters.</summary>
internal readonly struct ConcernedContacts(RuleQuestion question, PointFacts facts)
{
    /// <summary>Is there a child for whom no guardian opted in to the record asked (topic, else purpose)?</summary>
    public bool ChildNeedsGuardian(OptOutScope scope, DateTimeOffset now)
    {
        foreach (var contact in facts.Contacts)
        {
            if (Concerns(contact) && contact.Child && !Standing.Of(facts, question.PurposeId, scope, question.TopicId, contact.Id, now).ByGuardian)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>None where there is no contact.</summary>
    public ConsentLevel LowestLevel()
    {
        ConsentLevel? lowest = null;
        foreach (var contact in facts.Contacts)
        {
            if (Concerns(contact) && (lowest is null || contact.Level < lowest))
            {
                lowest = contact.Level;
            }
        }

        return lowest ?? ConsentLevel.None;
    }

    /// <summary>The do-not flag that stops it; null = none. Any contact's counts, and do not contact goes before do not track.</summary>
    public ReasonCode? Flag(bool besideMessage)
    {
        var track = false;
        foreach (var contact in facts.Contacts)
        {
            if (Concerns(contact))
            {
                if (!besideMessage && IsStopped(contact))
                {
                    return ReasonCode.DoNotContact;
                }

                track |= question.Type == PurposeType.Tracking && contact.DoNotTrack;
            }
        }

        return track ? ReasonCode.DoNotTrack : null;
    }

    private bool IsStopped(ContactFact contact) => question.Channel switch
    {
        Channel.Email => (contact.DoNotBulk && question.Type == PurposeType.Commercial)
            || (contact.DoNotMail && question.Type is not (PurposeType.Transactional or PurposeType.DataUse)),
        Channel.Sms or Channel.Voice => contact.DoNotPhone && question.Type == PurposeType.Commercial,
        _ => false,
    };

    private bool Concerns(ContactFact contact) => facts.Contact != ContactAnswer.Owner || contact.Id == facts.ContactId;
}
