using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Makes a profile like another one: what it says of itself, its deadlines, models and validity. Its purposes are shared, so that
/// consent counts in both, or copied with their topics and wordings, so that consent stays apart and nobody has answered yet.</summary>
public sealed class CopyProfile(RulebookWriter writer)
{
    /// <param name="SharePurposes">False = purposes of its own.</param>
    public sealed record Command(Id<ComplianceProfile> Source, string Code, string Name, bool SharePurposes)
    {
        /// <summary>Why, for the versions; may be empty.</summary>
        public string Reason { get; init; } = "";
    }

    public async Task<Outcome<Id<ComplianceProfile>>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => CopyAsync(edit.Because(command.Reason), command), actor, ct);

    private static List<Problem> Refuse(Command command)
        => [.. Wellformed.Code(command.Code), .. Wellformed.Line("name", command.Name, ComplianceProfile.NameMaxLength, "Enter a name."), .. Wellformed.Reason(command.Reason)];

    private static async Task<Outcome<Id<ComplianceProfile>>> CopyAsync(RulebookEdit edit, Command command)
    {
        if (await edit.ProfileAsync(command.Source) is not { } source)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (await edit.Db.Set<ComplianceProfile>().AnyAsync(p => p.Code == command.Code, edit.Ct))
        {
            return Problem.Conflict("Another profile has this code. Choose a different one.", "code");
        }

        if (await edit.NextProfileAsync() is not { } number)
        {
            return Problem.Conflict("All 32,767 profile numbers of this portal are used up.");
        }

        var copy = Like(edit, source, number, command);
        var purposes = await PurposesAsync(edit, source, command);
        if (!purposes.Ok)
        {
            return purposes.Problem!;
        }

        foreach (var (was, now) in purposes.Value)
        {
            edit.Make.UseLike(copy, now, source, was);
        }

        edit.Db.Add(copy);
        var told = new ChangeList().Add("copyOf", null, source.Code).Add("code", null, copy.Code).Add("name", null, copy.Name).Add("purposes", null, string.Join(", ", purposes.Value.Select(p => p.Now.Code)));
        edit.Announce(RulebookEvents.ProfileCreated, copy, told);
        return copy.Id;
    }

    private static ComplianceProfile Like(RulebookEdit edit, ComplianceProfile source, short number, Command command)
    {
        var copy = edit.Make.Profile(number, command.Code, Text.Clean(command.Name), source.State.DoubleOptIn, (source.State.PolicyUrl, source.State.PolicyVersion));
        (copy.CompanyName, copy.PostalAddress, copy.Regime, copy.DefaultLanguage, copy.Deadlines) = (source.CompanyName, source.PostalAddress, source.Regime, source.DefaultLanguage, source.Deadlines);
        (copy.ControllerName, copy.ControllerContact, copy.DpoContact, copy.Representative) = (source.ControllerName, source.ControllerContact, source.DpoContact, source.Representative);
        copy.BrandId = source.BrandId;
        return copy;
    }

    private static async Task<Outcome<List<(Purpose Was, Purpose Now)>>> PurposesAsync(RulebookEdit edit, ComplianceProfile source, Command command)
    {
        var used = source.Purposes.Where(m => m.IsOpen).OrderBy(m => m.Id).Select(m => m.PurposeId).ToList();
        var purposes = await edit.Db.Set<Purpose>().AsSplitQuery().Include(p => p.States).Include(p => p.Topics).ThenInclude(t => t.States).Where(p => used.Contains(p.Id)).ToListAsync(edit.Ct);
        purposes = [.. purposes.Where(p => p.State.Active).OrderBy(p => used.IndexOf(p.Id))];
        if (!purposes.Exists(p => p.Type == PurposeType.Tracking))
        {
            return Problem.Conflict("That profile has no active tracking purpose, and every profile needs one. Reactivate it first.");
        }

        return command.SharePurposes ? purposes.ConvertAll(p => (p, p)) : await edit.CopyPurposesAsync(purposes, source.Code, command.Code);
    }
}
