using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Sets what an unknown answer means in one profile, purpose by purpose and channel by channel, all in one save. The next
/// decision follows it; one <em>as of</em> before does not.</summary>
public sealed class SetEnforcement(RulebookWriter writer)
{
    /// <summary>Where somebody says why; another form on the same page has a reason too.</summary>
    public const string ReasonField = "models.reason";

    /// <summary>One cell of the matrix. A data-use purpose has one model, under <see cref="Channel.None"/>.</summary>
    public sealed record Cell(Id<Purpose> PurposeId, Channel Channel, EnforcementModel Model);

    /// <param name="Version">The profile's version that the form was opened with.</param>
    /// <param name="Cells">Those to set; what is not named stays.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version, IReadOnlyList<Cell> Cells)
    {
        /// <summary>Why, for the versions. Needed where a model gets looser: somebody will be contacted who was not.</summary>
        public string Reason { get; init; } = "";
    }

    /// <summary>True where the new model lets more through: restrictive, then non-restrictive, then no check at all.</summary>
    public static bool IsLooser(EnforcementModel was, EnforcementModel now) => now > was;

    /// <summary>The name of a cell's input, to which a refusal points.</summary>
    public static string FieldOf(string purpose, Channel channel) => $"models.{purpose}.{Word.Of(channel)}";

    /// <summary>The change itself, for whoever asks first what it would turn.</summary>
    public static RulebookChange Change(Command command) => new(edit => SetAsync(edit.Because(command.Reason), command));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Wellformed.Reason(command.Reason, ReasonField).ToList() is { Count: > 0 } problems ? problems
            : await writer.EditAsync(Change(command).Edit, actor, ct);

    private static async Task<Outcome<Done>> SetAsync(RulebookEdit edit, Command command)
    {
        if (await edit.ProfileAsync(command.ProfileId) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (RulebookEdit.Stale(profile, command.Version) is { } stale)
        {
            return stale;
        }

        var used = profile.Purposes.Where(m => m.IsOpen).Select(m => m.PurposeId).ToList();
        var purposes = await edit.Db.Set<Purpose>().Where(p => used.Contains(p.Id)).ToDictionaryAsync(p => p.Id, edit.Ct);
        if (Refuse(profile, purposes, command) is { Count: > 0 } problems)
        {
            return problems;
        }

        ChangeList changes = new();
        foreach (var cell in command.Cells)
        {
            Set(edit, profile, purposes[cell.PurposeId], cell, changes);
        }

        if (changes.Any)
        {
            edit.Announce(RulebookEvents.EnforcementChanged, profile, changes);
        }

        return new Done();
    }

    private static List<Problem> Refuse(ComplianceProfile profile, Dictionary<Id<Purpose>, Purpose> purposes, Command command)
    {
        List<Problem> problems = [.. command.Cells.Select(cell => Refuse(cell, purposes.GetValueOrDefault(cell.PurposeId))).OfType<Problem>()];
        if (problems.Count == 0 && Text.Clean(command.Reason).Length == 0 && command.Cells.Any(cell => IsLooser(Rulebook.ModelOf(profile, purposes[cell.PurposeId], cell.Channel), cell.Model)))
        {
            problems.Add(Problem.Invalid(ReasonField, "Say why: a model gets looser, so people will be contacted who were not."));
        }

        return problems;
    }

    private static Problem? Refuse(Cell cell, Purpose? purpose)
    {
        if (purpose is null)
        {
            return Problem.Conflict("This profile no longer uses one of these purposes. Open it anew.");
        }

        var field = FieldOf(purpose.Code, cell.Channel);
        return !RulebookMaker.ChannelsOf(purpose.Type).Contains(cell.Channel)
            ? Problem.Invalid(field, purpose.Type == PurposeType.DataUse ? "A data-use purpose has no channel: it has one model." : "Choose a channel.")
            : cell.Model == EnforcementModel.Disabled && purpose.Type != PurposeType.Transactional
                ? Problem.Invalid(field, "Only a transactional purpose can do without a check. Choose restrictive or non-restrictive.")
                : null;
    }

    private static void Set(RulebookEdit edit, ComplianceProfile profile, Purpose purpose, Cell cell, ChangeList changes)
    {
        var held = Rulebook.ModelOf(profile, purpose, cell.Channel);
        if (held != cell.Model)
        {
            changes.Add($"{purpose.Code}.{Word.Of(cell.Channel)}", held, cell.Model);
            edit.Make.Enforce(profile, purpose, cell.Channel, cell.Model);
        }
    }
}
