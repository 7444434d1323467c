using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Reads a statement into a proposal, or says which field is wrong and how to mend it.</summary>
public sealed class ProposalReader(AddressHasher hasher)
{
    public const int JustificationMaxLength = 4000;

    public (ConsentProposal? Proposal, string? Error) Read(ConsentStatement item, Rulebook rules, IReadOnlyDictionary<string, Id<Contact>> contacts, Actor actor)
    {
        if (rules.Profile(item.Profile ?? "") is not { } profile || Bound(actor, profile) is false)
        {
            return (null, "profile: name the code of a profile that this key may use.");
        }

        if (rules.Purpose(item.Purpose ?? "") is not { } purpose || !rules.Uses(profile, purpose))
        {
            return (null, $"purpose: name the code of a purpose of the profile '{profile.Code}'.");
        }

        var topic = string.IsNullOrEmpty(item.Topic) ? null : purpose.Topics.FirstOrDefault(t => t.Code == item.Topic);
        if (!string.IsNullOrEmpty(item.Topic) && topic is null)
        {
            return (null, $"topic: name the code of a topic of the purpose '{purpose.Code}', or leave it out.");
        }

        return (Wrong(item, purpose, contacts) ?? WrongBasis(item, profile, purpose)) is { } error ? (null, error) : Read(item, profile, purpose, topic, contacts, actor);
    }

    /// <summary>Lets the proposals of one address share one draft, so that later items see what earlier ones wrote.</summary>
    public static void ShareDrafts(List<(ConsentProposal? Proposal, string? Error)> read)
    {
        Dictionary<AddressHash, PointDraft> drafts = [];
        for (var i = 0; i < read.Count; i++)
        {
            if (read[i].Proposal is { } proposal)
            {
                var draft = drafts.TryGetValue(proposal.Point.Hash, out var known) ? known : drafts[proposal.Point.Hash] = proposal.Point;
                read[i] = (proposal with { Point = draft }, null);
            }
        }
    }

    private (ConsentProposal?, string?) Read(ConsentStatement item, ComplianceProfile profile, Purpose purpose, Topic? topic, IReadOnlyDictionary<string, Id<Contact>> contacts, Actor actor)
    {
        var channel = item.Channel ?? ContactPointKey.Guess(item.Address!);
        if (!ContactPointKey.TryParse(channel, item.Address, out var key))
        {
            return (null, $"address: this is no usable {Word.Of(channel)} address.");
        }

        var (confirmed, implied) = (item.ConfirmedAt is not null, item.Basis != ConsentBasis.Express);
        return (new()
        {
            Point = new() { Key = key, Typed = item.Address!, Hash = hasher.Of(key), Channel = channel },
            Profile = profile, Purpose = purpose, Topic = topic, ContactId = item.Contact is null ? default : contacts[item.Contact],
            Status = item.Status, OccurredAt = item.OccurredAt, ConfirmedAt = item.ConfirmedAt, ValidUntil = item.ValidUntil, PausedUntil = item.PausedUntil,
            Action = item.Action, Source = Text.Clean(item.Source), ActorKind = item.ActorKind ?? actor.Kind, ActorId = Text.Clean(item.ActorKind is null ? actor.Id : item.ActorId),
            Evidence = Clean(item.Evidence), ReoptIn = actor.May(Permission.ReoptIn) && !implied ? ReoptIn.NewerAct : ReoptIn.No, Basis = item.Basis,
            LacksConfirmation = profile.State.DoubleOptIn && !confirmed && !implied, LiftsSuppression = confirmed && !implied && actor.May(Permission.ReoptIn),
        }, null);
    }

    private static string? Wrong(ConsentStatement item, Purpose purpose, IReadOnlyDictionary<string, Id<Contact>> contacts) => item switch
    {
        { Channel: null } when purpose.Type != PurposeType.DataUse => "channel: say email, sms, voice, push or custom.",
        { Channel: Channel.None } => "channel: say email, sms, voice, push or custom.",
        { Address: null or "" } => "address: it is missing.",
        { Status: null, PausedUntil: null } => "status: say optedIn or optedOut, or give pausedUntil.",
        { Status: not (null or ConsentStatus.OptedIn or ConsentStatus.OptedOut) } => "status: say optedIn or optedOut.",
        { Action: ConsentAction.Undo } => "action: undo is not for other systems; state what was done instead.",
        { Contact: { } contact } when !contacts.ContainsKey(contact) => "contact: no contact has this external id.",
        { Source.Length: > ConsentEvent.SourceMaxLength } => $"source: at most {ConsentEvent.SourceMaxLength} characters.",
        { ActorId.Length: > ConsentEvent.ActorIdMaxLength } => $"actor.id: at most {ConsentEvent.ActorIdMaxLength} characters.",
        { ActorKind: ActorKind.System or ActorKind.Import } => "actor.kind: say subject, guardian, staff or application.",
        { Evidence.Justification.Length: > JustificationMaxLength } => $"justification: at most {JustificationMaxLength} characters.",
        { Evidence.Wording.Length: > SideRow.ContentMaxLength } => $"evidence.wording: at most {SideRow.ContentMaxLength} characters.",
        { Evidence.WordingVersion.Length: > ConsentEvent.VersionMaxLength } => $"evidence.wordingVersion: at most {ConsentEvent.VersionMaxLength} characters.",
        { Evidence.Language.Length: > ConsentEvent.LanguageMaxLength } => $"evidence.language: at most {ConsentEvent.LanguageMaxLength} characters.",
        { Evidence.Ip.Length: > 64 } => "evidence.ip: at most 64 characters.",
        { Evidence.UserAgent.Length: > 1000 } => "evidence.userAgent: at most 1000 characters.",
        _ => null,
    };

    // the law gives implied consent to whoever bought or asked, counted from that day: nobody confirms it, and it lifts no opt-out
    private static string? WrongBasis(ConsentStatement item, ComplianceProfile profile, Purpose purpose) => item switch
    {
        { Basis: ConsentBasis.Express } => null,
        { Status: not ConsentStatus.OptedIn } => "basis: only an opt-in rests on implied consent.",
        { OccurredAt: null } => "occurredAt: say when they bought or asked; implied consent is counted from that day.",
        _ => purpose.Type == PurposeType.Transactional || Validity.MonthsOf(Rulebook.TermsOf(profile, purpose), item.Basis) is null
            ? $"basis: the profile '{profile.Code}' accepts no such consent for this purpose." : null,
    };

    private static bool? Bound(Actor actor, ComplianceProfile profile) => actor.BoundToProfile is null ? null : actor.BoundToProfile == profile.Code;

    private static ConsentEvidence Clean(ConsentEvidence evidence) => new()
    {
        Justification = Text.CleanOrNull(evidence.Justification), Wording = Text.CleanOrNull(evidence.Wording), WordingVersion = Text.CleanOrNull(evidence.WordingVersion),
        Language = Text.CleanOrNull(evidence.Language), Ip = Text.CleanOrNull(evidence.Ip), UserAgent = Text.CleanOrNull(evidence.UserAgent),
    };
}
