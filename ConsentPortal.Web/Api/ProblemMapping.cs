using System.Buffers;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.WebUtilities;

namespace ConsentPortal.Web.Api;

/// <summary>Refusals as problem documents (RFC 9457): one shape for all, and in <c>errors</c> every field with what is wrong with it.</summary>
internal static class ProblemMapping
{
    public const string ContentType = "application/problem+json";

    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        Refusal.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    public static Task WriteProblemAsync(this HttpContext context, IReadOnlyList<Problem> problems)
        => context.WriteProblemAsync(StatusOf(problems[0].Refusal), DetailOf(problems), problems);

    public static string DetailOf(IReadOnlyList<Problem> problems) => problems.Count == 1 ? problems[0].Message : "The request has several faults; each field says what to mend.";

    public static async Task WriteProblemAsync(this HttpContext context, int status, string? detail = null, IReadOnlyList<Problem>? problems = null)
    {
        var body = Write(status, detail, problems);
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    private static ArrayBufferWriter<byte> Write(int status, string? detail, IReadOnlyList<Problem>? problems)
    {
        ArrayBufferWriter<byte> body = new(512);
        using Utf8JsonWriter json = new(body, ApiJson.Writing);
        json.WriteStartObject();
        json.WriteString("type"u8, "about:blank"u8);
        json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status"u8, status);
        if (detail is not null)
        {
            json.WriteString("detail"u8, detail);
        }

        var fields = problems?.Where(p => p.Field is not null).GroupBy(p => p.Field!, p => p.Message, StringComparer.Ordinal).ToList();
        if (fields is { Count: > 0 })
        {
            json.WriteStartObject("errors"u8);
            foreach (var field in fields)
            {
                json.WriteStartArray(field.Key);
                foreach (var message in field)
                {
                    json.WriteStringValue(message);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        return body;
    }
}
