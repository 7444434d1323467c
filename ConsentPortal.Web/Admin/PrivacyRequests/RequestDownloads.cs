using System.Globalization;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.Net.Http.Headers;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The files of the room: the register that somebody gave a reason for, the case file, the months.</summary>
internal sealed class RequestDownloads(TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };
    private readonly KeptDownloads<(TakeRegister.Command Command, ExportFormat Format)> kept = new(clock);

    public string Keep(TakeRegister.Command command, ExportFormat format, Actor actor) => Urls.RegisterFile(kept.Keep((command, format), actor), Ending(format));

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Urls.Requests).RequireAuthorization(nameof(Permission.ReadRequests));
        group.MapGet("/register/{token}.{ending}", (HttpContext http, string token, RequestDownloads downloads, TakeRegister take, CurrentActor current) => downloads.RegisterAsync(http, token, take, current));
        group.MapGet("/{id:long}/file.json", CaseAsync);
        group.MapGet("/figures.csv", MonthsAsync);
    }

    private async Task RegisterAsync(HttpContext http, string token, TakeRegister take, CurrentActor current)
    {
        var actor = await current.OfAsync(http.User, http.RequestAborted);
        if (!kept.TryFind(token, actor, out var asked))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var taken = await take.RunAsync(asked.Command, actor, http.RequestAborted);
        if (!taken.Ok)
        {
            http.Response.StatusCode = StatusOf(taken.Problem!);
            return;
        }

        Begin(http, asked.Format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8", $"requests-{clock.Now():yyyy-MM-dd}.{Ending(asked.Format)}");
        await using StreamWriter writer = new(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: asked.Format == ExportFormat.Csv), leaveOpen: true);
        if (asked.Format == ExportFormat.Csv)
        {
            await WriteAsync(writer, TakeRegister.Columns, http.RequestAborted);
        }

        await foreach (var line in taken.Value.Lines)
        {
            await (asked.Format == ExportFormat.Csv ? WriteAsync(writer, line, http.RequestAborted)
                : writer.WriteAsync((JsonSerializer.Serialize(TakeRegister.Columns.Zip(line).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal), Json) + "\n").AsMemory(), http.RequestAborted));
        }
    }

    private static async Task CaseAsync(HttpContext http, long id, TakeCaseFile take, CurrentActor current)
    {
        var taken = await take.RunAsync(new(id), await current.OfAsync(http.User, http.RequestAborted), http.RequestAborted);
        if (!taken.Ok)
        {
            http.Response.StatusCode = StatusOf(taken.Problem!);
            return;
        }

        Begin(http, "application/json; charset=utf-8", $"request-{taken.Value.Number}.json");
        await http.Response.Body.WriteAsync(taken.Value.Content, http.RequestAborted);
    }

    private static async Task MonthsAsync(HttpContext http, ReadRequestFigures read, CurrentActor current, int months = 12, string? kind = null, string? profile = null)
    {
        var found = await read.RunAsync(RequestFiguresPage.Query(months, kind, profile), await current.OfAsync(http.User, http.RequestAborted), http.RequestAborted);
        if (!found.Ok)
        {
            http.Response.StatusCode = StatusOf(found.Problem!);
            return;
        }

        Begin(http, "text/csv; charset=utf-8", "request-months.csv");
        await using StreamWriter writer = new(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await WriteAsync(writer, ["month", "received", "in_time", "late", "open", "median_days"], http.RequestAborted);
        foreach (var m in found.Value.Months)
        {
            await WriteAsync(writer, [m.First.ToString("yyyy-MM", CultureInfo.InvariantCulture), .. ((int[])[m.Received, m.InTime, m.Late, m.Open]).Select(n => n.ToString(CultureInfo.InvariantCulture)), m.MedianDays?.ToString("0.#", CultureInfo.InvariantCulture) ?? ""], http.RequestAborted);
        }
    }

    internal static void Begin(HttpContext http, string type, string name)
    {
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "no-store";
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
    }

    internal static async Task WriteAsync(StreamWriter writer, IEnumerable<string> cells, CancellationToken ct)
    {
        await using StringWriter record = new(CultureInfo.InvariantCulture);
        CsvText.Write(record, cells);
        await writer.WriteAsync(record.GetStringBuilder(), ct);
    }

    internal static int StatusOf(Problem problem) => problem.Refusal switch
    {
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        Refusal.Invalid => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static string Ending(ExportFormat format) => format == ExportFormat.Csv ? "csv" : "jsonl";
}
