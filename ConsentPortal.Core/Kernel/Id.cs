using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsentPortal.Core.Kernel;

/// <summary>The identity of one <typeparamref name="T"/>: a 64-bit number that sorts by birth (41 bits of milliseconds, 10 of node,
/// 12 of sequence). Zero means "none". JSON carries it as a string, because JavaScript rounds beyond 53 bits.</summary>
[JsonConverter(typeof(IdJson))]
public readonly record struct Id<T>(long Value) : IComparable<Id<T>>, IParsable<Id<T>>
{
    /// <summary>No entity: 0 in the database, so that it can be part of a key.</summary>
    public static Id<T> None => default;

    public bool IsNone => Value == 0;

    public int CompareTo(Id<T> other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static Id<T> Parse(string s, IFormatProvider? provider) => new(long.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var read = long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        result = new(value);
        return read;
    }

    public static bool operator <(Id<T> left, Id<T> right) => left.Value < right.Value;

    public static bool operator >(Id<T> left, Id<T> right) => left.Value > right.Value;

    public static bool operator <=(Id<T> left, Id<T> right) => left.Value <= right.Value;

    public static bool operator >=(Id<T> left, Id<T> right) => left.Value >= right.Value;
}

/// <summary>Reads and writes every <see cref="Id{T}"/> as a JSON string.</summary>
public sealed class IdJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;

    private sealed class Converter<T> : JsonConverter<Id<T>>
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Id<T>.TryParse(reader.GetString(), null, out var id) ? id : throw new JsonException("An id is a string of digits.");

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
