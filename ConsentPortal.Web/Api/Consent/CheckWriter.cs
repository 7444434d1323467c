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
        json.WriteString(Names.DecidedAt, decidedAt.UtcDateTime);
        json.WriteStartArray("items"u8);
        for (var i = 0; i < call.Run.Answers.Count; i++)
        {
            var answer = call.Run.Answers[i];
            json.WriteStartObject();
            WriteVerdict(json, call.Run.Items[i].Ref, answer);
            WriteObligations(json, answer, call.Sender);
            if (answer.Trace is { } trace)
            {
                WriteTrace(json, trace);
            }

            if (tokens?[i] is { } token)
            {
                links.Write(json, token, call.Profile!, answer.Question.Type!.Value, answer.Key.Channel);
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
        json.WriteString(Names.Ref, reference);
        json.WriteBoolean(Names.Allowed, verdict.Allowed);
        json.WriteString(Names.Reason, Code(verdict.Reason));
        if (verdict.Since is { } since)
        {
            json.WriteString(Names.Since, since.UtcDateTime);
        }
        else
        {
            json.WriteNull(Names.Since);
        }

        json.WriteStartArray(Names.Evidence);
        WriteId(json, verdict.PurposeEvent);
        WriteId(json, verdict.TopicEvent);
        json.WriteEndArray();
        json.WriteStartObject(Names.Tracking);
        json.WriteBoolean(Names.Allowed, answer.Decision.Tracking.Allowed);
        json.WriteString(Names.Reason, Code(answer.Decision.Tracking.Reason));
        json.WriteEndObject();
    }

    private static void WriteObligations(Utf8JsonWriter json, Decided answer, SenderKind? sender)
    {
        json.WriteStartArray(Names.Obligations);
        if (answer.Decision.Message.Allowed)
        {
            var type = answer.Question.Type!.Value;
            if (LinkMaker.HasHeaders(type, answer.Key.Channel))
            {
                json.WriteStringValue(Names.UnsubscribeHeaders);
                json.WriteStringValue(Names.PostalAddress); // 16 CFR 316.5, CASL s. 6(2): commercial mail carries both
            }

            if (sender == SenderKind.Ai && type is not (PurposeType.DataUse or PurposeType.Tracking))
            {
                json.WriteStringValue(Names.DiscloseAi); // Regulation (EU) 2024/1689 art. 50(1): people are told that an AI system writes to them
            }
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

/// <summary>Checked and escaped once, not at every answer.</summary>
file static class Names
{
    public static readonly JsonEncodedText DecidedAt = JsonEncodedText.Encode("decidedAt"), Ref = JsonEncodedText.Encode("ref"), Allowed = JsonEncodedText.Encode("allowed"), Reason = JsonEncodedText.Encode("reason"),
        Since = JsonEncodedText.Encode("since"), Evidence = JsonEncodedText.Encode("evidence"), Tracking = JsonEncodedText.Encode("tracking"), Obligations = JsonEncodedText.Encode("obligations"),
        UnsubscribeHeaders = JsonEncodedText.Encode("unsubscribe_headers"), PostalAddress = JsonEncodedText.Encode("postal_address"), DiscloseAi = JsonEncodedText.Encode("disclose_ai");
}
