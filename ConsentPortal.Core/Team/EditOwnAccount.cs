using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>A member's own name and language, and how the portal looks for them. Role and address are for administrators.</summary>
public sealed class EditOwnAccount(MemberChanges members)
{
    public const int LanguageMaxLength = 12;

    /// <param name="Theme">Null = as it was; so with the density.</param>
    public sealed record Command(string Name, string Language, Theme? Theme = null, Density? Density = null);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        var name = Text.Clean(command.Name);
        if ((InviteMember.RefuseName(name) ?? RefuseLanguage(command.Language) ?? ChooseAppearance.Refuse(command.Theme ?? default, command.Density ?? default)) is { } problem)
        {
            return problem;
        }

        return await members.RunAsync<Done>(actor.Number, (db, member) =>
        {
            var (theme, density) = (command.Theme ?? member.Theme, command.Density ?? member.Density);
            var changes = new ChangeList().Add("DisplayName", member.DisplayName, name).Add("Language", member.Language, command.Language)
                .Add("Theme", member.Theme, theme).Add("Density", member.Density, density);
            if (changes.Any)
            {
                (member.DisplayName, member.Language, member.Theme, member.Density) = (name, command.Language, theme, density);
                db.Announce(new MemberEvent("member.edited", member, changes), actor);
            }

            return new Done();
        }, ct);
    }

    private static Problem? RefuseLanguage(string language)
        => language.Length <= LanguageMaxLength && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? null : Problem.Invalid("Language", "Choose a language of the list.");
}

internal static class OwnAccounts
{
    /// <summary>Only somebody of the team has an account of their own.</summary>
    public static Problem? IsNobody(this Actor actor) => actor is { Kind: ActorKind.Staff, Number: not 0 } ? null : Problem.Forbidden();

    /// <summary>What is one's own is for oneself, and for administrators.</summary>
    public static Problem? Refuse(long member, Actor actor) => member == actor.Number ? actor.IsNobody() : actor.Lacks(Permission.ManageTeam);
}
