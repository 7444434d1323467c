using System.Text.Json.Nodes;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Api.OpenDsr;

/// <summary>Sends what a processor says: JSON, signed as it is sent. A refusal names fields, never what stood in them.</summary>
internal sealed class DsrAnswers(DsrSigner signer)
{
    private const string Validation = "Validation";

    public Task SendAsync(HttpContext context, int status, JsonObject body) => SendAsync(context, status, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));

    public async Task SendAsync(HttpContext context, int status, byte[] body)
    {
        foreach (var (name, value) in signer.HeadersOf(body))
        {
            context.Response.Headers[name] = value;
        }

        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, ApiBody.Json, body.Length);
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary><c>{"error":{"code":400,"message":"…","errors":[{"domain":"Validation","reason":"regulation","message":"…"}]}}</c>.</summary>
    public Task RefuseAsync(HttpContext context, int status, string message, params IEnumerable<Problem> problems)
    {
        JsonArray errors = [.. problems.Select(p => (JsonNode)new JsonObject { ["domain"] = Validation, ["reason"] = p.Field ?? "", ["message"] = p.Message })];
        return SendAsync(context, status, new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["errors"] = errors } });
    }

    /// <summary>400 for whatever is wrong with a body or with what it asks (the protocol knows no other); 403 and 404 as they are.</summary>
    public Task RefuseAsync(HttpContext context, IReadOnlyList<Problem> problems) => problems[0].Refusal switch
    {
        Refusal.Forbidden => RefuseAsync(context, StatusCodes.Status403Forbidden, problems[0].Message),
        Refusal.NotFound => RefuseAsync(context, StatusCodes.Status404NotFound, problems[0].Message),
        _ => RefuseAsync(context, StatusCodes.Status400BadRequest, ProblemMapping.DetailOf(problems), problems),
    };
}
