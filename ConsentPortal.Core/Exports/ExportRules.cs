using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>Who may take what out, and that they say why: the same for a download, a job and a program.</summary>
public static class ExportRules
{
    public const int ReasonMaxLength = 500;

    /// <summary>What is wrong with it, before anything is read; null = nothing.</summary>
    public static Problem? Refuse(ExportAsk ask, string reason, Actor actor) => RefuseReading(ask, actor) ?? Text.Clean(reason) switch
    {
        "" => Problem.Invalid("reason", "Say what the file is for: it leaves the portal with addresses."),
        { Length: > ReasonMaxLength } => Problem.Invalid("reason", $"At most {ReasonMaxLength} characters."),
        _ => null,
    };

    internal static Problem? RefuseReading(ExportAsk ask, Actor actor) => actor.Lacks(Permission.ExportPeople) ?? actor.Lacks(ask.Reads)
        ?? (actor.BoundToProfile is not null && ask.What == ExportWhat.Audit ? Problem.Forbidden($"The trail knows of no profiles, so a key that is bound to one cannot have it.") : null);

    /// <summary>What this actor may take out.</summary>
    public static IEnumerable<ExportWhat> OfferedTo(Actor actor) => Enum.GetValues<ExportWhat>().Where(what => RefuseReading(new(what), actor) is null);
}

/// <summary>Something about taking a list out: begun, ended with how many rows had left by then, fetched, cancelled …</summary>
public sealed record ExportEvent : PortalEvent
{
    public const string Begun = "export.begun", Ended = "export.ended", Queued = "export.queued", Failed = "export.failed", Cancelled = "export.cancelled", Retried = "export.retried",
        LinkIssued = "export.link_issued", Fetched = "export.fetched", Deleted = "export.deleted";

    /// <summary>An export that is a job, and has a page; one that is fetched at once has none.</summary>
    public const string OfJob = "exportJob", OfDownload = "export";

    internal ExportEvent(string kind, string subjectKind, string number, ExportPapers papers)
        : base(kind, subjectKind, number)
    {
        Changes = [new("list", null, Word.Of(papers.What)), new("format", null, Word.Of(papers.Format)), new("filter", null, papers.Described)];
        Reason = papers.Reason;
    }

    internal ExportEvent With(params (string Field, object Value)[] more)
        => this with { Changes = [.. Changes, .. more.Select(m => new Change(m.Field, null, Convert.ToString(m.Value, System.Globalization.CultureInfo.InvariantCulture)))] };
}

/// <summary>What is written down of an export.</summary>
/// <param name="Described">The filter as the trail shows it: codes, never an address.</param>
internal sealed record ExportPapers(ExportWhat What, ExportFormat Format, string Described, string Reason);
