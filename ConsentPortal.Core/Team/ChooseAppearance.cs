using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Light or dark.</summary>
public enum Theme
{
    /// <summary>As the member's own system has it.</summary>
    System,
    Light,
    Dark,
}

/// <summary>How close rows and fields stand.</summary>
public enum Density
{
    Comfortable,
    Compact,
}

/// <summary>How the portal looks for one member: on every machine they sign in on.</summary>
public sealed class ChooseAppearance(MemberChanges members)
{
    public sealed record Command(Theme Theme, Density Density);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if ((actor.IsNobody() ?? Refuse(command.Theme, command.Density)) is { } problem)
        {
            return problem;
        }

        return await members.RunAsync<Done>(actor.Number, (db, member) =>
        {
            var changes = new ChangeList().Add("Theme", member.Theme, command.Theme).Add("Density", member.Density, command.Density);
            if (changes.Any)
            {
                (member.Theme, member.Density) = (command.Theme, command.Density);
                db.Announce(new MemberEvent("member.edited", member, changes), actor);
            }

            return new Done();
        }, ct);
    }

    internal static Problem? Refuse(Theme theme, Density density)
        => !Enum.IsDefined(theme) ? Problem.Invalid("Theme", "Choose light, dark or the system's own.") : !Enum.IsDefined(density) ? Problem.Invalid("Density", "Choose comfortable or compact.") : null;
}
