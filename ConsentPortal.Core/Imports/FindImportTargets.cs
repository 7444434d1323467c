using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Where a file can be loaded to: profiles and their purposes, as the wizard offers them.</summary>
public sealed class FindImportTargets(Rulebooks rulebooks)
{
    /// <param name="OnlyPurpose">The purpose of rows that name none; null = it must be said.</param>
    public sealed record Row(string Code, string Name, bool DoubleOptIn, IReadOnlyList<(string Code, LocalText Name)> Purposes, string? OnlyPurpose);

    public async Task<IReadOnlyList<Row>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is not null)
        {
            return [];
        }

        var rules = await rulebooks.FreshAsync(ct);
        return [.. rules.Profiles.Where(p => p.State.Active).Select(p => Of(p, [.. rules.PurposesOf(p)]))];
    }

    private static Row Of(ComplianceProfile profile, List<Purpose> purposes)
    {
        var commercial = purposes.FindAll(p => p.Type == PurposeType.Commercial);
        return new(profile.Code, profile.Name, profile.State.DoubleOptIn, [.. purposes.Select(p => (p.Code, p.Name))], commercial is [var only] ? only.Code : null);
    }
}
