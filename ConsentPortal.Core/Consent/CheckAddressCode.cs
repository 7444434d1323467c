using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Somebody types in the code that was sent to an address. The right one is used up and gives a proof for the forms that follow.</summary>
public sealed class CheckAddressCode(WriteQueue queue, KeyRings rings, AddressProofs proofs)
{
    private const string Field = "code";

    public sealed record Command(Id<ContactPoint> PointId, string Code, string Use);

    /// <summary>The proof (<see cref="AddressProofs"/>). A wrong code, or one that is used, replaced or out of date: invalid, with what to do.</summary>
    public async Task<Outcome<string>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        return await queue.RunAsync<Outcome<string>>(async session => await CheckAsync(session, command, ct) ? proofs.Write(command.PointId, command.Use, session.Now + AddressProofs.Life)
            : Problem.Invalid(Field, "This code is not right, or no longer works. Look for the newest message, or ask for a new code."), ct: ct);
    }

    private async ValueTask<bool> CheckAsync(WriteSession session, Command command, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var sent = await db.Set<AddressCode>().Where(c => c.PointId == command.PointId && c.Use == command.Use && c.ClosedAt == null).OrderByDescending(c => c.Id).FirstOrDefaultAsync(ct);
        if (sent?.IsOpen(session.Now) != true || rings.Secrets.Find((byte)sent.HashKey) is not { } key)
        {
            return false;
        }

        sent.Try();
        var right = OneTimeCode.IsRight(key, sent.Id.Value, command.Code, sent.CodeHash);
        if (right)
        {
            sent.Close(session.Now);
        }

        await db.SaveChangesAsync(ct);
        return right;
    }
}
