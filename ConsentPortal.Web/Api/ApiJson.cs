using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>JSON as the API reads and writes it.</summary>
internal static class ApiJson
{
    /// <summary>Addresses and links stay readable (<c>ann+news@…</c>): the answer is JSON for programs, never part of a page.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static readonly JsonDocumentOptions Reading = new() { MaxDepth = 16 };

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"];

    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Enums as camelCase words, instants in UTC with Z.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter<ReasonCode>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Obligation>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TraceStepName>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcTime());
        return options;
    }

    /// <summary>RFC 3339 with its offset: without one nobody knows which instant is meant.</summary>
    public static bool TryReadTime(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is null || text.Length < 20)
        {
            return false;
        }

        var upper = text.ToUpperInvariant();
        return (upper[^1] == 'Z' || (upper[^3] == ':' && upper[^6] is '+' or '-'))
            && DateTimeOffset.TryParseExact(upper, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => TryReadTime(reader.GetString(), out var time) ? time : throw new JsonException("A time is RFC 3339, such as 2026-01-01T00:00:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}
