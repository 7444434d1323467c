using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Consent events and suppressions as JSON for other systems: an event reads as in the feed, member by member (a test holds them together).</summary>
internal static class EventData
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Of(ReadFeed.Row row) => Write(json =>
    {
        var e = row.Happened;
        json.WriteString("sequence"u8, e.Sequence.ToString(CultureInfo.InvariantCulture));
        json.WriteString("eventId"u8, e.Id.ToString());
        json.WriteString("contactPoint"u8, e.PointId.ToString());
        json.WriteString("channel"u8, Word.Of(row.Channel));
        if (row.Address is not null)
        {
            json.WriteString("address"u8, row.Address);
        }

        json.WriteString("profile"u8, row.Profile);
        json.WriteString("purpose"u8, row.Purpose);
        json.WriteString("topic"u8, row.Topic);
        json.WriteString("contact"u8, row.Contact);
        json.WriteString("oldStatus"u8, Word.Of(e.OldStatus));
        json.WriteString("status"u8, Word.Of(e.NewStatus));
        json.WriteBoolean("applied"u8, e.Applied);
        json.WriteString("action"u8, Word.Of(e.Action));
        WriteHow(json, row);
    });

    public static byte[] Of(Suppression suppression, bool lifted, string? point, string? address, string? purpose) => Write(json =>
    {
        json.WriteString("suppressionId"u8, suppression.Id.ToString());
        json.WriteString("contactPoint"u8, point);
        json.WriteString("channel"u8, Word.Of(suppression.Channel));
        if (address is not null)
        {
            json.WriteString("address"u8, address);
        }

        json.WriteString("scope"u8, Word.Of(suppression.Scope));
        json.WriteString("purpose"u8, purpose);
        json.WriteString("reason"u8, Word.Of(suppression.Reason));
        json.WriteString("since"u8, suppression.From.UtcDateTime);
        Time(json, "until"u8, lifted ? suppression.Until : null);
    });

    /// <summary>A change of the rules: what was done, to which purpose, and the profiles that it touches.</summary>
    public static byte[] Of(string change, string? purpose, IEnumerable<string> profiles) => Write(json =>
    {
        json.WriteString("change"u8, change);
        json.WriteString("purpose"u8, purpose);
        json.WriteStartArray("profiles"u8);
        foreach (var profile in profiles)
        {
            json.WriteStringValue(profile);
        }

        json.WriteEndArray();
    });

    /// <summary>Who was erased: contact points, contacts and the ids by which applications know them; never an address.</summary>
    public static byte[] OfErased(string payload)
    {
        using var said = JsonDocument.Parse(payload);
        return Write(json =>
        {
            json.WriteString("erasureId"u8, said.RootElement.GetProperty("subject").GetString());
            foreach (var (name, from) in ((string, string)[])[("contactPoints", "points"), ("contacts", "contacts"), ("externalIds", "externalIds")])
            {
                json.WritePropertyName(name);
                said.RootElement.GetProperty(from).WriteTo(json);
            }
        });
    }

    /// <summary>Whose data was put right or restricted, and which fields: their values are read where the reader may.</summary>
    public static byte[] OfPerson(string payload, string? externalId)
    {
        using var said = JsonDocument.Parse(payload);
        return Write(json =>
        {
            json.WriteString("contact"u8, said.RootElement.GetProperty("subject").GetString());
            json.WriteString("externalId"u8, externalId);
            if (said.RootElement.TryGetProperty("fields", out var fields))
            {
                json.WritePropertyName("fields"u8);
                fields.WriteTo(json);
            }
        });
    }

    private static void WriteHow(Utf8JsonWriter json, ReadFeed.Row row)
    {
        var e = row.Happened;
        json.WriteStartObject("actor"u8);
        json.WriteString("kind"u8, Word.Of(e.ActorKind));
        json.WriteString("id"u8, Text.CleanOrNull(e.ActorId));
        json.WriteEndObject();
        json.WriteString("onBehalfOf"u8, e.OnBehalfOf is { } person ? Word.Of(person) : null);
        json.WriteString("source"u8, e.Source);
        json.WriteString("reason"u8, Text.CleanOrNull(e.Reason));
        json.WriteString("occurredAt"u8, e.OccurredAt.UtcDateTime);
        json.WriteString("recordedAt"u8, e.RecordedAt.UtcDateTime);
        Time(json, "confirmedAt"u8, e.ConfirmedAt);
        Time(json, "validUntil"u8, e.ValidUntil);
        Time(json, "pausedUntil"u8, e.PausedUntil);
        json.WriteString("wordingVersion"u8, Text.CleanOrNull(e.WordingVersion));
        json.WriteString("language"u8, Text.CleanOrNull(e.WordingLanguage));
        json.WriteString("messageRef"u8, row.MessageRef);
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> bytes = new(768);
        using (Utf8JsonWriter json = new(bytes, Writing))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
