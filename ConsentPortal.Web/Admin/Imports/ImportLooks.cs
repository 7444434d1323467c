using System.Globalization;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>The words and looks of imports: states, outcomes, reasons, fields.</summary>
internal static class ImportLooks
{
    public static readonly IReadOnlyList<ImportField> Fields = Enum.GetValues<ImportField>();

    public static Look Of(IStringLocalizer<Texts> l, ImportState state, double share, ImportState? undo = null) => undo switch
    {
        ImportState.Finished => Look.Plain(l["Undone"], "undo"),
        ImportState.Cancelled => Look.Warn(l["Undo stopped"], "pause_circle"),
        ImportState.Failed => Look.Bad(l["Undo interrupted"], "error"),
        not null => Look.Info(l["Being undone"], "undo"),
        _ => Of(l, state, share),
    };

    private static Look Of(IStringLocalizer<Texts> l, ImportState state, double share) => state switch
    {
        ImportState.Draft => Look.Plain(l["Draft"], "edit_note"),
        ImportState.Queued => Look.Info(l["Waiting"], "hourglass_empty"),
        ImportState.Running => Look.Info(l["Loading {0}", share.ToString("P0", CultureInfo.CurrentCulture)], "sync"),
        ImportState.Finished => Look.Ok(l["Loaded"]),
        ImportState.Cancelled => Look.Warn(l["Stopped"], "pause_circle"),
        ImportState.Failed => Look.Bad(l["Interrupted"], "error"),
        _ => Look.Plain(l["Discarded"], "delete"),
    };

    public static string Name(IStringLocalizer<Texts> l, ImportField field) => field switch
    {
        ImportField.Ignore => l["Leave out"],
        ImportField.Address => l["Address (email or phone)"],
        ImportField.Email => l["Email"],
        ImportField.Phone => l["Phone"],
        ImportField.Channel => l["Channel"],
        ImportField.Purpose => l["Purpose"],
        ImportField.Topic => l["Topic"],
        ImportField.Status => l["Status (yes or no)"],
        ImportField.OccurredAt => l["Date of consent"],
        ImportField.ValidUntil => l["Valid until"],
        ImportField.Source => l["Source"],
        ImportField.Key => l["The row's own id"],
        ImportField.Wording => l["Wording they agreed to"],
        ImportField.ConfirmedAt => l["Date of confirmation"],
        _ => l["Contact's external id"],
    };

    public static string Meaning(IStringLocalizer<Texts> l, StatusMeaning meaning) => meaning switch
    {
        StatusMeaning.OptedIn => l["Opted in"],
        StatusMeaning.OptedOut => l["Opted out"],
        _ => l["Skip these rows"],
    };

    /// <summary>An outcome's word or a rejection's code, as a person reads it.</summary>
    public static string Outcome(IStringLocalizer<Texts> l, string name) => name switch
    {
        "optedIn" => l["New opt-ins"],
        "optedOut" => l["New opt-outs"],
        "pending" => l["Opt-ins that wait for confirmation"],
        "unchanged" => l["Already known, unchanged"],
        "keptOptOut" => l["Opt-ins that give way to an opt-out"],
        "older" => l["Older than what is known, kept as history"],
        "skipped" => l["Without a status, skipped"],
        RejectionCode.MalformedRow => l["Wrong number of cells, or broken quotes"],
        RejectionCode.InvalidAddress => l["No usable address"],
        RejectionCode.UnknownStatus => l["Unknown status word"],
        RejectionCode.UnknownPurpose => l["Unknown purpose"],
        RejectionCode.UnknownTopic => l["Unknown topic"],
        RejectionCode.InvalidDate => l["Unreadable date"],
        RejectionCode.ContactRequired => l["Several people share the address; the row names none"],
        _ => PeopleLooks.Outcome(l, name) ?? name,
    };

    /// <summary>What to do about a rejection.</summary>
    public static string Mend(IStringLocalizer<Texts> l, string code) => code switch
    {
        RejectionCode.MalformedRow => l["Download the rejected rows, mend them and load that file."],
        RejectionCode.UnknownStatus => l["Say below what the words mean, or skip them."],
        RejectionCode.UnknownTopic => l["Let the import create the topics, or check the topic column."],
        RejectionCode.UnknownPurpose => l["Check the purpose column, or leave it out and choose one purpose."],
        RejectionCode.InvalidDate => l["Write dates as 2025-04-03. 03/04/2025 could be March or April, so it is not guessed."],
        RejectionCode.InvalidAddress => l["Check that the right column is the address. Phone numbers need their country code, as +49…"],
        RejectionCode.ContactRequired => l["Map a column with the contact's external id."],
        _ => PeopleLooks.Mend(l, code) ?? "",
    };

    /// <summary>The outcomes that are not zero, in the order of interest.</summary>
    public static IEnumerable<(string Name, long Count)> Lines(ImportCounts counts) => new[]
    {
        ("optedIn", counts.OptedIn), ("optedOut", counts.OptedOut), ("pending", counts.Pending), ("unchanged", counts.Unchanged),
        ("keptOptOut", counts.KeptOptOut), ("older", counts.Older), ("skipped", counts.Skipped), ("added", counts.Added), ("changed", counts.Changed),
    }.Where(line => line.Item2 > 0);

    /// <summary>What became of an answer of an import that was, or is being, taken back.</summary>
    public static string Undone(IStringLocalizer<Texts> l, UndoOutcome outcome) => outcome switch
    {
        UndoOutcome.OptInGoes => l["Opt-ins taken back"],
        UndoOutcome.OptOutGoes => l["Opt-outs taken back"],
        UndoOutcome.Newer => l["Stayed: something newer was said"],
        UndoOutcome.OptOutStays => l["Opt-outs that stayed: others said no too, or they are kept"],
        UndoOutcome.Suppressed => l["Opt-outs that stayed: the address is suppressed"],
        _ => l["Stayed: the address is erased, or its purpose is gone"],
    };

    /// <summary>What would become of an answer of an import if it were taken back.</summary>
    public static string Undoing(IStringLocalizer<Texts> l, UndoOutcome outcome) => outcome switch
    {
        UndoOutcome.OptInGoes => l["Opt-ins that go"],
        UndoOutcome.OptOutGoes => l["Opt-outs that go"],
        UndoOutcome.Newer => l["Stay: something newer was said"],
        UndoOutcome.OptOutStays => l["Opt-outs that stay: others said no too, or they are kept"],
        UndoOutcome.Suppressed => l["Opt-outs that stay: the address is suppressed"],
        _ => l["Stay: the address is erased, or its purpose is gone"],
    };

    public static IEnumerable<(UndoOutcome Outcome, long Count)> Lines(UndoCounts counts) => new[]
    {
        (UndoOutcome.OptInGoes, counts.OptInGoes), (UndoOutcome.OptOutGoes, counts.OptOutGoes), (UndoOutcome.Newer, counts.Newer),
        (UndoOutcome.OptOutStays, counts.OptOutStays), (UndoOutcome.Suppressed, counts.Suppressed), (UndoOutcome.Gone, counts.Gone),
    }.Where(line => line.Item2 > 0);

    public static string Number(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    public static string Size(long bytes) => bytes switch
    {
        < 1 << 20 => string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, bytes >> 10):N0} KB"),
        < 1 << 30 => string.Create(CultureInfo.CurrentCulture, $"{bytes / (double)(1 << 20):N1} MB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / (double)(1 << 30):N1} GB"),
    };
}
