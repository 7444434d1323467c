using System.Buffers.Text;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Writes the answer of <c>/consent/check</c>, with names and codes encoded once.</summary>
internal static class CheckWriter
{
    private static readonly JsonEncodedText[] Reasons = [.. Enum.GetValues<ReasonCode>().Select(r => JsonEncodedText.Encode(r.Code()))];

    /// <param name="tokens">One an item, null where there is no link; null when none was asked for.</param>
    public static void Write(CheckCall call, DateTimeOffset decidedAt, IReadOnlyList<string?>? tokens, LinkMaker links)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("decidedAt"u8, decidedAt.UtcDateTime);
        json.WriteStartArray("items"u8);
        for (var i = 0; i < call.Run.Answers.Count; i++)
        {
            var answer = call.Run.Answers[i];
            json.WriteStartObject();
            WriteVerdict(json, call.Run.Items[i].Ref, answer);
            if (answer.Trace is { } trace)
            {
                WriteTrace(json, trace);
            }

            if (tokens?[i] is { } token)
            {
                links.Write(json, token, answer.Question.Type!.Value, answer.Key.Channel);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    public static JsonEncodedText Code(ReasonCode reason) => Reasons[(int)reason];

    private static void WriteVerdict(Utf8JsonWriter json, string? reference, Decided answer)
    {
        var verdict = answer.Decision.Message;
        json.WriteString("ref"u8, reference);
        json.WriteBoolean("allowed"u8, verdict.Allowed);
        json.WriteString("reason"u8, Code(verdict.Reason));
        if (verdict.Since is { } since)
        {
            json.WriteString("since"u8, since.UtcDateTime);
        }
        else
        {
            json.WriteNull("since"u8);
        }

        json.WriteStartArray("evidence"u8);
        WriteId(json, verdict.PurposeEvent);
        WriteId(json, verdict.TopicEvent);
        json.WriteEndArray();
        json.WriteStartObject("tracking"u8);
        json.WriteBoolean("allowed"u8, answer.Decision.Tracking.Allowed);
        json.WriteString("reason"u8, Code(answer.Decision.Tracking.Reason));
        json.WriteEndObject();
        json.WriteStartArray("obligations"u8);
        if (verdict.Allowed && LinkMaker.HasHeaders(answer.Question.Type!.Value, answer.Key.Channel))
        {
            json.WriteStringValue("unsubscribe_headers"u8);
            json.WriteStringValue("postal_address"u8); // 16 CFR 316.5, CASL s. 6(2): commercial mail carries both
        }

        json.WriteEndArray();
    }

    private static void WriteId(Utf8JsonWriter json, Id<ConsentEvent> id)
    {
        if (!id.IsNone)
        {
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(id.Value, digits, out var length);
            json.WriteStringValue(digits[..length]);
        }
    }

    private static void WriteTrace(Utf8JsonWriter json, IReadOnlyList<TraceStep> trace)
    {
        json.WriteStartArray("trace"u8);
        foreach (var step in trace)
        {
            json.WriteStartObject();
            json.WriteString("step"u8, step.Step);
            WriteWord(json, "model"u8, step.Model);
            WriteWord(json, "status"u8, step.Status);
            json.WriteString("outcome"u8, step.Outcome);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWord<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T? value) where T : struct, Enum
    {
        if (value is { } word)
        {
            json.WriteString(name, Word.Of(word));
        }
    }
}
