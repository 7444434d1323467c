using ConsentPortal.Web.Ui;

namespace ConsentPortal.Tests.Web.Ui;

/// <summary>The square code, read back module by module as ISO/IEC 18004 says; whole ones were read by a camera program when it was made.</summary>
public sealed class QrCodeTests
{
    [Theory]
    [InlineData(14, 21)]
    [InlineData(15, 25)]
    [InlineData(106, 41)]
    [InlineData(107, 45)]
    [InlineData(213, 57)]
    public void It_is_as_small_as_the_text_allows(int length, int size) => Assert.Equal(size, QrCode.Of(new string('a', length))!.Size);

    [Fact]
    public void What_does_not_fit_is_not_drawn() => Assert.Null(QrCode.Of(new string('a', 214)));

    [Fact]
    public void Its_three_corners_its_clock_and_its_dark_module_stand_where_readers_look()
    {
        var code = QrCode.Of("otpauth://totp/ConsentPortal:ann%40example.com?secret=GEZDGNBVGY3TQOJQ&issuer=ConsentPortal")!;
        string[] finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"];

        foreach (var (left, top) in new[] { (0, 0), (code.Size - 7, 0), (0, code.Size - 7) })
        {
            Assert.Equal(finder, Enumerable.Range(0, 7).Select(y => string.Concat(Enumerable.Range(0, 7).Select(x => code[left + x, top + y] ? '1' : '0'))));
        }

        Assert.All(Enumerable.Range(8, code.Size - 16), n => Assert.Equal((n % 2 == 0, n % 2 == 0), (code[n, 6], code[6, n])));
        Assert.True(code[8, code.Size - 8]);
    }

    [Fact]
    public void Its_format_is_valid_and_both_copies_say_the_same()
    {
        var code = QrCode.Of("HELLO")!;
        var first = Enumerable.Range(0, 15).Select(n => n switch { < 6 => code[8, n], 6 => code[8, 7], 7 => code[8, 8], 8 => code[7, 8], _ => code[14 - n, 8] }).ToList();
        var second = Enumerable.Range(0, 15).Select(n => n < 8 ? code[code.Size - 1 - n, 8] : code[8, code.Size - 15 + n]).ToList();
        var bits = first.Select((dark, n) => dark ? 1 << n : 0).Sum() ^ 0x5412;
        for (var n = 14; n >= 10; n--)
        {
            bits ^= ((bits >> n) & 1) * (0x537 << (n - 10));
        }

        Assert.Equal(first, second);
        Assert.Equal(0, bits); // no rest: the code word of BCH (15,5)
    }
}
