using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ConsentPortal.Web.Api;

/// <summary>The bodies of calls: their media type and their bytes.</summary>
internal static class ApiBody
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>Answers 415 and false where the body is no JSON in UTF-8.</summary>
    public static bool IsJson(HttpRequest request) => request.ContentType is { } type && (type.Equals(Json, StringComparison.Ordinal) || Is(type, [Json]));

    /// <summary>True for one of these media types in UTF-8.</summary>
    public static bool Is(string? contentType, ReadOnlySpan<string> accepted)
    {
        if (!System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type) || type.MediaType is null)
        {
            return false;
        }

        foreach (var media in accepted)
        {
            if (type.MediaType.Equals(media, StringComparison.OrdinalIgnoreCase))
            {
                return type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    public static Task RefuseMediaTypeAsync(HttpContext context, string wanted)
        => context.WriteProblemAsync(StatusCodes.Status415UnsupportedMediaType, $"Send Content-Type: {wanted} (UTF-8).");

    /// <summary>The whole body, still in the pipe: advance the reader to its end when done. Throws 413 over the limit.</summary>
    public static async ValueTask<ReadOnlySequence<byte>> ReadToEndAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        if (context.Request.ContentLength is null or > ApiLimits.BodyMax)
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = ApiLimits.DrainMax;
        }

        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > ApiLimits.BodyMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                await DrainAsync(reader, read.IsCompleted, context.RequestAborted);
                throw new BadHttpRequestException(ApiLimits.TooLarge, StatusCodes.Status413PayloadTooLarge);
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async ValueTask DrainAsync(PipeReader reader, bool completed, CancellationToken ct)
    {
        while (!completed)
        {
            var read = await reader.ReadAsync(ct);
            completed = read.IsCompleted;
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>Where and why the text stopped being JSON, in words.</summary>
    public static string Malformed(Exception error) => error is JsonException { LineNumber: { } line, BytePositionInLine: { } at }
        ? $"The body is not valid JSON (line {line + 1}, byte {at + 1})."
        : "The body is not valid JSON in UTF-8.";

    public static bool IsMalformed(Exception error) => error is JsonException or InvalidOperationException;

}
