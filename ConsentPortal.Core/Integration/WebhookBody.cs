using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Integration;

/// <summary>An event as it is sent: a structured CloudEvent 1.0, signed as Standard Webhooks 1.0 wants it.</summary>
internal static class WebhookBody
{
    public const string MediaType = "application/cloudevents+json";

    /// <param name="source">The portal's public address: with the id it names the event for ever.</param>
    /// <param name="stream">What counts the sequence: numbers of two streams say nothing about each other.</param>
    public static byte[] Of(OutgoingEvent happened, string source, string stream)
    {
        ArrayBufferWriter<byte> bytes = new(happened.Data.Length + 512);
        using (Utf8JsonWriter json = new(bytes, new() { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("specversion"u8, "1.0"u8);
            json.WriteString("id"u8, IdOf(happened.Id));
            json.WriteString("source"u8, source);
            json.WriteString("type"u8, OutgoingKinds.TypeOf(happened.Kind));
            json.WriteString("subject"u8, IdOf(happened.Subject));
            json.WriteString("time"u8, happened.At.UtcDateTime);
            json.WriteString("datacontenttype"u8, "application/json"u8);
            json.WriteString("sequence"u8, IdOf(happened.Sequence));
            json.WriteString("stream"u8, stream);
            json.WritePropertyName("data"u8);
            json.WriteRawValue(happened.Data, skipInputValidation: true);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static string IdOf(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>v1,base64</c> for each secret, the newest first: HMAC-SHA-256 over id, second and body with dots between.</summary>
    public static string Sign(string id, string second, byte[] body, IReadOnlyList<byte[]> secrets)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{second}."), .. body];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        StringBuilder signatures = new(50 * secrets.Count);
        foreach (var secret in secrets)
        {
            HMACSHA256.HashData(secret, signed, mac);
            signatures.Append(signatures.Length > 0 ? " v1," : "v1,").Append(Convert.ToBase64String(mac));
        }

        return signatures.ToString();
    }
}
