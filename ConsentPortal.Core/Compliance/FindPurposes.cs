using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The purposes of the portal with their topics, whichever profiles use them.</summary>
public sealed class FindPurposes(Rulebooks rulebooks)
{
    /// <param name="Version">Hand it back with an edit of the purpose or one of its topics.</param>
    /// <param name="Profiles">The codes of the profiles that use it.</param>
    public sealed record Row(Id<Purpose> Id, string Code, int Version, PurposeType Type, LocalText Name, LocalText Description, OptOutScope Scope, bool Active,
        DataUse? DataUse, ProcessingFacts Facts, IReadOnlyList<ReadProfile.TopicView> Topics, IReadOnlyList<string> Profiles);

    /// <summary>Those that the actor may see, in the order they were made.</summary>
    public async Task<Outcome<List<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return rules.Purposes.Where(p => actor.Sees(rules, p)).Select(p => Of(rules, p)).ToList();
    }

    public async Task<Outcome<Row>> OneAsync(string code, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return rules.Purpose(code) is { } purpose && actor.Sees(rules, purpose) ? Of(rules, purpose) : Problem.NotFound("There is no such purpose.");
    }

    private static Row Of(Rulebook rules, Purpose p) => new(p.Id, p.Code, p.Version, p.Type, p.Name, p.Description, p.State.OptOutScope, p.State.Active, p.DataUse, p.Facts,
        [.. p.Topics.OrderBy(t => t.Order).ThenBy(t => t.Id).Select(ReadProfile.TopicView.Of)], [.. rules.Profiles.Where(profile => rules.Uses(profile, p)).Select(profile => profile.Code)]);
}
