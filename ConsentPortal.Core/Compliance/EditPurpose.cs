using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Changes a purpose's texts and on what its opt-outs hang, in every profile that shares it. Type and code never change.</summary>
public sealed class EditPurpose(RulebookWriter writer)
{
    /// <param name="Version">The purpose's version that the form was opened with.</param>
    public sealed record Command(Id<Purpose> Id, int Version, LocalText Name, LocalText Description, OptOutScope Scope)
    {
        /// <summary>Which use of data; null = some other use. Only heeded for a purpose of that type.</summary>
        public DataUse? DataUse { get; init; }
    }

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Wellformed.Texts(command.Name, command.Description).ToList() is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => ChangeAsync(edit, command), actor, ct);

    private static async Task<Outcome<Done>> ChangeAsync(RulebookEdit edit, Command command)
    {
        if (await edit.PurposeAsync(command.Id) is not { } purpose)
        {
            return Problem.NotFound("There is no such purpose.");
        }

        if (RulebookEdit.Stale(purpose, command.Version) is { } stale)
        {
            return stale;
        }

        var (name, description) = (Wellformed.Clean(command.Name), Wellformed.Clean(command.Description));
        var changes = new ChangeList().AddTexts("name", purpose.Name, name).AddTexts("description", purpose.Description, description)
            .Add("optOutScope", purpose.State.OptOutScope, command.Scope);
        var use = purpose.Type == PurposeType.DataUse ? command.DataUse : null;
        changes.Add("dataUse", purpose.DataUse, use);
        (purpose.Name, purpose.Description, purpose.DataUse) = (name, description, use);
        if (command.Scope != purpose.State.OptOutScope)
        {
            edit.Make.Turn(purpose, purpose.State.Active, command.Scope);
        }

        if (changes.Any)
        {
            edit.Announce(RulebookEvents.PurposeEdited, purpose, changes);
        }

        return new Done();
    }
}
