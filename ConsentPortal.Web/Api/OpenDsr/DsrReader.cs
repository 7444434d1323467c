using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Api.OpenDsr;

/// <summary>Reads what a controller sends. Everything that is wrong is named by its field, and nothing that stood there is repeated; what we do not know is passed by, as the
/// protocol wants it.</summary>
internal static partial class DsrReader
{
    private const string Regulations = "Send gdpr or ccpa.", Field = "body";

    public static async Task<(ReceiveDsr.Command? Command, IReadOnlyList<Problem> Problems)> ReadAsync(HttpContext context, string domain)
    {
        var sequence = await ApiBody.ReadToEndAsync(context);
        var bytes = sequence.ToArray();
        context.Request.BodyReader.AdvanceTo(sequence.End);
        try
        {
            if (!Utf8.IsValid(bytes))
            {
                return (null, [Problem.Invalid(Field, "The body is no valid UTF-8.")]);
            }

            using var document = JsonDocument.Parse(bytes, ApiJson.Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(new Fields(document.RootElement, "", []), bytes, domain) : (null, [Problem.Invalid(Field, "Send a JSON object.")]);
        }
        catch (Exception error) when (ApiBody.IsMalformed(error))
        {
            return (null, [Problem.Invalid(Field, ApiBody.Malformed(error))]);
        }
    }

    private static (ReceiveDsr.Command? Command, IReadOnlyList<Problem> Problems) Read(Fields body, byte[] bytes, string domain)
    {
        if (body.Need("regulation", Regulations) is not ("gdpr" or "ccpa" or ""))
        {
            body.Refuse("regulation", Regulations);
        }

        if (body.Text("api_version") is { } version && version != "2" && !version.StartsWith("2.", StringComparison.Ordinal))
        {
            body.Refuse("api_version", "This processor speaks version 2.0.");
        }

        var id = body.Need("subject_request_id", "Send a UUID of version 4, in lower case.");
        if (id.Length > 0 && !UuidV4().IsMatch(id))
        {
            body.Refuse("subject_request_id", "Send a UUID of version 4, in lower case.");
        }

        var (type, submitted) = (body.Needed<DsrType>("subject_request_type"), body.Time("submitted_time"));
        if (submitted is null && !body.Problems.Any(p => p.Field == "submitted_time"))
        {
            body.Refuse("submitted_time", "Send when the person asked: an RFC 3339 time with its offset.");
        }

        ReceiveDsr.Command command = new(id, type, Identities(body), submitted ?? default, Callbacks(body), Extension(body, domain), bytes);
        return body.Problems.Count > 0 ? (null, body.Problems) : (command, []);
    }

    private static List<DsrIdentity> Identities(Fields body)
    {
        List<DsrIdentity> identities = [];
        foreach (var entry in body.List("subject_identities", DsrIdentities.Most) ?? [])
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"subject_identities[{identities.Count}]");
            if (entry.ValueKind != JsonValueKind.Object)
            {
                body.Refuse(at, "Send an object here.");
                break;
            }

            Fields one = new(entry, $"{at}.", body.Problems);
            DsrIdentity identity = new(one.Need("identity_type", "Say which identity."), one.Need("identity_format", "Say raw, sha1, md5 or sha256."), one.Need("identity_value", "Send the value."));
            identities.Add(identity);
            if (identity.Type.Length > 0 && !DsrIdentities.Types.Contains(identity.Type))
            {
                one.Refuse("identity_type", "This identity is not supported; discovery lists those that are.");
            }
            else if (identity is { Format.Length: > 0, Value.Length: > 0 } && !DsrIdentities.Fits(identity))
            {
                one.Refuse(DsrIdentities.Formats.ContainsKey(identity.Format) ? "identity_value" : "identity_format", "The value is none of this format.");
            }
        }

        return identities;
    }

    private static List<string> Callbacks(Fields body)
    {
        var urls = (body.List("status_callback_urls", DsrRequest.MostCallbacks, least: 0) ?? []).Select(u => Fields.TextOf(u) ?? "").ToList();
        if (urls.Any(u => u.Length is 0 or > Webhook.UrlMaxLength))
        {
            body.Refuse("status_callback_urls", "Send a list of addresses that begin with https://.");
        }

        return urls;
    }

    // what others put under their own domains is theirs
    private static DsrExtension Extension(Fields body, string domain)
    {
        if (body.Object("extensions")?.Object(domain) is not { } ours)
        {
            return new();
        }

        return new()
        {
            Right = ours.Word<DsrRight>("right"), Profile = ours.Text("profile"), Language = ours.Text("language", 12), Phone = ours.Text("phone") ?? "", FirstName = ours.Text("first_name", Submission.NameMaxLength) ?? "",
            LastName = ours.Text("last_name", Submission.NameMaxLength) ?? "", Notes = ours.Text("notes", Submission.TextMaxLength) ?? "", Purpose = ours.Text("purpose") ?? "", Proposed = ours.Texts("proposed", Submission.FieldsMost),
        };
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UuidV4();
}
