using System.Buffers.Binary;

namespace ConsentPortal.Core.Compliance;

/// <summary>What the head of a PNG, JPEG or WebP says, and whether the file ends where it says: nothing of another kind may hang on it.</summary>
internal sealed record Pixels(string MediaType, int Width, int Height, bool IsWhole)
{
    /// <summary>Null for none of them.</summary>
    public static Pixels? Of(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png(file),
        [0xFF, 0xD8, 0xFF, ..] => Jpeg(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP(file),
        _ => null,
    };

    // chunk by chunk: length, name, data, checksum
    private static Pixels Png(ReadOnlySpan<byte> file)
    {
        const int Start = 8, Frame = 12;
        if (file.Length < Start + Frame + 13 || !file.Slice(12, 4).SequenceEqual("IHDR"u8))
        {
            return new("image/png", 0, 0, IsWhole: false);
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        for (var at = Start; at + Frame <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (file.Slice(at + 4, 4).SequenceEqual("IEND"u8))
            {
                return new("image/png", width, height, length == 0 && at + Frame == file.Length);
            }

            if (length > file.Length)
            {
                break;
            }

            at += Frame + (int)length;
        }

        return new("image/png", width, height, IsWhole: false);
    }

    // marker by marker up to the first scan; the dimensions stand in a start of frame
    private static Pixels Jpeg(ReadOnlySpan<byte> file)
    {
        var (width, height) = (0, 0);
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++; // padding
                continue;
            }

            if (marker == 0xDA)
            {
                return new("image/jpeg", width, height, width > 0 && file.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]));
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return new("image/jpeg", width, height, IsWhole: false);
    }

    private static Pixels WebP(ReadOnlySpan<byte> file)
    {
        const int Head = 30, SideBits = 0x3FFF;
        if (file.Length < Head)
        {
            return new("image/webp", 0, 0, IsWhole: false);
        }

        var isWhole = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L == file.Length;
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
        var (width, height) = file[15] switch
        {
            (byte)' ' => (BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & SideBits, BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & SideBits),
            (byte)'L' => ((int)(packed & SideBits) + 1, (int)((packed >> 14) & SideBits) + 1),
            (byte)'X' => (1 + (file[24] | (file[25] << 8) | (file[26] << 16)), 1 + (file[27] | (file[28] << 8) | (file[29] << 16))),
            _ => (0, 0),
        };
        return new("image/webp", width, height, isWhole && file.Slice(12, 3).SequenceEqual("VP8"u8));
    }
}
