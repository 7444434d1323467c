using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The active purposes that a profile does not use yet, by name, each with the profiles that do.</summary>
public sealed class FindSharablePurposes(Rulebooks rulebooks)
{
    public sealed record Row(Id<Purpose> Id, string Code, PurposeType Type, LocalText Name, IReadOnlyList<string> UsedBy);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Id<ComplianceProfile> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Profile(id) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        return rules.Purposes.Where(p => p.State.Active && !rules.Uses(profile, p))
            .Select(p => new Row(p.Id, p.Code, p.Type, p.Name, [.. rules.Profiles.Where(other => rules.Uses(other, p)).Select(other => other.Name)]))
            .OrderBy(r => r.Name.In("en"), StringComparer.CurrentCultureIgnoreCase).ToList();
    }
}
