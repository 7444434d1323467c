using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Asks for the password before a device may make a passkey: an open browser on a desk must not be enough for a way in that stays.</summary>
public sealed class StartPasskey(OwnPassword password)
{
    public sealed record Command(string Password);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => (actor.IsNobody() ?? await password.RefuseAsync(actor.Number, command.Password, "PasskeyPassword", ct)) is { } problem ? problem : new Done();
}
