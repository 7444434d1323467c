using System.Globalization;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using Microsoft.Net.Http.Headers;

namespace ConsentPortal.Web;

/// <summary>The head of an answer that is an exported file: for staff and for programs.</summary>
internal static class ExportAnswer
{
    public const string Csv = "text/csv", JsonLines = "application/jsonl";

    public static void Begin(HttpResponse response, ExportWhat what, ExportFormat format, DateTimeOffset at)
    {
        response.ContentType = $"{(format == ExportFormat.Csv ? Csv : JsonLines)}; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(string.Create(CultureInfo.InvariantCulture, $"{Word.Of(what)}-{at:yyyy-MM-dd}.{EndingOf(format)}"));
        response.Headers.ContentDisposition = disposition.ToString();
    }

    /// <summary>A file that lies ready: its size and its digest (RFC 9530) go before it.</summary>
    public static Task WriteAsync(HttpContext http, FetchExport.Copy file)
    {
        Begin(http.Response, file.What, file.Format, file.At);
        http.Response.ContentLength = file.Size;
        http.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(file.Hash)}:";
        return file.WriteToAsync(http.Response.Body, http.RequestAborted);
    }

    public static string EndingOf(ExportFormat format) => format == ExportFormat.Csv ? "csv" : "jsonl";
}
