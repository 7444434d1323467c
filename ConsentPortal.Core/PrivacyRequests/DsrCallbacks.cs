using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What a controller is told, and where it may want to be told.</summary>
public static class DsrCallbacks
{
    private const string Field = "status_callback_urls";

    /// <summary>Null where each begins with https, leads to the public internet, and its host is one that an administrator allowed this application.</summary>
    internal static async Task<Problem?> WrongAsync(PortalDb db, Id<Application> application, IReadOnlyList<string> urls, WebhookSettings settings, CancellationToken ct)
    {
        var allowed = urls.Count == 0 ? "" : await db.Set<Application>().AsNoTracking().Where(a => a.Id == application).Select(a => a.CallbackHosts).FirstOrDefaultAsync(ct) ?? "";
        foreach (var url in urls)
        {
            if (await WebhookUrl.CheckAsync(url, settings, ct) is { } wrong)
            {
                return wrong with { Field = Field };
            }

            if (!CallbackHosts.Has(allowed, new Uri(url).IdnHost))
            {
                return Problem.Invalid(Field, "The host of this address is not allowed for this application. An administrator adds it under Applications.");
            }
        }

        return null;
    }

    /// <summary>How a request stands, as JSON; the same for an answer and for a callback.</summary>
    /// <param name="url">Where it is sent; null = it answers a question.</param>
    public static byte[] Write(DsrRequest dsr, PrivacyRequest request, DsrStatus status, string domain, string? url)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("controller_id", dsr.ApplicationId.ToString());
            json.WriteString("subject_request_id", dsr.SubjectRequestId);
            json.WriteString("request_status", DsrStatuses.Word(status));
            json.WriteString("expected_completion_time", Time(ReadDsr.EndOf(request)));
            json.WriteString("api_version", Version);
            if (url is not null)
            {
                json.WriteString("status_callback_url", url);
            }

            if (status == DsrStatus.Completed && request.RefusalCode.Length > 0)
            {
                json.WriteStartObject("extensions");
                json.WriteStartObject(domain);
                json.WriteString("outcome", request.State == RequestState.Refused ? "refused" : "partially_fulfilled");
                json.WriteString("reason", request.RefusalCode);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public const string Version = "2.0";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
