using System.Text;

namespace ConsentPortal.Web.Ui;

/// <summary>Draws a QR code (ISO/IEC 18004). Our own small one: what it shows is a secret, which no picture service and no script should see.</summary>
internal sealed class QrCode
{
    private const int FormatMask = 0x5412, FormatDivisor = 0x537, VersionDivisor = 0x1F25;
    private readonly bool[,] dark, taken;
    private readonly int version;

    private QrCode(int version)
    {
        this.version = version;
        Size = 17 + 4 * version;
        (dark, taken) = (new bool[Size, Size], new bool[Size, Size]);
    }

    public int Size { get; }

    public bool this[int x, int y] => dark[x, y];

    /// <summary>Null for a text that is too long (213 bytes).</summary>
    public static QrCode? Of(string text)
    {
        if (QrData.Of(text) is not { } data)
        {
            return null;
        }

        // eight masks are allowed; the one with the fewest misleading patterns is read best
        return Enumerable.Range(0, 8).Select(mask => Draw(data.Version, data.Codewords, mask)).MinBy(code => code.Penalty());
    }

    /// <summary>All dark squares as one SVG path, a row of them at a time.</summary>
    public string Path()
    {
        StringBuilder path = new();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var start = x;
                while (x < Size && dark[x, y])
                {
                    x++;
                }

                _ = x > start ? path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z") : path;
            }
        }

        return path.ToString();
    }

    private static QrCode Draw(int version, byte[] codewords, int mask)
    {
        QrCode code = new(version);
        code.DrawPatterns();
        code.DrawFormat(mask);
        code.DrawData(codewords, mask);
        return code;
    }

    private void DrawPatterns()
    {
        for (var n = 0; n < Size; n++)
        {
            Set(6, n, n % 2 == 0);
            Set(n, 6, n % 2 == 0);
        }

        Finder(3, 3);
        Finder(Size - 4, 3);
        Finder(3, Size - 4);
        var places = Alignments();
        foreach (var (x, y) in places.SelectMany(x => places.Select(y => (x, y))).Where(p => p is not (6, 6) && p != (6, Size - 7) && p != (Size - 7, 6)))
        {
            Square(x, y, 2, distance => distance != 1);
        }

        if (version >= 7)
        {
            var bits = (version << 12) | Rest(version, 12, VersionDivisor);
            for (var n = 0; n < 18; n++)
            {
                Set(Size - 11 + n % 3, n / 3, Bit(bits, n));
                Set(n / 3, Size - 11 + n % 3, Bit(bits, n));
            }
        }
    }

    private List<int> Alignments() => version switch
    {
        1 => [],
        < 7 => [6, Size - 7],
        _ => [6, (Size - 1) / 2, Size - 7],
    };

    private void Finder(int x, int y) => Square(x, y, 4, distance => distance is not (2 or 4));

    private void Square(int centerX, int centerY, int reach, Func<int, bool> isDark)
    {
        for (var x = Math.Max(0, centerX - reach); x <= Math.Min(Size - 1, centerX + reach); x++)
        {
            for (var y = Math.Max(0, centerY - reach); y <= Math.Min(Size - 1, centerY + reach); y++)
            {
                Set(x, y, isDark(Math.Max(Math.Abs(x - centerX), Math.Abs(y - centerY))));
            }
        }
    }

    // level M is 00; the bits stand twice, so that one copy may be dirty
    private void DrawFormat(int mask)
    {
        var bits = ((mask << 10) | Rest(mask, 10, FormatDivisor)) ^ FormatMask;
        for (var n = 0; n < 15; n++)
        {
            var (x, y) = n switch { < 6 => (8, n), 6 => (8, 7), 7 => (8, 8), 8 => (7, 8), _ => (14 - n, 8) };
            Set(x, y, Bit(bits, n));
            Set(n < 8 ? Size - 1 - n : 8, n < 8 ? 8 : Size - 15 + n, Bit(bits, n));
        }

        Set(8, Size - 8, true);
    }

    // two columns at a time from the right, up and down by turns, leaving out the column of the clock pattern
    private void DrawData(byte[] codewords, int mask)
    {
        var at = 0;
        for (var right = Size - 1; right >= 1; right -= right == 8 ? 3 : 2) // 8 is followed by 5
        {
            for (var n = 0; n < 2 * Size; n++)
            {
                var (x, y) = (right - n % 2, Upward(right) ? Size - 1 - n / 2 : n / 2);
                if (!taken[x, y])
                {
                    var bit = at < codewords.Length * 8 && ((codewords[at / 8] >> (7 - at % 8)) & 1) == 1;
                    dark[x, y] = bit ^ Masks(mask, x, y);
                    at++;
                }
            }
        }
    }

    private static bool Upward(int right) => ((right + 1) & 2) == 0;

    private static bool Masks(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => (x / 3 + y / 2) % 2 == 0,
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3) % 2 == 0,
        _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
    };

    // long runs and large squares of one colour, and more dark than light or less
    private int Penalty()
    {
        var (penalty, all) = (0, 0);
        for (var a = 0; a < Size; a++)
        {
            var (row, column) = (0, 0);
            for (var b = 0; b < Size; b++)
            {
                all += dark[a, b] ? 1 : 0;
                row = b > 0 && dark[b, a] == dark[b - 1, a] ? row + 1 : 1;
                column = b > 0 && dark[a, b] == dark[a, b - 1] ? column + 1 : 1;
                penalty += (row == 5 ? 3 : row > 5 ? 1 : 0) + (column == 5 ? 3 : column > 5 ? 1 : 0);
                penalty += a > 0 && b > 0 && dark[a, b] == dark[a - 1, b] && dark[a, b] == dark[a, b - 1] && dark[a, b] == dark[a - 1, b - 1] ? 3 : 0;
            }
        }

        return penalty + Math.Abs(all * 20 / (Size * Size) - 10) * 10;
    }

    private static int Rest(int value, int length, int divisor)
    {
        var rest = value;
        for (var n = 0; n < length; n++)
        {
            rest = (rest << 1) ^ ((rest >> (length - 1)) * divisor);
        }

        return rest;
    }

    private static bool Bit(int bits, int n) => ((bits >> n) & 1) == 1;

    private void Set(int x, int y, bool value) => (dark[x, y], taken[x, y]) = (value, true);
}
