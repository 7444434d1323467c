using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Begins a session for somebody whose steps were all right: writes it down, notes it in the history, forgets earlier wrong tries.</summary>
public sealed class OpenSession(MemberChanges members, IdSource ids, TimeProvider clock)
{
    /// <param name="Stamp">The member's security stamp when the steps were judged.</param>
    public sealed record Command(long Member, string Stamp, SignInWay Way, SignInVisit Visit);

    public async Task<Outcome<Id<MemberSession>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind is ActorKind.Application or ActorKind.Import)
        {
            return Problem.Forbidden();
        }

        return await members.RunAsync<Id<MemberSession>>(command.Member, (db, member) =>
        {
            if (member.Disabled || member.SecurityStamp != command.Stamp)
            {
                return Problem.Conflict("Your account was changed meanwhile. Sign in again.");
            }

            var now = clock.Now();
            var entry = command.Visit.Note(db, member.Id, SignInResult.SignedIn, command.Way, ids, now);
            MemberSession session = new()
            {
                Id = ids.Next<MemberSession>(), MemberId = member.Id, Way = command.Way, Device = entry.Device, Network = entry.Network, OriginId = entry.OriginId, SignedInAt = now, LastSeenAt = now,
            };
            db.Add(session);
            if (command.Way != SignInWay.Passkey)
            {
                member.Unlock(); // a passkey says nothing about who guesses passwords meanwhile
            }

            return session.Id;
        }, ct);
    }
}
