using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Imports;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>An import: how far it is, what became of its rows.</summary>
internal sealed record ImportAnswer(
    [property: Description("Missing for a dry run.")] Id<ImportJob>? Id, string File, ImportState State, string Profile,
    [property: Description("1 = opt-outs are read, 2 = opt-ins.")] int Pass, [property: Description("Of this pass; all of them once it is finished.")] long RowsDone, [property: Description("An estimate until the first pass is through.")] long RowsTotal,
    [property: Description("0 to 1.")] double Share, ImportCounts Counts, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, bool CanResume, bool CanUndo)
{
    [Description("Whether it was asked to stop, and has not yet.")]
    public bool Stopping { get; init; }

    [Description("What the file holds.")]
    public ImportKind Kind { get; init; }

    [Description("Null where the file holds consents.")]
    public PeopleImportAnswer? People { get; init; }

    [Description("What each column of a consents file feeds, in the order of the file.")]
    public IReadOnlyList<ImportField> Columns { get; init; } = [];

    [Description("Null where nobody asked for it to be taken back.")]
    public UndoAnswer? Undo { get; init; }

    [Description("Only of a dry run: words that mean nothing yet, and the topics that would be made.")]
    public DryRunAnswer? DryRun { get; init; }

    public static ImportAnswer Of(ReadImport.View import) => new(
        import.Id, import.FileName, import.State, import.Options.Profile, import.Pass, import.State == ImportState.Finished ? import.RowsTotal : import.RowsDone, import.RowsTotal, import.Share, import.Counts, import.Error.Length > 0 ? import.Error : null,
        import.CreatedAt, import.StartedAt, import.EndedAt, import.CanGoOn || import.Undo is { CanGoOn: true }, import.CanUndo)
    {
        Kind = import.Kind, People = import.Options.People is { } people ? PeopleImportAnswer.Of(people) : null, Columns = import.Options.Columns, Stopping = import.Stopping || import.Undo is { Stopping: true },
        Undo = import.Undo is { } undo ? new(undo.State, undo.Share, undo.Counts, undo.Error.Length > 0 ? undo.Error : null) : null,
    };

    public static ImportAnswer Of(DryRunReport report, ReadImport.View draft) => Of(draft) with
    {
        Id = null, Counts = report.Counts, RowsTotal = report.Counts.Total,
        DryRun = new([.. report.Statuses.Select(UnknownWordAnswer.Of)], [.. report.Topics.Select(UnknownWordAnswer.Of)], [.. report.Purposes.Select(UnknownWordAnswer.Of)], [.. report.NewTopics.Select(t => t.Name)]),
    };
}

/// <summary>How a file of contacts is read.</summary>
internal sealed record PeopleImportAnswer(
    [property: Description("What each column feeds, in the order of the file; `fields.CODE` is an own field.")] IReadOnlyList<string> Columns,
    PeoplePolicy Policy, string? LevelReason, string? Country)
{
    public static PeopleImportAnswer Of(PeopleOptions options) => new([.. options.Columns.Select((_, i) => PeopleParameters.WordOf(options, i))], options.Policy, options.LevelReason, options.Country);
}

/// <summary>How an import is being taken back.</summary>
internal sealed record UndoAnswer(ImportState State, double Share, UndoCounts Counts, string? Error);

/// <summary>What a dry run found beside the counts.</summary>
internal sealed record DryRunAnswer(IReadOnlyList<UnknownWordAnswer> Statuses, IReadOnlyList<UnknownWordAnswer> Topics, IReadOnlyList<UnknownWordAnswer> Purposes, IReadOnlyList<string> NewTopics);

/// <summary>A word of the file that the portal does not know, and how many rows it keeps out.</summary>
internal sealed record UnknownWordAnswer(string Word, long Rows)
{
    public static UnknownWordAnswer Of(DryRunReport.UnknownWord word) => new(word.Word, word.Rows);
}

/// <summary>The body of /imports/{id}/undo.</summary>
internal sealed record UndoRequest(
    [property: System.Text.Json.Serialization.JsonRequired, Description("Why; kept as evidence."), MaxLength(ImportUndo.ReasonMaxLength)] string Reason,
    [property: Description("true takes back the opt-ins only.")] bool? KeepOptOuts = null);

/// <summary>The body of /imports/{id}/undo/preview.</summary>
internal sealed record UndoPreviewRequest([property: Description("true takes back the opt-ins only.")] bool? KeepOptOuts = null);

/// <summary>No member is needed; the body may be missing.</summary>
internal sealed record NoBody;

/// <summary>What an undo would do.</summary>
internal sealed record UndoPreviewAnswer(UndoCounts Counts, IReadOnlyList<UndoSampleAnswer> First)
{
    public static UndoPreviewAnswer Of(PreviewUndo.View view)
        => new(view.Counts, [.. view.First.SelectMany(f => f.Value.Select(s => new UndoSampleAnswer(f.Key, s.Address, s.Purpose, s.Topic, s.Now, s.Then)))]);
}

/// <summary>One answer, and what would become of it. The address is masked for a key that may not read contacts.</summary>
internal sealed record UndoSampleAnswer(UndoOutcome Outcome, string Address, string Purpose, string? Topic, ConsentStatus Now, ConsentStatus Then);
