using System.Globalization;

namespace ConsentPortal.Web;

/// <summary>How large an uploaded file may be: <c>ConsentPortal:Imports:MaxFileSize</c> in bytes, 1 GB when nothing is said.</summary>
internal sealed class ImportLimits(IConfiguration configuration)
{
    public long FileMax { get; } = configuration.GetValue("ConsentPortal:Imports:MaxFileSize", 1L << 30);

    public string FileMaxInWords => FileMax >= 1L << 30
        ? string.Create(CultureInfo.CurrentCulture, $"{FileMax / (double)(1L << 30):0.#} GB")
        : string.Create(CultureInfo.CurrentCulture, $"{FileMax / (double)(1L << 20):0.#} MB");
}
