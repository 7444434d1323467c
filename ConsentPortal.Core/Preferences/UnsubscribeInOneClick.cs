using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>A mailbox posts for its user (RFC 8058): the link's topic, else its purpose, is opted out before the answer leaves. The same
/// again changes nothing and is answered the same. An erased address is recorded by its id.</summary>
public sealed class UnsubscribeInOneClick(WriteQueue queue, ConsentLedger ledger, Rulebooks rulebooks)
{
    public const string Source = "one-click";

    public sealed record Command(PreferenceLink Link, Visitor Visitor);

    /// <summary>The link is the authority. Once it is read nothing cancels the write: a mailbox that hangs up has still said no.</summary>
    public async ValueTask<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var rules = await rulebooks.RecentAsync(ct);
        if (LinkScope.Of(rules, command.Link) is not { } scope)
        {
            throw new InvalidOperationException("The portal has no profile."); // a fault of ours: the mailbox tries again
        }

        PointDraft point = new() { Id = command.Link.PointId };
        List<ConsentProposal> proposals = [.. scope.OneClick(rules).Select(t => Proposal(command, scope.Profile, point, t.Purpose, t.Topic))];
        await queue.RunAsync(session => ledger.WriteAsync(session, proposals, CancellationToken.None), ct: CancellationToken.None);
        return new Done();
    }

    private static ConsentProposal Proposal(Command command, ComplianceProfile profile, PointDraft point, Purpose purpose, Topic? topic) => new()
    {
        Point = point, Profile = profile, Purpose = purpose, Topic = topic, ContactId = command.Link.ContactId, Status = ConsentStatus.OptedOut,
        Action = ConsentAction.OneClick, Source = Source, ActorKind = ActorKind.Subject, MessageRefId = command.Link.MessageRefId, Evidence = command.Visitor.Saw(),
    };
}
