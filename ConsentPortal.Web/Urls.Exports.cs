using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web;

public static partial class Urls
{
    /// <summary>Lists that were taken out, or are on their way.</summary>
    public const string Exports = "/exports";

    public const string NewExport = "/exports/new";

    public static string Export(Id<ExportJob> id) => $"{Exports}/{id}";

    /// <summary>The file of a job, for the one who was given the token.</summary>
    public static string ExportFile(Id<ExportJob> id, string token) => $"{Exports}/{id}/file/{token}";

    /// <summary>A list that is written while it is fetched.</summary>
    public static string ExportNow(string token, string ending) => $"{Exports}/now/{token}.{ending}";
}
