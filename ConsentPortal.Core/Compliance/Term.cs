using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsentPortal.Core.Compliance;

/// <summary>In what a legal deadline is counted.</summary>
public enum TermUnit
{
    Days,

    /// <summary>Without weekends and the public holidays of the sender's country.</summary>
    BusinessDays,

    /// <summary>The same-numbered day, clamped to the month's last (Regulation 1182/71 art. 3).</summary>
    Months,
}

/// <summary>A length of time as a law writes it: <c>10 businessDays</c>, <c>1 months</c>; <c>0 days</c> is at once.</summary>
[JsonConverter(typeof(TermJson))]
public sealed record Term(int Count, TermUnit Unit)
{
    public const int MaxLength = 20;
    public const int MostDays = 365, MostMonths = 36;

    public bool IsAtOnce => Count == 0;

    /// <summary>False where nobody could mean it: negative, or longer than a year of days or three of months.</summary>
    public bool IsSane => Count >= 0 && Count <= (Unit == TermUnit.Months ? MostMonths : MostDays);

    /// <summary>About how many calendar days: only to tell which of two terms is the longer one.</summary>
    public double Days => Unit switch { TermUnit.Days => Count, TermUnit.BusinessDays => Count * 7 / 5d, _ => Count * 30.44 };

    public override string ToString() => $"{Count.ToString(CultureInfo.InvariantCulture)} {Kernel.Word.Of(Unit)}";

    public static Term Parse(string text)
        => text.Split(' ') is [var count, var unit] ? new(int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture), Kernel.Word.Parse<TermUnit>(unit)) : throw new FormatException($"'{text}' is no term.");
}

/// <summary>As its text.</summary>
public sealed class TermJson : JsonConverter<Term>
{
    public override Term Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Term.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Term value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>By when a profile must have done what people ask; null = its law names no day.</summary>
/// <param name="OptOut">To honour an opt-out everywhere. This portal honours it at once; the systems that send may need longer.</param>
/// <param name="Acknowledge">To say that a request arrived.</param>
/// <param name="Answer">To answer it.</param>
/// <param name="Extension">How much longer a hard one may take.</param>
public sealed record Deadlines(Term? OptOut = null, Term? Acknowledge = null, Term? Answer = null, Term? Extension = null)
{
    public static readonly Deadlines None = new();
}
