using System.Globalization;
using ConsentPortal.Core.Exports;
using ConsentPortal.Web.Admin.Imports;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Exports;

/// <summary>The words and looks of exports.</summary>
internal static class ExportLooks
{
    public static string Of(IStringLocalizer<Texts> l, ExportWhat what) => what switch
    {
        ExportWhat.Consents => l["Consents"],
        ExportWhat.Events => l["Consent events"],
        ExportWhat.Contacts => l["Contacts"],
        _ => l["Audit trail"],
    };

    public static string Of(ExportFormat format) => format == ExportFormat.Csv ? "CSV" : "JSON Lines";

    public static Look Of(IStringLocalizer<Texts> l, ExportView export) => export.State switch
    {
        ExportState.Queued => Look.Info(l["Waiting"], "hourglass_empty"),
        ExportState.Running => Look.Info(export.Stopping ? l["Stopping"] : l["Being written"], "sync"),
        ExportState.Ready => Look.Ok(l["Ready"]),
        ExportState.Cancelled => Look.Warn(l["Stopped"], "pause_circle"),
        ExportState.Failed => Look.Bad(l["Failed"], "error"),
        _ => Look.Plain(l["File deleted"], "delete"),
    };

    /// <summary>How far it is, or how much it became.</summary>
    public static string Rows(IStringLocalizer<Texts> l, ExportView export) => export switch
    {
        { IsOpen: true, RowsTotal: { } total } => l["{0} of about {1}", ImportLooks.Number(export.RowsDone), ImportLooks.Number(total)],
        { State: ExportState.Queued } => "–",
        _ => ImportLooks.Number(export.RowsDone),
    };

    /// <summary>0 to 1 as an attribute; null = nobody knows, and the bar only says that something goes on.</summary>
    public static string? Share(ExportView export)
        => export is { State: ExportState.Running, RowsTotal: > 0 and { } total } ? Math.Min(1, export.RowsDone / (double)total).ToString(CultureInfo.InvariantCulture) : null;
}
