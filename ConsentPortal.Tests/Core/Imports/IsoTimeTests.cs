using System.Globalization;
using ConsentPortal.Core.Imports;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2025-04-03", "2025-04-03T00:00:00Z")]
    [InlineData("20250403", "2025-04-03T00:00:00Z")]
    [InlineData("2025-04-03T10:11:12Z", "2025-04-03T10:11:12Z")]
    [InlineData(" 2025-04-03 10:11 ", "2025-04-03T10:11:00Z")]
    [InlineData("2025-04-03T10:11:12.5+02:00", "2025-04-03T08:11:12.5Z")]
    [InlineData("20250403T101112-0130", "2025-04-03T11:41:12Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00Z")]
    public void Iso_forms_are_read_and_without_an_offset_are_utc(string text, string expected)
    {
        Assert.True(IsoTime.TryParse(text, out var instant));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), instant);
    }

    [Theory]
    [InlineData("03/04/2025")]
    [InlineData("03.04.2025")]
    [InlineData("3-4-2025")]
    [InlineData("2025-02-29")]
    [InlineData("2025-13-01")]
    [InlineData("2025-04-03T25:00")]
    [InlineData("2025-04-03x")]
    [InlineData("2025-04-03T10:11:12+2")]
    [InlineData("45000")]
    [InlineData("soon")]
    public void What_could_mean_two_things_or_nothing_is_not_guessed(string text) => Assert.False(IsoTime.TryParse(text, out _));
}
