using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Ten new recovery codes for a member whose codes ran out or were seen by others; the old ones stop working.</summary>
public sealed class RenewRecoveryCodes(MemberChanges members, OwnPassword password, RecoveryCodes codes)
{
    public sealed record Command(string Password);

    /// <summary>The codes, shown once.</summary>
    public sealed record View(IReadOnlyList<string> Codes);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if ((actor.IsNobody() ?? await password.RefuseAsync(actor.Number, command.Password, "CodesPassword", ct)) is { } problem)
        {
            return problem;
        }

        return await members.RunAsync<View>(actor.Number, async (db, member) =>
        {
            if (!member.TwoFactorEnabled)
            {
                return Problem.Conflict("Set up an authenticator app first.");
            }

            var shown = await codes.ReplaceAsync(db, member.Id, ct);
            db.Announce(new MemberEvent("member.recovery_codes_renewed", member), actor);
            return new View(shown);
        }, ct);
    }
}
