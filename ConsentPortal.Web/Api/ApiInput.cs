using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

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

    /// <summary>What a call takes.</summary>
    public enum Body
    {
        Json,

        /// <summary>JSON, under its own name or as <c>application/merge-patch+json</c> (RFC 7396).</summary>
        Patch,

        /// <summary>JSON, or nothing, which is an empty object.</summary>
        Optional,
    }

    public JsonElement Root => document.RootElement;

    /// <summary>Null where the body is no JSON object: then the refusal is already answered.</summary>
    public static async ValueTask<ApiInput?> ReadAsync(HttpContext context, Body kind)
    {
        var request = context.Request;
        var none = kind == Body.Optional && request.ContentType is null;
        if (!none && !ApiBody.IsJson(request) && !(kind == Body.Patch && ApiBody.Is(request.ContentType, [ApiBody.MergePatch])))
        {
            await ApiBody.RefuseMediaTypeAsync(context, ApiBody.Json);
            return null;
        }

        var sequence = await ApiBody.ReadToEndAsync(context);
        var bytes = sequence.ToArray();
        request.BodyReader.AdvanceTo(sequence.End);
        return await ParseAsync(context, bytes.Length == 0 && kind == Body.Optional ? "{}"u8.ToArray() : bytes);
    }

    private static async ValueTask<ApiInput?> ParseAsync(HttpContext context, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes)) // a document looks no closer at its texts until they are read
        {
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, "The body is no valid UTF-8.");
            return null;
        }

        try
        {
            var parsed = JsonDocument.Parse(bytes, ApiJson.Reading);
            ReadNames(bytes);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new(bytes, parsed);
            }

            parsed.Dispose();
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, "Send a JSON object.");
        }
        catch (Exception error) when (ApiBody.IsMalformed(error))
        {
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, ApiBody.Malformed(error));
        }

        return null;
    }

    /// <summary>Hands the members to the call.</summary>
    public Task<ApiReply> RunAsync(ApiCall call, ApiCaller caller, HttpContext context, CancellationToken ct)
        => call(new Fields(Root, "", new List<Problem>()), caller.Actor, context.Request, ct);

    /// <summary>SHA-256 of what makes the request this one: method, path, query and body.</summary>
    public byte[] Hash(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value}{request.QueryString.Value}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    // half a surrogate pair in a name throws wherever the name is compared: once here, rather than there
    private static void ReadNames(byte[] json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = ApiJson.Reading.MaxDepth, CommentHandling = ApiJson.Reading.CommentHandling, AllowTrailingCommas = ApiJson.Reading.AllowTrailingCommas });
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, ValueIsEscaped: true })
            {
                reader.GetString();
            }
        }
    }

    public void Dispose() => document.Dispose();
}
