using System.Text;

namespace ConsentPortal.Web.Ui;

/// <summary>The codewords of a QR code (ISO/IEC 18004): bytes, error correction level M, versions 1 to 10, which hold 213 bytes.</summary>
internal static class QrData
{
    public const int MostVersion = 10;

    // by version, from 1: all codewords, codewords of correction in a block, blocks
    private static readonly (int All, int Correction, int Blocks)[] Sizes =
        [(26, 10, 1), (44, 16, 1), (70, 26, 1), (100, 18, 2), (134, 24, 2), (172, 16, 4), (196, 18, 4), (242, 22, 4), (292, 22, 5), (346, 26, 5)];

    /// <summary>The smallest version that holds the text, and its codewords in the order in which they are drawn; null when it is too long.</summary>
    public static (int Version, byte[] Codewords)? Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var version = 1; version <= MostVersion; version++)
        {
            var (all, correction, blocks) = Sizes[version - 1];
            var room = all - correction * blocks;
            if (HeaderBits(version) + bytes.Length * 8 <= room * 8)
            {
                return (version, Interleave(Fill(bytes, version, room), all, correction, blocks));
            }
        }

        return null;
    }

    // four bits say "bytes", the next ones how many
    private static int HeaderBits(int version) => version < MostVersion ? 12 : 20;

    private static byte[] Fill(byte[] bytes, int version, int room)
    {
        var codewords = new byte[room];
        var at = 0;
        void Put(int value, int length)
        {
            for (var bit = length - 1; bit >= 0; bit--, at++)
            {
                codewords[at / 8] |= (byte)(((value >> bit) & 1) << (7 - at % 8));
            }
        }

        Put(0b0100, 4);
        Put(bytes.Length, HeaderBits(version) - 4);
        foreach (var b in bytes)
        {
            Put(b, 8);
        }

        at += Math.Min(4, room * 8 - at); // the end mark is zeros
        at = (at + 7) / 8 * 8;
        for (var pad = 0xEC; at < room * 8; pad ^= 0xEC ^ 0x11)
        {
            Put(pad, 8);
        }

        return codewords;
    }

    private static byte[] Interleave(byte[] data, int all, int correction, int blocks)
    {
        var (shortLength, shortBlocks) = (all / blocks - correction, blocks - all % blocks);
        List<byte[]> parts = [];
        for (int n = 0, at = 0; n < blocks; n++)
        {
            var length = shortLength + (n < shortBlocks ? 0 : 1);
            parts.Add(data[at..(at + length)]);
            at += length;
        }

        var checks = parts.Select(part => Correct(part, correction)).ToList();
        List<byte> drawn = [];
        for (var n = 0; n <= shortLength; n++)
        {
            drawn.AddRange(parts.Where(part => n < part.Length).Select(part => part[n]));
        }

        for (var n = 0; n < correction; n++)
        {
            drawn.AddRange(checks.Select(check => check[n]));
        }

        return [.. drawn];
    }

    // the rest of a division of polynomials over GF(256): Reed-Solomon
    private static byte[] Correct(byte[] data, int length)
    {
        var divisor = new byte[length];
        divisor[^1] = 1;
        byte root = 1;
        for (var n = 0; n < length; n++)
        {
            for (var m = 0; m < length; m++)
            {
                divisor[m] = (byte)(Times(divisor[m], root) ^ (m + 1 < length ? divisor[m + 1] : 0));
            }

            root = Times(root, 2);
        }

        var rest = new byte[length];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ rest[0]);
            for (var m = 0; m < length; m++)
            {
                rest[m] = (byte)((m + 1 < length ? rest[m + 1] : 0) ^ Times(divisor[m], factor));
            }
        }

        return rest;
    }

    private static byte Times(byte a, byte b)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D) ^ (((b >> bit) & 1) * a);
        }

        return (byte)product;
    }
}
