using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Makes a new purpose and lets one profile use it, with the models of the profile's regime. Nobody has answered it yet.</summary>
public sealed class AddPurpose(RulebookWriter writer)
{
    /// <param name="ReplaceTracking">A profile has exactly one tracking purpose: a new one takes its place only when this says so.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, string Code, PurposeType Type, LocalText Name, LocalText Description,
        OptOutScope Scope = OptOutScope.Address, bool ReplaceTracking = false)
    {
        /// <summary>Which use of data; null = what the code says, else some other use.</summary>
        public DataUse? DataUse { get; init; }
    }

    public async Task<Outcome<Id<Purpose>>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => AddAsync(edit, command), actor, ct);

    private static List<Problem> Refuse(Command command) => [.. Wellformed.Code(command.Code), .. Wellformed.Texts(command.Name, command.Description)];

    private static async Task<Outcome<Id<Purpose>>> AddAsync(RulebookEdit edit, Command command)
    {
        if (await edit.ProfileAsync(command.ProfileId) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (await edit.Db.Set<Purpose>().AnyAsync(p => p.Code == command.Code, edit.Ct))
        {
            return Problem.Conflict("Another purpose has this code. Choose a different one, or share that purpose with this profile.", "code");
        }

        if (await edit.NextPurposeAsync() is not { } number)
        {
            return Problem.Conflict("All 32,767 purpose numbers of this portal are used up. Share an existing purpose.");
        }

        var purpose = edit.Make.Purpose(number, command.Code, command.Type, Wellformed.Clean(command.Name), Wellformed.Clean(command.Description), command.Scope);
        purpose.DataUse = command.Type == PurposeType.DataUse ? command.DataUse ?? purpose.DataUse : null;
        if (await edit.TakeUpAsync(profile, purpose, command.ReplaceTracking, "type") is { } problem)
        {
            return problem;
        }

        edit.Db.Add(purpose);
        edit.Announce(RulebookEvents.PurposeCreated, purpose, Told(purpose));
        return purpose.Id;
    }

    private static ChangeList Told(Purpose purpose) => new ChangeList().Add("code", null, purpose.Code).Add("type", null, (PurposeType?)purpose.Type).Add("dataUse", null, purpose.DataUse)
        .AddTexts("name", LocalText.Empty, purpose.Name).AddTexts("description", LocalText.Empty, purpose.Description)
        .Add("optOutScope", null, (OptOutScope?)purpose.State.OptOutScope);
}
