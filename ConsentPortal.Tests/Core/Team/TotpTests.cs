using System.Text;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Tests.Core.Team;

/// <summary>RFC 6238 appendix B (SHA-1, its last six digits) and RFC 4648 section 10.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code)
        => Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void One_step_early_or_late_is_taken_and_nothing_older_than_the_last_one()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var step = Totp.StepAt(now);

        Assert.All(new[] { -1, 0, 1 }, drift => Assert.Equal(step + drift, Totp.Find(Secret, Totp.Code(Secret, step + drift), now, 0)));
        Assert.All(new[] { -2, 2 }, drift => Assert.Null(Totp.Find(Secret, Totp.Code(Secret, step + drift), now, 0)));
        Assert.Null(Totp.Find(Secret, Totp.Code(Secret, step), now, step));
        Assert.Null(Totp.Find(Secret, Totp.Code(Secret, step - 1), now, step));
        Assert.Equal(step + 1, Totp.Find(Secret, Totp.Code(Secret, step + 1), now, step));
        Assert.All(new[] { null, "", "12345", "1234567", "abcdef" }, typed => Assert.Null(Totp.Find(Secret, typed, now, 0)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_written_as_the_standard_says_without_padding(string text, string written) => Assert.Equal(written, Base32.Of(Encoding.ASCII.GetBytes(text)));
}
