using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Ends a restriction, after the person was told (GDPR art. 18(3)): the notice is mailed now and the restriction ends once it left.
/// Where no mail reaches them, who told them otherwise says how, and it ends at once.</summary>
public sealed class LiftRestriction(WriteQueue queue, RestrictionNotice notice, Rulebooks rulebooks, IdSource ids)
{
    public const int ReasonMaxLength = 2000;

    /// <param name="Reason">Why it ends: the check is over, the claim settled. Kept in the case; the person reads only that it ends.</param>
    /// <param name="ToldBy">How they were told where not by our mail; empty = mail them.</param>
    public sealed record Command(Id<PrivacyRequest> Id, string Reason, string ToldBy = "");

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        var rules = await rulebooks.FreshAsync(ct);
        return await RestrictionCases.RunAsync(queue, ids, command.Id, actor, open => DecideAsync(open, command, rules, ct), ct);
    }

    private async Task<Problem?> DecideAsync(RequestCase open, Command command, Rulebook rules, CancellationToken ct)
    {
        var reason = Text.Clean(command.Reason);
        if (reason.Length is 0 or > ReasonMaxLength || command.ToldBy.Length > ReasonMaxLength)
        {
            return Problem.Invalid(command.ToldBy.Length > ReasonMaxLength ? "toldBy" : "reason", $"Say why, in 1 to {ReasonMaxLength} characters.");
        }

        if (await open.Db.Set<RequestRestriction>().FirstOrDefaultAsync(r => r.RequestId == open.Request.Id && r.EndedAt == null, ct) is not { } restriction)
        {
            return Problem.Conflict("Nobody is restricted by this request.");
        }

        var told = Text.Clean(command.ToldBy);
        if (told.Length == 0 && await MailAsync(open, restriction, rules, ct) is { } problem)
        {
            return problem;
        }

        var words = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Justification, reason, open.Now);
        open.Db.Add(words);
        restriction.EndReasonId = words.Id;
        open.Step(RequestStepKind.ToldOfEnd, RequestEvent.ToldOfEnd, told.Length == 0 ? reason : $"{reason}\n{told}");
        if (told.Length > 0)
        {
            restriction.ToldAt = open.Now;
            await EndAsync(open, restriction, ids, ct);
        }

        return null;
    }

    private async Task<Problem?> MailAsync(RequestCase open, RequestRestriction restriction, Rulebook rules, CancellationToken ct)
    {
        if (!restriction.NoticeId.IsNone && await open.Db.Set<Email>().AnyAsync(m => m.Id == restriction.NoticeId && (m.State == EmailState.Queued || m.State == EmailState.Sending), ct))
        {
            return Problem.Conflict("The notice is on its way already. The restriction ends once it left.");
        }

        var mailed = await notice.WriteAsync(open, restriction, rules.Profile(open.Request.ProfileId)!, ct);
        if (mailed.Ok)
        {
            (restriction.NoticeId, restriction.NoticeAskedAt) = (mailed.Value, open.Now);
        }

        return mailed.Problem;
    }

    /// <summary>Takes it off the person and their addresses.</summary>
    internal static async Task EndAsync(RequestCase open, RequestRestriction restriction, IdSource ids, CancellationToken ct)
    {
        restriction.EndedAt = open.Now;
        if (await RestrictionCases.PersonAsync(open.Db, restriction.ContactId, ct) is { } contact)
        {
            await RestrictedPeople.SetAsync(open.Db, contact, false, "", ids, open.Now, ct);
            open.Tell(OutgoingKinds.PersonReleased, contact.Id);
            open.Db.Announce(ContactEvent.Of("contact.unrestricted", contact, [new("restricted", "true", "false")]), open.Actor);
        }

        open.Step(RequestStepKind.Unrestricted, RequestEvent.Unrestricted);
    }
}
