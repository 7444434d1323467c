using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConsentPortal.Web.Api;

/// <summary>The body of a call, read and parsed: a JSON object.</summary>
internal sealed class ApiInput : IDisposable
{
    private readonly byte[] body;
    private readonly JsonDocument document;

    private ApiInput(byte[] body, JsonDocument document)
    {
        this.body = body;
        this.document = document;
    }

    public JsonElement Root => document.RootElement;

    /// <summary>Null where the body is no JSON object: then the refusal is already answered.</summary>
    public static async ValueTask<ApiInput?> ReadAsync(HttpContext context)
    {
        if (!ApiBody.IsJson(context.Request))
        {
            await ApiBody.RefuseMediaTypeAsync(context, ApiBody.Json);
            return null;
        }

        var sequence = await ApiBody.ReadToEndAsync(context);
        var bytes = sequence.ToArray();
        context.Request.BodyReader.AdvanceTo(sequence.End);
        try
        {
            var parsed = JsonDocument.Parse(bytes, ApiJson.Reading);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new(bytes, parsed);
            }

            parsed.Dispose();
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, "Send a JSON object.");
        }
        catch (JsonException error)
        {
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, ApiBody.Malformed(error));
        }

        return null;
    }

    /// <summary>SHA-256 of what makes the request this one: method, path, query and body.</summary>
    public byte[] Hash(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value}{request.QueryString.Value}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    public void Dispose() => document.Dispose();
}
