namespace ConsentPortal.Core.Kernel;

/// <summary>A room says which of its data goes after a time, how much of it is over that time, and lets it go (GDPR art. 5(1)(e)). One job asks them all.</summary>
public interface IRetains
{
    RetentionClass Class { get; }

    /// <summary>What a run would take now; changes nothing.</summary>
    Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct);

    /// <summary>Takes one slice in a transaction of its own and answers how many rows that were; 0 = nothing is left. Begun again after a
    /// crash it goes on with what is still there.</summary>
    Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct);
}

/// <summary>A class of data that is kept for a time.</summary>
/// <param name="Code">Never changes: it names the class in settings and in the log.</param>
/// <param name="Days">How long unless an administrator says otherwise.</param>
/// <param name="Least">The law, or the portal's own working, needs it so long.</param>
/// <param name="Most">Longer would be hard to justify.</param>
public sealed record RetentionClass(string Code, int Days, int Least, int Most)
{
    /// <summary>The setting of the machine that says how long instead of a page; empty = a page does.</summary>
    public string Setting { get; init; } = "";

    /// <summary>Where the law of a profile says how long, by its code (<c>ccpa</c>); every other profile: as above.</summary>
    public IReadOnlyDictionary<string, RetentionTerm> ByLaw { get; init; } = new Dictionary<string, RetentionTerm>(StringComparer.Ordinal);
}

/// <summary>How long one law has something kept, in days.</summary>
/// <param name="Days">Unless an administrator says otherwise.</param>
/// <param name="Least">Whatever an administrator says.</param>
/// <param name="Source">Article or section, as lawyers cite it.</param>
public sealed record RetentionTerm(int Days, int Least, string Source);

/// <summary>Of which profiles a run takes.</summary>
/// <param name="Profiles">Their ids.</param>
/// <param name="Others">All but those.</param>
public sealed record RetentionScope(IReadOnlyList<long> Profiles, bool Others)
{
    public static readonly RetentionScope Everything = new([], true);
}

/// <param name="Oldest">Null = there is none.</param>
public sealed record RetentionSize(long Rows, DateTimeOffset? Oldest);

/// <summary>What a run takes: all that is older, but nothing of those whose data a dispute or a law still needs.</summary>
public sealed record RetentionCut(DateTimeOffset Before, DateTimeOffset Now, RetentionHold Held)
{
    public RetentionScope Scope { get; init; } = RetentionScope.Everything;
}
