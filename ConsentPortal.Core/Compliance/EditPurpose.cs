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

        /// <summary>Null = stay.</summary>
        public ProcessingFacts? Facts { get; init; }

        /// <summary>Why, for the versions; may be empty.</summary>
        public string Reason { get; init; } = "";
    }

    /// <summary>The change itself, for whoever asks first what it would turn.</summary>
    public static RulebookChange Change(Command command) => new(edit => ChangeAsync(edit.Because(command.Reason), command));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(Change(command).Edit, actor, ct);

    private static List<Problem> Refuse(Command command)
        => [.. Wellformed.Texts(command.Name, command.Description), .. Wellformed.Facts(command.Facts ?? ProcessingFacts.None), .. Wellformed.Reason(command.Reason)];

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

        var changes = Apply(purpose, command);
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

    private static ChangeList Apply(Purpose purpose, Command command)
    {
        var (name, description) = (Wellformed.Clean(command.Name), Wellformed.Clean(command.Description));
        var use = purpose.Type == PurposeType.DataUse ? command.DataUse : null;
        var (was, facts) = (purpose.Facts, Wellformed.Clean(command.Facts ?? purpose.Facts));
        var changes = new ChangeList().AddTexts("name", purpose.Name, name).AddTexts("description", purpose.Description, description)
            .Add("optOutScope", purpose.State.OptOutScope, command.Scope).Add("dataUse", purpose.DataUse, use).Add("lawfulBasis", was.LawfulBasis, facts.LawfulBasis)
            .Add("dataCategories", was.DataCategories, facts.DataCategories).Add("recipients", was.Recipients, facts.Recipients)
            .Add("retention", was.Retention, facts.Retention).Add("transfers", was.Transfers, facts.Transfers);
        (purpose.Name, purpose.Description, purpose.DataUse, purpose.Facts) = (name, description, use, facts);
        return changes;
    }
}
