using ConsentPortal.Core.Consent;
using ConsentPortal.Web.Admin.Dashboard;

namespace ConsentPortal.Tests.Web.Admin.Dashboard;

/// <summary>The days in the address: what is written is read back, what makes no sense is the usual month.</summary>
public sealed class FiguresRangeTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(null, null, null, "2026-10-24", "2026-11-22", "/")]
    [InlineData("7", null, null, "2026-11-16", "2026-11-22", "/?range=7")]
    [InlineData("-3", null, null, "2026-10-24", "2026-11-22", "/")]
    [InlineData("7", "2026-03-05", "2026-03-01", "2026-03-01", "2026-03-05", "/?from=2026-03-01&until=2026-03-05")]
    [InlineData("90", "yesterday", "2026-03-01", "2026-08-25", "2026-11-22", "/?range=90")]
    public void The_address_is_read_and_written_alike(string? range, string? from, string? until, string first, string last, string url)
    {
        var read = FiguresRange.Read(range, from, until, 0, Today);

        Assert.Equal((first, last, url), (FiguresRange.Iso(read.From), FiguresRange.Iso(read.Until), read.Url));
        Assert.Equal((read.Length, read.From.AddDays(-1)), (read.Before.Until.DayNumber - read.Before.From.DayNumber + 1, read.Before.Until));
    }

    [Fact]
    public void Decades_are_cut_to_the_last_two_years() => Assert.Equal(FiguresQuery.MostDays, FiguresRange.Read(null, "2001-01-01", "2026-01-01", 0, Today).Length);
}
