using System.Text.Json.Nodes;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Api.OpenDsr;

/// <summary>The calls of OpenDSR 2.0: what there is, a new request, how it stands, its cancellation.</summary>
internal sealed class DsrCalls(DsrAnswers answers, DsrSigner signer, ReceiveDsr receive, ReadDsr read, CancelDsr cancel, PortalAddress address)
{
    private const string NotSetUp = "This portal has no certificate for OpenDSR yet. Its owner sets ConsentPortal__OpenDsr__Certificate.";

    /// <summary>503 while there is nothing to sign with.</summary>
    public RequestDelegate WhenReady(RequestDelegate call) => context => signer.IsReady ? call(context) : answers.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, NotSetUp);

    public Task DiscoverAsync(HttpContext context)
    {
        JsonArray identities = [.. DsrIdentities.Types.SelectMany(_ => DsrIdentities.Formats.Keys.Order(StringComparer.Ordinal), (type, format) => (JsonNode)new JsonObject { ["identity_type"] = type, ["identity_format"] = format })];
        JsonObject body = new()
        {
            ["api_version"] = DsrCallbacks.Version, ["supported_identities"] = identities, ["supported_subject_request_types"] = new JsonArray([.. Enum.GetValues<DsrType>().Select(t => (JsonNode)Word.Of(t))]),
            ["processor_certificate"] = signer.IsReady ? address.To(OpenDsrEndpoints.Certificate) : null, ["processor_domain"] = signer.IsReady ? signer.Domain : null,
        };
        if (signer.IsReady)
        {
            body["extensions"] = new JsonObject { [signer.Domain] = new JsonObject { ["right"] = new JsonArray([.. Enum.GetValues<DsrRight>().Select(r => (JsonNode)Word.Of(r))]) } };
        }
        else
        {
            body["message"] = NotSetUp;
        }

        return answers.SendAsync(context, StatusCodes.Status200OK, body);
    }

    public Task CertificateAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-pem-file";
        return context.Response.WriteAsync(signer.CertificatePem, context.RequestAborted);
    }

    public async Task ReceiveAsync(HttpContext context, ApiCaller caller)
    {
        if (!ApiBody.IsJson(context.Request))
        {
            await answers.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send Content-Type: application/json (UTF-8).");
            return;
        }

        var (command, problems) = await DsrReader.ReadAsync(context, signer.Domain);
        if (command is null)
        {
            await answers.RefuseAsync(context, problems);
            return;
        }

        // once begun it is finished, even when the controller hangs up: it will send the same again
        var taken = await receive.RunAsync(command, caller.Actor, CancellationToken.None);
        var found = taken.Ok ? await read.RunAsync(command.SubjectRequestId, caller.Actor, CancellationToken.None) : taken.Problems.ToList();
        if (!found.Ok)
        {
            await answers.RefuseAsync(context, found.Problems);
            return;
        }

        await answers.SendAsync(context, StatusCodes.Status201Created, Receipt(found.Value, command.Body));
    }

    public async Task ReadAsync(HttpContext context, ApiCaller caller)
    {
        var found = await read.RunAsync(IdOf(context), caller.Actor, context.RequestAborted);
        await (found.Ok ? answers.SendAsync(context, StatusCodes.Status200OK, DsrCallbacks.Write(found.Value.Dsr, found.Value.Request, found.Value.Status, signer.Domain, null)) : answers.RefuseAsync(context, found.Problems));
    }

    public async Task CancelAsync(HttpContext context, ApiCaller caller)
    {
        var cancelled = await cancel.RunAsync(new(IdOf(context)), caller.Actor, CancellationToken.None);
        var found = cancelled.Ok ? await read.RunAsync(IdOf(context), caller.Actor, CancellationToken.None) : cancelled.Problems.ToList();
        await (found.Ok ? answers.SendAsync(context, StatusCodes.Status202Accepted, Receipt(found.Value, [])) : answers.RefuseAsync(context, found.Problems));
    }

    // encoded_request: what was signed for, as it came; the controller keeps it nowhere
    private static JsonObject Receipt(ReadDsr.View found, byte[] body) => new()
    {
        ["controller_id"] = found.Dsr.ApplicationId.ToString(), ["expected_completion_time"] = DsrCallbacks.Time(found.ExpectedAt), ["received_time"] = DsrCallbacks.Time(found.Dsr.ReceivedAt),
        ["encoded_request"] = Convert.ToBase64String(body), ["subject_request_id"] = found.Dsr.SubjectRequestId, ["api_version"] = DsrCallbacks.Version,
    };

    private static string IdOf(HttpContext context) => context.Request.RouteValues["subjectRequestId"] as string ?? "";
}
