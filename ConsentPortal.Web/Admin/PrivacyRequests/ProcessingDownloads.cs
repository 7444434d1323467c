using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The record of processing activities as a file: one line a purpose for a spreadsheet, or everything for a program.</summary>
internal static class ProcessingDownloads
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
    private static readonly string[] Columns = ["profile", "controller", "contact", "data_protection_officer", "representative", "joint_controllers", "purpose", "lawful_basis", "categories_of_people", "categories_of_data", "recipients", "transfers", "erasure_limits", "security_measures", "kept_by_the_portal"];

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Urls.ProcessingFile("{ending}"), SendAsync).RequireAuthorization(nameof(Permission.ReadRequests));

    private static async Task SendAsync(HttpContext http, string ending, ReadProcessingRecord read, CurrentActor current)
    {
        var found = await read.RunAsync(default, await current.OfAsync(http.User, http.RequestAborted), http.RequestAborted);
        if (!found.Ok || ending is not ("csv" or "json"))
        {
            http.Response.StatusCode = found.Ok ? StatusCodes.Status404NotFound : RequestDownloads.StatusOf(found.Problem!);
            return;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"processing-{found.Value.At:yyyy-MM-dd}.{ending}");
        if (ending == "json")
        {
            RequestDownloads.Begin(http, "application/json; charset=utf-8", name);
            await JsonSerializer.SerializeAsync(http.Response.Body, Paper(found.Value), Json, http.RequestAborted);
            return;
        }

        RequestDownloads.Begin(http, "text/csv; charset=utf-8", name);
        await using StreamWriter writer = new(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await RequestDownloads.WriteAsync(writer, Columns, http.RequestAborted);
        var kept = string.Join("; ", found.Value.Kept.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Class}: {k.Days} days")));
        foreach (var (record, activity) in found.Value.Records.SelectMany(r => r.Activities.Select(a => (r, a))))
        {
            await RequestDownloads.WriteAsync(writer, [.. Line(record, activity), kept], http.RequestAborted);
        }
    }

    private static object Paper(ReadProcessingRecord.View view) => new
    {
        Format = "consentportal-processing/1", view.At, view.Kept,
        Records = view.Records.Select(r => new { r.Code, r.Profile, r.Company, r.PostalAddress, r.Controller, r.Regime, r.Applications, r.Activities, r.Own }),
    };

    private static string[] Line(ReadProcessingRecord.Record r, ReadProcessingRecord.Activity a) =>
    [
        r.Profile, r.Controller.Name.Length > 0 ? r.Controller.Name : r.Company, r.Controller.Contact, r.Controller.DpoContact, r.Controller.Representative, Lines(r.Own.JointControllers), a.Name, a.Basis is { } basis ? Word.Of(basis) : "",
        Lines(r.Own.People), string.Join("; ", a.Data), string.Join("; ", a.Recipients.Concat(r.Applications).Concat(ProcessingFacts.Lines(r.Own.Recipients))), string.Join("; ", a.Transfers.Concat(ProcessingFacts.Lines(r.Own.Transfers))),
        string.Join("; ", a.Retention.Concat(ProcessingFacts.Lines(r.Own.Limits))), Lines(r.Own.Security),
    ];

    private static string Lines(string text) => string.Join("; ", ProcessingFacts.Lines(text));
}
