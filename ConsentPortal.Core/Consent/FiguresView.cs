using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Which days (UTC, both included) and which profile the figures are about; no profile = all of them.</summary>
public sealed record FiguresQuery(DateOnly From, DateOnly Until, Id<ComplianceProfile> ProfileId = default)
{
    /// <summary>Longer stretches are cut at their beginning.</summary>
    public const int MostDays = 731;

    internal FiguresQuery Cut() => Until < From ? this with { Until = From } : Until.DayNumber - From.DayNumber >= MostDays ? this with { From = Until.AddDays(1 - MostDays) } : this;
}

/// <summary>How far the counting is.</summary>
/// <param name="Counted">Events that the figures include.</param>
/// <param name="Total">Events there are.</param>
/// <param name="UpTo">When the last counted event was recorded; null = none was counted yet.</param>
public sealed record CountProgress(long Counted, long Total, DateTimeOffset? UpTo)
{
    /// <summary>So far behind that the figures would mislead: the first count after an upgrade.</summary>
    public bool FarBehind => Total - Counted > 20_000 || (Counted == 0 && Total > 0);
}

/// <summary>How the answers to one question stand now.</summary>
/// <param name="Expired">Opt-ins that ended by themselves before today; not among <paramref name="OptedIn"/>.</param>
public sealed record StandingFigures(Purpose Purpose, Topic? Topic, Channel Channel, long OptedIn, long OptedOut, long Pending, long Expired);

/// <summary>What one day (UTC) brought. <paramref name="OptIns"/> includes what was confirmed.</summary>
public sealed record DayFigures(DateOnly Day, long OptIns, long OptOuts, long Asked, long Confirmed, long Doubtful);

/// <summary>Who opted in and out, over the whole time.</summary>
public sealed record ActorFigures(ActorKind Kind, long OptIns, long OptOuts);

/// <summary>What one word was named for: <see cref="DayWord.Others"/> is what was not kept apart, empty is none named.</summary>
public sealed record WordFigures(string Word, long OptIns, long OptOuts);

/// <summary>Everything that is kept counted about a stretch of days.</summary>
/// <param name="Days">Each day, also the quiet ones.</param>
/// <param name="Sources">The most frequent first.</param>
/// <param name="Reasons">Of opt-outs, the most frequent first.</param>
public sealed record FiguresView(CountProgress Progress, IReadOnlyList<StandingFigures> Standing, IReadOnlyList<DayFigures> Days, IReadOnlyList<ActorFigures> Actors, IReadOnlyList<WordFigures> Sources,
    IReadOnlyList<WordFigures> Reasons, long LapsingIn30, long LapsingIn90)
{
    public long OptIns => Days.Sum(d => d.OptIns);

    public long OptOuts => Days.Sum(d => d.OptOuts);

    public long Asked => Days.Sum(d => d.Asked);

    public long Confirmed => Days.Sum(d => d.Confirmed);

    public long Doubtful => Days.Sum(d => d.Doubtful);
}
