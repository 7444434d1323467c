using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>What the dashboard shows, gathered from the rooms; null is what this member may not ask.</summary>
/// <param name="Before">The figures of the same number of days right before.</param>
public sealed record Overview(DateTimeOffset Now, ReadActivity.View? Activity, FiguresView? Figures, FiguresView? Before, IReadOnlyList<CountLeavingReasons.Row> Leaving, ReadOutbox.View? Outbox, ReadImportFigures.View? Imports, FindUnknownCodes.View? Unknown)
{
    /// <summary>The oldest opt-out that each application has not acknowledged; empty where none has a webhook.</summary>
    public IReadOnlyList<FindOptOutLag.Row> Lag { get; init; } = [];
}

/// <summary>What is asked about consent.</summary>
public sealed record ConsentQuestions(ReadActivity Activity, ReadFigures Figures, CountLeavingReasons Leaving);

/// <summary>What is asked about the portal's own work.</summary>
public sealed record UpkeepQuestions(ReadOutbox Outbox, ReadImportFigures Imports, FindUnknownCodes Unknown, FindOptOutLag Lag);

/// <summary>The questions of the dashboard; each room decides what the actor may see.</summary>
public sealed class ReadOverview(ConsentQuestions consent, UpkeepQuestions upkeep, Rulebooks rulebooks, TimeProvider clock)
{
    public async Task<Overview> RunAsync(FiguresRange range, Actor actor, CancellationToken ct)
    {
        var activity = await consent.Activity.RunAsync(actor, ct);
        var figures = await consent.Figures.RunAsync(range.Query, actor, ct);
        var before = await consent.Figures.RunAsync(range.Before, actor, ct);
        var leaving = await consent.Leaving.RunAsync(new(range.From, range.Until, new(range.Profile)), actor, ct);
        var outbox = await upkeep.Outbox.RunAsync(actor, ct);
        var imports = await upkeep.Imports.RunAsync(new(range.From, range.Until), actor, ct);
        var unknown = await upkeep.Unknown.RunAsync(new(range.From, range.Until), actor, ct);
        var lag = await upkeep.Lag.RunAsync(actor, ct);
        return new(clock.Now(), Seen(activity), Seen(figures), Seen(before), leaving.Ok ? leaving.Value.Rows : [], Seen(outbox), Seen(imports), Seen(unknown)) { Lag = lag.Ok ? lag.Value : [] };
    }

    /// <summary>The rulebook, for the names of profiles and the codes that exist.</summary>
    public ValueTask<Rulebook> RulesAsync(CancellationToken ct) => rulebooks.CurrentAsync(ct);

    private static T? Seen<T>(Outcome<T> outcome) where T : class => outcome.Ok ? outcome.Value : null;
}
